import type { PatternEvidence } from '../diagnosis/evidence.ts'
import { minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** How the looks at a site went, oldest first: when each was, below zero where it failed. Every site has half an hour of them in memory. */
export type RecentLooks = readonly number[]

const WINDOW = minutes(30)
const MOST = 600

/** The looks of the last half hour, with one more. */
export function withLook(looks: RecentLooks, at: Instant, isDown: boolean): RecentLooks {
  const first = looks.findIndex((look) => at - Math.abs(look) <= WINDOW)
  const kept = first === -1 ? [] : looks.slice(Math.max(first, looks.length + 1 - MOST))
  return kept.concat(isDown ? -at : at) // of its length and no longer, as `push` would make it: each site has one
}

/** What they say of an outage that may come and go (causes.md 3.5). A turn is down, up and down again. */
export function countLooks(looks: RecentLooks): PatternEvidence {
  const falls = looks.filter((look, n) => look < 0 && n > 0 && looks[n - 1]! >= 0).length
  const startsDown = (looks[0] ?? 0) < 0 ? 1 : 0
  const lastWell = looks.findLastIndex((look) => look >= 0)
  return {
    looks: looks.length,
    failures: looks.filter((look) => look < 0).length,
    failingInARow: looks.length - 1 - lastWell,
    turns: Math.max(0, falls + startsDown - 1),
  }
}
