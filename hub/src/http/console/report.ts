import type { Around } from '../around.ts'
import { askedReport, CONSOLE_LEADS, documentAnswer, reportQuery, toldReport } from '../reports.ts'
import { callerOf, page } from '../route.ts'
import type { Route } from '../route.ts'

/** `/reports/print`: a report as its reader gets it, in their brand, to be printed (REV-3). */
export const reportPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/reports/print',
    who: 'viewer',
    does: 'A report as its reader gets it, to be printed.',
    query: reportQuery,
    answer: async (asked) => {
      const { sheet } = await toldReport(around, askedReport(around, callerOf(asked), asked.query), CONSOLE_LEADS)
      return documentAnswer(sheet)
    },
  })
