/** One measured figure, as every bench prints it with `--json`: a list of these on standard output, and nothing else there. */
export type Figure = {
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly baseline?: string | number // the same done another way in the same run, or what a peer takes, with its name
  readonly ratio_to_floor?: number // of an HTTPS check, to the bare one in C of the same minute
  readonly asked?: string | number | null // what is promised; null where nothing is
  readonly reached?: boolean | null
}

/** Judges a figure by what may be its most. */
export const atMost = (most: number, one: Figure): Figure => ({ ...one, asked: `≤ ${most}`, reached: one.value <= most })

/** Judges a figure by what must be its least. */
export const atLeast = (least: number, one: Figure): Figure => ({ ...one, asked: `≥ ${least}`, reached: one.value >= least })

/** A number as people read it: three digits that mean something, and its thousands apart. */
export function inDigits(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  const [whole = '', rest] = value.toFixed(Math.min(digits, 6)).split('.')
  const fraction = rest?.replace(/0+$/, '')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '')
}

/** Figures as a table of Markdown. */
export function inMarkdown(figures: readonly Figure[]): string {
  const cells = figures.map((one) => [
    one.figure,
    `${inDigits(one.value)} ${one.unit}`.trim(),
    typeof one.baseline === 'number' ? inDigits(one.baseline) : (one.baseline ?? ''),
    one.ratio_to_floor === undefined ? '' : inDigits(one.ratio_to_floor),
    String(one.asked ?? ''),
    one.reached === true ? 'yes' : one.reached === false ? '**no**' : '',
  ])
  const rows = [['figure', 'value', 'baseline', '× floor', 'asked', 'reached'], Array.from({ length: 6 }, () => '---'), ...cells]
  return rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')
}

/** Prints what a bench has measured: as JSON for a program, as a table for people. Says whether everything that is asked was reached. */
export function printFigures(figures: readonly Figure[], asJson: boolean): boolean {
  process.stdout.write(asJson ? `${JSON.stringify(figures)}\n` : inMarkdown(figures))
  return figures.every(({ reached }) => reached !== false)
}
