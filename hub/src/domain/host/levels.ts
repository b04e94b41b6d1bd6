/** From the best to the worst. A warning comes long before the cut-off, danger shortly before. */
export const RANKS = ['well', 'warning', 'danger'] as const
export type LevelName = (typeof RANKS)[number]

/** Whether `a` is better than `b`. */
export const isRankedBefore = (a: LevelName, b: LevelName) => RANKS.indexOf(a) < RANKS.indexOf(b)
