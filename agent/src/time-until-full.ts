/** How much of a disk was used at a moment. */
export type Use = { readonly at: number; readonly used: number }

const LEAST = 6 // points, before anything is said
const MOST_PAIRS = 4000

/**
 * In how many seconds a disk is full, by the median slope of all pairs of points (Theil 1950, Sen 1968), which a backup that comes and goes
 * does not bend; null when it does not fill up within five years, or too little is known.
 */
export function timeUntilFull(points: readonly Use[], size: number): number | null {
  if (points.length < LEAST) return null
  const slope = medianSlope(points)
  const left = size - points.at(-1)!.used
  const seconds = left <= 0 ? 0 : left / (slope * 1000)
  return slope > 0 && seconds < 5 * 365 * 86_400 ? Math.round(seconds) : null
}

// In bytes a millisecond.
function medianSlope(points: readonly Use[]): number {
  const stride = Math.max(1, Math.ceil((points.length * (points.length - 1)) / 2 / MOST_PAIRS))
  const slopes: number[] = []
  let pair = 0
  for (let a = 0; a < points.length; a++)
    for (let b = a + 1; b < points.length; b++) {
      const [from, to] = [points[a]!, points[b]!]
      if (pair++ % stride === 0 && to.at > from.at) slopes.push((to.used - from.used) / (to.at - from.at))
    }
  slopes.sort((a, b) => a - b)
  return slopes[slopes.length >> 1] ?? 0
}
