import { createHash } from 'node:crypto'
import type { Instant } from '../domain/instant.ts'

/** Where in its interval a monitor is looked at, by its id: evenly spread over all monitors, the same after each restart and on each machine. */
export const phaseOf = (id: string, interval: number): number =>
  (createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32) * interval

/** How long from now until the next turn of a monitor with this interval; never none at all. */
export function untilTurn(id: string, interval: number, now: Instant): number {
  const phase = phaseOf(id, interval)
  return interval - ((((now - phase) % interval) + interval) % interval)
}
