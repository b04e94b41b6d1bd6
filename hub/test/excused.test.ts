import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../src/domain/incident/entry.ts'
import { findIncident } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import { listTasks } from '../src/store/tasks.ts'
import { startHubOnLab } from './hub-on-lab.ts'

const notes = (wanted: RegExp) => (timeline: readonly Entry[]) => timeline.some(({ note }) => note !== undefined && wanted.test(note))

test(
  'a country that is shut out, which only a closer look tells from an outage, is noted on the open incident, and no cause is named (TRI-2)',
  { timeout: 25_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(3, signal)
    const { lab, hub, until } = world
    await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'geo-block/451' })
    await until(1, 'northlight', notes(/^diagnosis: This looks like a false alarm\..* have our probe allow-listed/))
    await until(1, 'northlight', notes(/^Have our probe let in at Anchor Hosting: “Allclear [^”]*” from harbor met the answer 451$/))
    const { incident } = (await findIncident(hub().store.db, 'northlight', 1))!
    assert.deepEqual([incident.phase, incident.diagnosis?.cause, incident.causeConfirmed], ['open', 'unknown', false])
    assert.equal(incident.playbook?.id, 'default')
  },
)

test(
  'a wall that lets browsers in is a false alarm at once: one task however often it is met, shown with the others, and nobody is told (TRI-2)',
  { timeout: 25_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(3, signal)
    const { lab, hub, until } = world
    await lab.order({ do: 'break', site: 'fahrradwerk.example', fault: 'wall-for-programs/cloudflare' })
    await until(1, 'northlight', notes(/^Have our probe let in at /))
    await until(3, 'northlight', (timeline) => timeline.some(({ state }) => state === 'false-alarm'))
    const { db } = hub().store
    const tasks = await listTasks(db, { open: true, limit: 10 })
    assert.deepEqual(tasks.map(({ incident, id }) => [incident, id]), [[1, 'let-probe-in']]) // prettier-ignore
    // Whose turn on call begins this minute is told so; that is no word of the incident.
    const ofTheIncident = (await listMessages(db, { limit: 10 })).filter(({ template }) => template !== 'hand-over')
    assert.deepEqual([ofTheIncident, lab.posts()], [[], []])
  },
)
