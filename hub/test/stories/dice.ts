/** A sequence of chances that a seed alone decides. */
export type Roll = {
  upTo(most: number): number // a whole number from 0 to below `most`
  chance(part: number): boolean
  one<T>(list: readonly T[]): T
}

/** Dice that fall the same way for the same seed (mulberry32). */
export function dice(seed: number): Roll {
  let state = (seed * 0x9e3779b9) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (most: number) => Math.floor(next() * most)
  return { upTo, chance: (part) => next() < part, one: (list) => list[upTo(list.length)]! }
}
