/** One figure of a trial: what is asked of it, and whether it reached that. A `baseline` was measured in the same run. */
export type Figure = {
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly baseline?: number
  readonly asked: string
  readonly reached: boolean
}

/** A line for whoever waits. */
export const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Prints what was measured, as one JSON list on standard output with `--json` and as lines for people without, and sets the exit status. */
export function report(figures: readonly Figure[], asJson: boolean) {
  if (asJson) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else
    for (const { figure, value, unit, baseline, asked, reached } of figures) {
      const beside = baseline === undefined ? '' : `, beside ${round(baseline)} ${unit}`
      process.stdout.write(`${reached ? '✓' : '✗'} ${figure.padEnd(64)} ${round(value)} ${unit}${beside} (asked: ${asked})\n`)
    }
  process.exitCode = figures.every(({ reached }) => reached) ? 0 : 1
}

const round = (value: number) => Number(value.toFixed(3))

/** A figure that must be at most `most`. */
export const atMost = (figure: string, value: number, most: number, unit: string, baseline?: number): Figure => ({
  ...{ figure, value: round(value), unit, asked: `at most ${most} ${unit}`, reached: value <= most },
  ...(baseline === undefined ? {} : { baseline: round(baseline) }),
})

/** A figure that must be at least `least`. */
export const atLeast = (figure: string, value: number, least: number, unit: string, baseline?: number): Figure => ({
  ...{ figure, value: round(value), unit, asked: `at least ${least} ${unit}`, reached: value >= least },
  ...(baseline === undefined ? {} : { baseline: round(baseline) }),
})

/** A figure that must be just this. */
export const exactly = (figure: string, value: number, wanted: number, unit: string): Figure => ({
  ...{ figure, value, unit, asked: `${wanted} ${unit}`, reached: value === wanted },
})

/** The value below which so large a part of the numbers lies; NaN of none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
