import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Clock } from '../clock.ts'
import { after, between, milliseconds, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { agreedNow } from '../store/agreed-now.ts'
import { holdsLease, releaseLease, takeLease } from '../store/leases.ts'
import type { Lease } from '../store/leases.ts'
import type { Store, Tx } from '../store/store.ts'
import { leaseOf } from './holding.ts'
import { startLoop } from './loop.ts'

/** Work that one hub at a time does, because its rows cannot be claimed one by one. */
export type Turn = {
  isOurs(): boolean
  /** Hears whenever it becomes ours. */
  onOurs(listener: () => void): void
  /** Asked in the transaction of what is written: false when another hub has it by now, and nothing may be written. */
  isStillOurs(tx: Tx): Promise<boolean>
}

export type Turns = {
  readonly hub: string // who takes them
  of(name: string): Turn
  /** Gives every turn back, so that another hub goes on at once. */
  stop(): Promise<void>
}

/** Of the only hub on its data: the lock on its file says that there is no other. */
export const EVERY_TURN: Turns = {
  hub: 'hub',
  of: () => ({ isOurs: () => true, onOurs: () => {}, isStillOurs: async () => true }),
  stop: async () => {},
}

/** Who a hub is to the others: its machine, its process, and this start of it. */
const nameOfHub = () => `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`

const MOST_APART = seconds(3)

type Taken = { readonly listeners: (() => void)[]; lease: Lease | null; until: Instant }

/** Takes each turn that is free and keeps it for as long as this hub lives; after the death of another hub its turns are ours within 15 s. */
export function startTakingTurns({ store, clock, onBug }: { store: Store; clock: Clock; onBug: (error: unknown) => void }): Turns {
  if (store.kind === 'sqlite') return EVERY_TURN
  const hub = nameOfHub()
  const lease = leaseOf(store)
  const turns = new Map<string, Taken>()
  const isOurs = ({ until }: Taken) => clock.now() < until
  const take = async (name: string, taken: Taken) => {
    const asked = clock.now()
    taken.lease = await takeLease(store.db, name, hub, await agreedNow(store.db, asked), lease)
    const wasOurs = isOurs(taken)
    taken.until = taken.lease ? after(asked, lease) : asked
    if (taken.lease && !wasOurs) for (const listener of taken.listeners) listener()
  }
  const watchClock = clockWatch(store, clock, onBug)
  const loop = startLoop({
    clock,
    most: milliseconds(lease / 6),
    onBug,
    async pass() {
      await watchClock()
      for (const [name, taken] of turns) await take(name, taken)
      return null
    },
  })
  return {
    hub,
    of(name) {
      const taken: Taken = turns.get(name) ?? { listeners: [], lease: null, until: 0 as Instant }
      turns.set(name, taken)
      loop.nudge()
      return {
        isOurs: () => isOurs(taken),
        onOurs: (listener) => void taken.listeners.push(listener),
        isStillOurs: async (tx) => taken.lease !== null && holdsLease(tx, taken.lease),
      }
    },
    async stop() {
      await loop.stop()
      for (const { lease: held } of turns.values()) if (held) await releaseLease(store.db, held).catch(onBug)
    },
  }
}

// Messages and actions are held by the clocks of the hubs: one that goes wrong takes what is not its own.
function clockWatch({ db }: Store, clock: Clock, onBug: (error: unknown) => void) {
  let isTold = false
  return async () => {
    const apart = between(await agreedNow(db, clock.now()), clock.now())
    if (Math.abs(apart) < MOST_APART) isTold = false
    else if (!isTold) {
      isTold = true
      const said = `${Math.round(Math.abs(apart) / 1000)} s ${apart > 0 ? 'behind' : 'ahead of'}`
      onBug(new Error(`The clock of this machine is ${said} the database's. Hubs must agree on the time: let NTP set it.`))
    }
  }
}
