import type { Instant } from './domain/instant.ts'

/** Where the present comes from: the system's clock in a hub, a hand-moved one in a story. */
export type Clock = { now(): Instant }

export const systemClock: Clock = { now: () => Date.now() as Instant }
