import type { PatternEvidence } from '../diagnosis/evidence.ts'
import { between, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** How the looks at a site went, oldest first. */
export type RecentLooks = readonly { readonly at: Instant; readonly isDown: boolean }[]

const WINDOW = minutes(30)
const MOST = 600

/** The looks of the last half hour, with one more. */
export const withLook = (looks: RecentLooks, at: Instant, isDown: boolean): RecentLooks =>
  [...looks.slice(1 - MOST), { at, isDown }].filter((look) => between(look.at, at) <= WINDOW)

/** What they say of an outage that may come and go (causes.md 3.5). A turn is down, up and down again. */
export function countLooks(looks: RecentLooks): PatternEvidence {
  const falls = looks.filter(({ isDown }, n) => isDown && n > 0 && !looks[n - 1]!.isDown).length
  const startsDown = looks[0]?.isDown ? 1 : 0
  const lastWell = looks.findLastIndex(({ isDown }) => !isDown)
  return {
    looks: looks.length,
    failures: looks.filter(({ isDown }) => isDown).length,
    failingInARow: looks.length - 1 - lastWell,
    turns: Math.max(0, falls + startsDown - 1),
  }
}
