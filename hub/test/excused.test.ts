import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../src/domain/incident/entry.ts'
import { findIncident } from '../src/store/incidents.ts'
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
    const { incident } = (await findIncident(hub().store.db, 'northlight', 1))!
    assert.deepEqual([incident.phase, incident.diagnosis?.cause, incident.causeConfirmed], ['open', 'unknown', false])
    assert.equal(incident.playbook?.id, 'default')
  },
)
