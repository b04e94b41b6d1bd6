const MOST_TRIES = 1500

/** The shortest text found that still fails: pieces are taken away, the large ones first, as long as it does. */
export async function shrink(input: string, stillFails: (text: string) => Promise<boolean>): Promise<string> {
  let best = input
  let tries = 0
  for (let piece = Math.ceil(best.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let at = 0; at < best.length && tries < MOST_TRIES; tries++) {
      const shorter = best.slice(0, at) + best.slice(at + piece)
      if (await stillFails(shorter)) best = shorter
      else at += piece
    }
  }
  return best
}
