import type { Instant } from '../instant.ts'

/** What a monitor saw from then on. */
export type Seen = { readonly monitor: string; readonly at: Instant; readonly down: boolean }

/** From a moment to another, which is not in it. */
export type Stretch = { readonly from: Instant; readonly to: Instant }

/** From the first that was seen to the last sign of life: before and after it nothing is known. */
export function knownStretch(seen: readonly Seen[], aliveUntil: Instant | null): Stretch | null {
  const first = Math.min(...seen.map(({ at }) => at)) as Instant
  return aliveUntil === null || !(first < aliveUntil) ? null : { from: first, to: aliveUntil }
}

/** From each failure of a monitor to what it saw next. */
export function downStretches(seen: readonly Seen[], known: Stretch | null): Stretch[] {
  if (!known) return []
  return Map.groupBy(seen, ({ monitor }) => monitor)
    .values()
    .flatMap((ofOne) => {
      const inOrder = [...ofOne].sort((a, b) => a.at - b.at)
      return inOrder.map(({ at, down }, n) => ({ down, ...overlap({ from: at, to: inOrder[n + 1]?.at ?? known.to }, known) }))
    })
    .filter((stretch) => stretch.down && isLong(stretch))
    .toArray()
}

/** Stretches that touch become one, so that two monitors do not count an hour twice. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && stretch.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) as Instant }
    else joined.push(stretch)
  }
  return joined
}

/** What two stretches have in common; one that ends before it begins is empty. */
export const overlap = (a: Stretch, b: Stretch): Stretch => ({
  from: Math.max(a.from, b.from) as Instant,
  to: Math.min(a.to, b.to) as Instant,
})
/** How long a stretch is; an empty one is 0. */
export const lengthOf = ({ from, to }: Stretch) => Math.max(0, to - from)
/** Whether there is anything in it. */
export const isLong = (stretch: Stretch) => lengthOf(stretch) > 0
