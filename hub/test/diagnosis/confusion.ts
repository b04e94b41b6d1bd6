import { startLab } from '../../../lab/src/lab.ts'
import { casesOfMany, casesOfOne, examineAll } from './examine-all.ts'
import type { Row } from './examine-all.ts'

/**
 * Breaks the sites of the lab in every way it knows, looks at each, and prints what was said beside what should have been:
 * the confusion table. Words on the command line choose scenarios by a part of their name; with `--without-baseline` nothing is known
 * of the sites from when they were well. Exit status 1 when one is wrong.
 */
async function main(options: readonly string[]) {
  const words = options.filter((word) => word !== WITHOUT)

  const lab = await startLab()
  try {
    const cases = [...casesOfOne(), ...casesOfMany()].filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
    process.stdout.write(columns('scenario', 'said', 'sure', 'mark', 'ms', ''))
    const rows = await examineAll(lab, cases, {
      onRow: (row) => process.stdout.write(line(row)),
      knowsThem: words.length === options.length,
    })
    process.stdout.write(summary(rows))
    process.exitCode = rows.some(({ judgement }) => judgement.mark === 'WRONG') ? 1 : 0
  } finally {
    await lab.close()
  }
}

const WITHOUT = '--without-baseline'
const WIDTHS = [44, 32, 4, 6, 6]
const columns = (...texts: readonly string[]) =>
  `${texts
    .map((text, at) => text.padEnd(WIDTHS[at] ?? 0))
    .join('  ')
    .trimEnd()}\n`

const line = ({ name, look, judgement }: Row) =>
  columns(name, look.cause ?? look.verdict, look.confidence.toFixed(2), judgement.mark, String(look.tookMs), judgement.why)

function summary(rows: readonly Row[]): string {
  const count = (mark: string) => rows.filter(({ judgement }) => judgement.mark === mark).length
  const wrong = rows.filter(({ judgement }) => judgement.mark === 'WRONG')
  const told = wrong.map(
    ({ name, look, judgement }) => `\n${name}: ${judgement.why}\n${look.because.map((said) => `  ${said}\n`).join('')}`,
  )
  const counts = `${count('right')} right, ${count('unsure')} unsure, ${wrong.length} wrong`
  return `${told.join('')}\n${counts}\n${rows.length - wrong.length} passed, ${wrong.length} failed\n`
}

await main(process.argv.slice(2))
