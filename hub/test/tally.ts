export type Tally = {
  /** Counts one claim about the world and prints it, with what was seen instead when it does not hold. */
  claim(sentence: string, holds: boolean, seen?: unknown): boolean
  /** A claim that holds when `look` gives something before the time is over; gives that, or null. */
  await<T>(sentence: string, look: () => Promise<T | null | undefined | false>, spanMs: number): Promise<T | null>
  /** Prints `N passed, N failed` as the last line; true when nothing failed. */
  close(): boolean
}

const LOOK_MS = 100

/** Counts claims, each printed as `ok …` or `not ok …` the moment it is decided. */
export function openTally(): Tally {
  const counts = { passed: 0, failed: 0 }
  const claim: Tally['claim'] = (sentence, holds, seen) => {
    counts[holds ? 'passed' : 'failed']++
    const instead = holds || seen === undefined ? '' : `\n       seen: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`
    process.stdout.write(`${holds ? 'ok    ' : 'not ok'} ${sentence}${instead}\n`)
    return holds
  }
  return {
    claim,
    async await(sentence, look, spanMs) {
      const until = performance.now() + spanMs
      let last: unknown
      for (;;) {
        const found = await look().catch((error: unknown) => ((last = error), null))
        if (found) return (claim(sentence, true), found)
        if (performance.now() > until) break
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
      claim(sentence, false, `nothing within ${spanMs / 1000} s${last instanceof Error ? ` (${last.message.split('\n')[0]})` : ''}`)
      return null
    },
    close() {
      process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`)
      return counts.failed === 0
    },
  }
}
