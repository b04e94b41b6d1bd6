import type { Clock } from '../../clock.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { SHARDS, shardOf } from '../../domain/triage/divide.ts'
import { agreedNow } from '../../store/agreed-now.ts'
import { leaseShards, leaveShards } from '../../store/shards.ts'
import type { Holding } from '../../store/shards.ts'
import type { Store } from '../../store/store.ts'
import { leaseOf } from '../holding.ts'
import { startLoop } from '../loop.ts'

/** What of its location this hub looks at; the rest is looked at by other hubs and probes there. */
export type Sharing = {
  /** Whether the site is ours to look at, now. */
  mayLook(site: string): boolean
  /** The shards that are ours now, each with its fencing token. */
  mine(): Holding
  /** Hears when it changes, and which shards have become ours: what is known of their sites may be old. */
  whenChanged(listener: (gained: ReadonlySet<number>) => void): void
  /** Somebody came or went at this location. */
  nudge(): void
  /** Gives all back, so that the others go on at once. */
  stop(): Promise<void>
}

const NONE: Holding = new Map()

/** Takes this hub's share of its location and keeps it, anew every few seconds; within 15 s of a death the others have what it held (MON-1). */
export async function startSharing(
  looker: { readonly location: string; readonly probe: string },
  { store, clock, onBug }: { readonly store: Store; readonly clock: Clock; readonly onBug: (error: unknown) => void },
): Promise<Sharing> {
  const lease = leaseOf(store)
  const listeners: ((gained: ReadonlySet<number>) => void)[] = []
  let held = NONE
  let until = 0 as Instant
  const mine = () => (clock.now() < until ? held : NONE)
  const take = async () => {
    const asked = clock.now()
    const before = mine()
    held = await leaseShards(store, looker, await agreedNow(store.db, asked), lease)
    until = after(asked, lease)
    const gained = new Set([...held].flatMap(([shard, token]) => (before.get(shard) === token ? [] : [shard])))
    const isLess = held.size < before.size + gained.size
    if (gained.size > 0 || isLess) for (const listener of listeners) listener(gained)
  }
  await take()
  const every = () => (store.kind === 'sqlite' && held.size === SHARDS ? minutes(1) : leaseOf({ kind: 'postgres' }) / 6)
  const loop = startLoop({
    clock,
    most: minutes(1),
    onBug,
    pass: async () => {
      await take()
      return (clock.now() + every()) as Instant
    },
  })
  return {
    mayLook: (site) => mine().has(shardOf(site)),
    mine,
    whenChanged: (listener) => void listeners.push(listener),
    nudge: () => loop.nudge(),
    async stop() {
      await loop.stop()
      held = NONE
      await leaveShards(store, looker).catch(onBug)
    },
  }
}
