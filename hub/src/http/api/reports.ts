import { Report } from '@allclear/wire/report.ts'
import { z } from 'zod'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { inZone, whenMinute } from '../../domain/calendar/local-time.ts'
import { reportFirstResponse } from '../../domain/incident/first-response-report.ts'
import { after, days, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { beforeMonth, monthOf } from '../../domain/report/month.ts'
import { printSheet } from '../../domain/report/print-sheet.ts'
import { nameOfScope, scopesOf } from '../../domain/report/report-reader.ts'
import { sheetOf } from '../../domain/report/sheet-of.ts'
import { NO_LEADS } from '../../domain/report/sheet.ts'
import { writeSheet } from '../../domain/report/write-sheet.ts'
import { incidentsBetween } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { askedReport, CONSOLE_LEADS, monthText, release, reportQuery, toldReport, waitingFor } from '../reports.ts'
import { showCorrections, showReport } from '../show-report.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const reportShape = z.object({
  partner: z.string(),
  month: z.string(),
  outages: z.int(),
  met: z.int(),
  breached: z.int(),
  spared: z.int(),
  waiting: z.int(),
  medianSeconds: z.int().nullable(),
})

/** `/api/v1/reports`: the report of a month, in numbers and in words (REV-3, PRE-5), and the word that clients get theirs. */
export const monthReportRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/reports',
    who: 'viewer',
    does: 'The report of a month, of everybody, a partner or a client; without a month of the last that is over.',
    query: reportQuery,
    gives: Report,
    answer: async (asked) => ({ json: await showMonth(around, callerOf(asked), asked.query) }),
  }),
  api({
    method: 'POST',
    path: '/api/v1/reports/:partner/:month/approve',
    who: 'responder',
    does: 'Says that the clients of a partner get their reports of a month.',
    params: z.strictObject({ partner: z.string().min(1).max(63), month: monthText }),
    body: z.strictObject({}),
    gives: z.object({ released: z.int() }),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { scope, month } = askedReport(around, caller, asked.params)
      return { json: { released: await release(around, scope.partner!, month, caller.by) } }
    },
  }),
]

async function showMonth(around: Around, caller: Caller, query: z.infer<typeof reportQuery>): Promise<Report> {
  const asked = askedReport(around, caller, query)
  const { scope, month } = asked
  const { sheet, ...read } = await toldReport(around, asked, NO_LEADS)
  const { report, kept, isClosed, corrections } = read
  const inConsole = sheetOf(report, around.plan(), { ...read, leads: CONSOLE_LEADS, language: 'en' })
  const waiting = await waitingFor(around, asked)
  return {
    ...{ month, ...scope, months: monthsAhead(report.zone, around.clock.now()), closed: isClosed, kept: kept !== null },
    scopes: scopesOf(around.plan())
      .filter(({ partner }) => caller.partner === null || partner === caller.partner)
      .map((one) => ({ ...one, name: nameOfScope(around.plan(), one) ?? 'All partners' })),
    corrections: showCorrections(corrections),
    mail: {
      ...{ dueAt: isoOrNull(kept?.dueAt ?? null), sentAt: isoOrNull(kept?.sentAt ?? null), waiting },
      mayApprove: waiting > 0 && mayEnter('responder', caller),
    },
    ...{ numbers: showReport(report), sheet: inConsole as Report['sheet'], text: writeSheet(sheet), html: printSheet(sheet) },
  }
}

const MONTHS = 13

// This month and the twelve before it.
function monthsAhead(zone: string, now: Instant): string[] {
  const months = [monthOf(now, zone)]
  while (months.length < MONTHS) months.push(beforeMonth(months.at(-1)!))
  return months
}

/** `/api/v1/reports/first-response`: how the guarantee was kept, per partner and month (RES-2). */
export function reportsRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/reports/first-response',
    who: 'viewer',
    does: 'Says per partner how many outages of a month had their first response in time, how many not, and the median; months are those of the partner’s zone.',
    query: z.strictObject({ month: monthText.optional() }),
    gives: listOf(reportShape),
    answer: async (asked) => {
      const { partners, operator } = around.plan()
      const asks = asked.query.month ?? inZone(around.clock.now(), operator.timezone).toPlainDate().toPlainYearMonth().toString()
      const first = Temporal.PlainYearMonth.from(asks).toPlainDate({ day: 1 })
      const start = whenMinute(first, 0, 'UTC')
      const until = whenMinute(first.add({ months: 1 }), 0, 'UTC')
      const mine = callerOf(asked).partner
      // No zone is further from UTC than a day.
      const incidents = await incidentsBetween(around.store.db, mine, after(start, days(-1)), after(until, days(1)))
      const items = [...Map.groupBy(incidents, ({ partner }) => partner)].map(([partner, kept]) => {
        const zone = partner === OPERATOR ? operator.timezone : (partners[partner]?.timezone ?? operator.timezone)
        const { median, ...counts } = reportFirstResponse(
          kept.map(({ incident }) => incident),
          asks,
          zone,
        )
        return { partner, month: asks, ...counts, medianSeconds: median === null ? null : Math.round(median / 1000) }
      })
      const shown = items.filter(({ outages }) => outages > 0).sort((one, other) => (one.partner < other.partner ? -1 : 1))
      return { json: { items: shown, next: null } }
    },
  })
}
