import type { Instant } from '../instant.ts'

/** What a monitor saw from then on, from a location. */
export type Seen = { readonly monitor: string; readonly location: string; readonly at: Instant; readonly down: boolean }

/** From a moment to another, which is not in it. */
export type Stretch = { readonly from: Instant; readonly to: Instant }

/** A stretch in which a location said every few seconds that it looks. */
export type Alive = Stretch & { readonly location: string }

/** When a site was watched: from the first that was seen of it on, as long as anybody looked. */
export const knownStretches = (first: Instant | null, alive: readonly Alive[]): Stretch[] =>
  first === null ? [] : union(alive.map((one) => overlap(one, { from: first, to: one.to })).filter(isLong))

/** When the first was seen; null: nothing yet. */
export const firstOf = (seen: readonly Seen[]): Instant | null =>
  seen.length === 0 ? null : (Math.min(...seen.map(({ at }) => at)) as Instant)

/** From each failure of a monitor to what it saw next, as far as its location was looking. */
export function downStretches(seen: readonly Seen[], alive: readonly Alive[]): Stretch[] {
  return Map.groupBy(seen, ({ monitor, location }) => `${monitor} ${location}`)
    .values()
    .flatMap((ofOne) => {
      const inOrder = [...ofOne].sort((a, b) => a.at - b.at)
      const looking = alive.filter(({ location }) => location === inOrder[0]!.location)
      const failing = inOrder.map(({ at, down }, n) => ({ from: at, to: inOrder[n + 1]?.at ?? FOR_EVER, down })).filter(({ down }) => down)
      return common(failing, looking)
    })
    .toArray()
}
const FOR_EVER = Number.MAX_SAFE_INTEGER as Instant

/** What each of some has in common with each of others. */
export const common = (some: readonly Stretch[], others: readonly Stretch[]): Stretch[] =>
  others.length === 0 ? [] : some.flatMap((one) => others.map((other) => overlap(one, other)).filter(isLong))

/** Stretches that touch become one, so that two monitors do not count an hour twice. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && stretch.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) as Instant }
    else joined.push({ from: stretch.from, to: stretch.to })
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
/** How long several are together; they may not overlap. */
export const total = (stretches: readonly Stretch[]): number => stretches.reduce((sum, one) => sum + lengthOf(one), 0)
/** Whether there is anything in it. */
export const isLong = (stretch: Stretch) => lengthOf(stretch) > 0
