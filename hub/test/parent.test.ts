import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../src/domain/incident/entry.ts'
import { seconds } from '../src/domain/instant.ts'
import { findIncident, listIncidents } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import { affectedBy, listParents } from '../src/store/parents.ts'
import { startHubOnLab } from './hub-on-lab.ts'

const SITES = ['cornerbakery.example', 'rosewood-dental.example', 'lakeside-yoga.example', 'alpenhof.example']
const says = (words: string) => (timeline: readonly Entry[]) => timeline.some(({ note }) => note?.startsWith(words))
const reached = (state: string) => (timeline: readonly Entry[]) => timeline.some((entry) => entry.kind === 'state' && entry.state === state)

test(
  'four sites of one host that fail together are one larger outage: one incident pages for all, each client hears for itself (TRI-3, DIA-9, I-11)',
  { timeout: 50_000 },
  async ({ signal }) => {
    // Verifying four failures takes seconds; nobody is to be paged before it is known that they belong together.
    await using world = await startHubOnLab(300, signal, (plan) => ({ ...plan, pageAfter: seconds(6) }))
    const { lab, hub, until } = world
    const { db } = hub().store
    for (const site of SITES) await lab.order({ do: 'break', site, fault: 'server-stopped' })

    const partners = new Map<number, string>()
    while (partners.size < SITES.length && !signal.aborted) {
      for (const { number, partner } of await listIncidents(db, { limit: 10 })) partners.set(number, partner)
      await new Promise(setImmediate)
    }
    for (const [number, partner] of partners) await until(number, partner, says('Part of a larger outage'))
    const [parent, ...others] = await listParents(db, { limit: 10 })
    assert.deepEqual([parent?.shared, parent?.value, others], ['hosting', 'anchor-hosting', []])
    assert.deepEqual((await affectedBy(db, parent!.id)).map(({ site }) => site).sort(), [...SITES].sort())

    const members = await Promise.all([...partners].map(async ([number, partner]) => (await findIncident(db, partner, number))!.incident))
    const [lead, ...more] = members.filter((incident) => incident.parent?.leads)
    assert.deepEqual(more, [], 'one leads')
    assert.match(lead!.parent!.says, /^Part of a larger outage: sites on Anchor Hosting are down, [123] of /)
    await until(Number(lead!.id), lead!.partner, (timeline) => timeline.some(({ kind }) => kind === 'page'))
    for (const [number, partner] of partners) await until(number, partner, (timeline) => timeline.some(({ kind }) => kind === 'message'))

    await hub().engine.respond(lead!.partner, Number(lead!.id), { type: 'acknowledged', by: 'ana' })
    for (const [number, partner] of partners) await until(number, partner, says('ana acknowledged.'))
    for (const site of SITES) await lab.order({ do: 'fix', site })
    for (const [number, partner] of partners) await until(number, partner, reached('resolved'))

    const paged = (await listMessages(db, { limit: 500 })).filter(({ template }) => template === 'page')
    assert.deepEqual([...new Set(paged.map(({ incident }) => incident))], [Number(lead!.id)])
    assert.deepEqual(await listParents(db, { open: true, limit: 10 }), [])
  },
)
