import type { Instant } from '../domain/instant.ts'

/** Where in its interval a monitor is looked at, by its id: evenly spread over all monitors, the same after each restart and on each machine. */
export const phaseOf = (id: string, interval: number): number => (hashOf(id) / 2 ** 32) * interval

/** How long from now until the next turn of a monitor with this interval; never none at all. */
export function untilTurn(id: string, interval: number, now: Instant): number {
  const phase = phaseOf(id, interval)
  return interval - ((((now - phase) % interval) + interval) % interval)
}

// FNV-1a with the last step of MurmurHash3, since names that differ in their end only are too much alike without: it is reckoned at every look.
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
