import { Problem } from '../../problem.ts'

/** A report with this number, or a later one, was heard before. */
export const replayed = (number: number, last: number) =>
  new Problem(
    'conflict',
    'report_replayed',
    `Report ${number} comes after ${last}.`,
    'If two programs share one key, enrol one of them anew.',
  )
