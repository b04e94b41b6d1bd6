import { between, minutes, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { nextWake } from '../../store/incidents.ts'
import { locations } from '../../store/locations.ts'
import type { Room } from '../room.ts'

/** Whether the hub does its work, and how each part of it stands. */
export type Health = { readonly ok: boolean; readonly checks: Readonly<Record<string, string>> }

const STUCK = minutes(3) // a pass may wait for a slow server, and not this long
const STUCK_AT_SENDING = seconds(60) // it looks each second and waits for the store alone: with the watcher's 45 s a page leaves within two minutes
const LATE = seconds(60)
const BEHIND = seconds(1)

/**
 * Whether the work moves (F33): which loop has not come through for a while, whether an incident waits that was due, and whether what the probe
 * writes every 15 s reaches the store; also how far the looks are behind. It asks the database and says so when that fails; it never throws.
 */
export async function healthOf(
  { loops, store, plan, metrics }: Pick<Room, 'loops' | 'store' | 'plan' | 'metrics'>,
  now: Instant,
): Promise<Health> {
  const isStuck = (name: string, passedAt: Instant | null) =>
    between(passedAt ?? (0 as Instant), now) > (name === 'deliver' ? STUCK_AT_SENDING : STUCK)
  const moving = Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => [name, isStuck(name, loop.passedAt()) ? 'stuck' : 'moving']),
  )
  const stored = await storedWork(store, plan().hub.location, now).catch(() => ({ store: 'unreachable' }))
  const checks = { ...stored, looks: sayBehind(metrics.behind()), ...moving }
  return { ok: Object.values(checks).every((state) => !/stuck|late|unreachable/.test(state)), checks }
}

async function storedWork({ db, kind }: Room['store'], location: string, now: Instant) {
  const [due, places] = await Promise.all([nextWake(db), locations(db)])
  const aliveAt = places.find(({ id }) => id === location)?.aliveAt ?? now
  return { store: kind, incidents: lateness(due ?? now, now), probe: lateness(aliveAt, now) }
}

// Asked for more than this machine can look at, the hub does what it can and says so; it is ready all the same.
const sayBehind = (behind: Span) => (behind < BEHIND ? 'on time' : `${Math.round(behind / 1000)} s behind`)

const lateness = (due: Instant, now: Instant) => (between(due, now) > LATE ? `${Math.round(between(due, now) / 1000)} s late` : 'moving')
