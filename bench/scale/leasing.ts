import { after, seconds } from '../../hub/src/domain/instant.ts'
import type { Instant, Span } from '../../hub/src/domain/instant.ts'
import type { Plan, Site } from '../../hub/src/domain/plan/plan.ts'
import { shardOf } from '../../hub/src/domain/triage/divide.ts'
import { stateOf } from '../../hub/src/domain/triage/watch.ts'
import { assignmentOf } from '../../hub/src/engine/check/assign.ts'
import { rememberAll } from '../../hub/src/engine/check/remember.ts'
import type { Watched } from '../../hub/src/engine/check/watched.ts'
import type { Room } from '../../hub/src/engine/room.ts'
import { createSchedule } from '../../hub/src/probe/schedule.ts'
import { phaseOf } from '../../hub/src/probe/turn.ts'
import { leaseShards } from '../../hub/src/store/shards.ts'
import type { Holding } from '../../hub/src/store/shards.ts'
import type { Store } from '../../hub/src/store/store.ts'
import type { Figure } from '../figure.ts'
import { INTERVAL, LOCATION } from './fleet.ts'
import { heldBytes, middleOf, tell, timed } from './measure.ts'
import { NOW } from './storing.ts'

const LEASE = seconds(12) // of hubs on PostgreSQL
const RENEWED = (LEASE / 4) as Span
const MANY = 16

/** What it costs to share the fleet among programs, and how long it takes until those that live look at what a dead one looked at. */
export async function measureLeasing(store: Store, sites: readonly Site[], plan: Plan): Promise<Figure[]> {
  const names = Array.from({ length: MANY }, (_, n) => `hub-${n}`)
  let now = NOW
  const leaseAll = async (some: readonly string[]) => {
    now = after(now, RENEWED)
    const held: Holding[] = []
    for (const probe of some) held.push(await leaseShards(store, { location: LOCATION, probe }, now, LEASE))
    return held
  }
  for (const some of [names.slice(0, 1), names.slice(0, 2)]) await leaseAll(some)
  await leaseAll(names.slice(0, 2))
  const ofTwo = await middleOf(21, () => leaseAll(names.slice(0, 2)))
  const taken = await takeOver(store, sites, plan, after(now, LEASE))
  now = after(now, LEASE)
  await leaseAll(names)
  await leaseAll(names)
  await leaseAll(names)
  const ofMany = await middleOf(11, () => leaseAll(names))
  return [
    { figure: 'leasing: a renewal, of two programs', value: ofTwo.wallMs / 2, unit: 'ms', baseline: 'each program once in 3 s' },
    { figure: `leasing: a renewal, of ${MANY} programs`, value: ofMany.wallMs / MANY, unit: 'ms' },
    ...taken,
  ]
}

/** One of two hubs has died, and its lease has lapsed: the other takes its shards, remembers what is known of their sites, and plans their looks. */
async function takeOver(store: Store, sites: readonly Site[], plan: Plan, now: Instant): Promise<Figure[]> {
  const room = { store, plan: () => plan } as unknown as Room
  const probe = 'hub-0'
  const leased = await timed(() => leaseShards(store, { location: LOCATION, probe }, now, LEASE))
  const all = leased.gave
  const gained = sites.filter(({ id }) => all.has(shardOf(id)) && shardOf(id) % 2 === 1)
  tell(`  taking over ${gained.length} sites of a dead hub`)
  const watched = new Map<string, Watched>()
  const schedule = createSchedule(0)
  const before = heldBytes()
  const remembered = await timed(() => rememberAll(room, gained, watched))
  const planned = await timed(() => {
    for (const one of watched.values()) for (const monitor of one.site.monitors) schedule.plan(assignmentOf(one, monitor, null).monitor.id, phaseOf(monitor.id, INTERVAL)) // prettier-ignore
  })
  if ([...watched.values()].some(({ watch }) => stateOf(watch, `${watch.unseen[0]}`) !== 'up')) throw new Error('What was known of a site was forgotten') // prettier-ignore
  const bytes = (heldBytes() - before) / gained.length
  return [
    { figure: 'take-over: shards leased', value: leased.wallMs, unit: 'ms' },
    { figure: `take-over: ${gained.length} sites of a dead hub, after its lease of ${LEASE / 1000} s`, value: (remembered.wallMs + planned.wallMs + leased.wallMs) / 1000, unit: 's' }, // prettier-ignore
    { figure: 'take-over: CPU of the hub per site', value: ((remembered.cpuMs + planned.cpuMs) * 1000) / gained.length, unit: 'µs' },
    { figure: 'watching: memory per site, its turn included', value: bytes, unit: 'bytes' },
  ]
}
