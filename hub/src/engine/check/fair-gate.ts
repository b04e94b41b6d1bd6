/** Lets in so many at a time; whoever waits is let in by turns of the keys, so that ten thousand with one key keep nobody with another waiting. */
export type FairGate = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** A gate for so many at once. Among those with the same key whoever came first goes first. */
export function createFairGate(atOnce: number): FairGate {
  const lines = new Map<string, (() => void)[]>() // the key whose turn is next stands first
  let inside = 0
  const enter = (key: string) =>
    new Promise<void>((go) => {
      if (inside < atOnce) {
        inside += 1
        return go()
      }
      const line = lines.get(key)
      if (line) line.push(go)
      else lines.set(key, [go])
    })
  const leave = () => {
    const [next] = lines
    if (next === undefined) {
      inside -= 1
      return
    }
    const [key, line] = next
    const go = line.shift()!
    lines.delete(key)
    if (line.length > 0) lines.set(key, line)
    go()
  }
  return async (key, work) => {
    await enter(key)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
