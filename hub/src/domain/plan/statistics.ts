/** What a site uses of its plan. */
export const USES = ['disk', 'transfer', 'visits'] as const
export type Use = (typeof USES)[number]

/** Figures of the last 30 days: disk and transfer in bytes, visits counted; what is not known is left out. */
export type Statistics = Readonly<Partial<Record<Use, number>>>

// As hosts count: cPanel gives 10 GB as a quota of 10,240 MB.
const UNITS: Readonly<Record<string, number>> = { MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }

/** The bytes of a written amount of data: `500MB`, `10GB`, `2 TB`. */
export function bytesOf(amount: string): number {
  const [, number, unit] = /^([\d.]+)\s?(MB|GB|TB)$/.exec(amount)!
  return Number(number) * UNITS[unit!]!
}

/** One figure in the words of a language: `9 GB`, `380 GB`, `90,000`. */
export function sayUse(use: Use, figure: number, language: string): string {
  if (use === 'visits') return say(figure, language, 0)
  const unit = ['TB', 'GB'].find((one) => figure >= UNITS[one]!) ?? 'MB'
  return `${say(figure / UNITS[unit]!, language, 1)} ${unit}`
}

/** All figures in one line, for the operator's people: `9 GB of disk, 380 GB of transfer, 90,000 visits`. */
export function sayStatistics(statistics: Statistics): string {
  const said = { disk: ' of disk', transfer: ' of transfer', visits: ' visits' }
  return USES.flatMap((use) => (statistics[use] === undefined ? [] : [sayUse(use, statistics[use], 'en') + said[use]])).join(', ')
}

const say = (figure: number, language: string, digits: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(figure)
