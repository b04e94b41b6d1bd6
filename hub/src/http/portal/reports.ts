import { html } from 'hono/html'
import { z } from 'zod'
import { escapeHtml } from '../../domain/message/escape.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { nameOfScope } from '../../domain/report/report-reader.ts'
import { REPORT_WORDS } from '../../domain/report/report-words.ts'
import { keptMonths, reportsOf } from '../../store/reports.ts'
import type { KeptReport } from '../../store/reports.ts'
import type { Around } from '../around.ts'
import { askedReport, documentAnswer, monthText, pageLeads, release, reportQuery, toldReport, waitingFor } from '../reports.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { portalPage, scopeOf, theirName } from './frame.ts'
import type { Scope } from './frame.ts'

/** `/portal/reports`: the months that are over, each to be read and printed, and the word that lets clients have theirs (REV-3). */
export const portalReports = (around: Around): Route[] => [
  page({
    method: 'GET',
    path: '/portal/reports',
    who: 'client',
    does: 'The reports of a partner, or of one of its clients.',
    answer: async (asked) => {
      const scope = scopeOf(around.plan(), callerOf(asked))
      const words = REPORT_WORDS[scope.language].portal
      const months = await keptMonths(around.store.db, scope)
      const kept = await Promise.all(months.map((month) => reportsOf(around.store.db, scope.partner, month)))
      const main = html`<h1>${words.reports}</h1>
        ${months.length === 0 ? html`<p>${words.none}</p>` : ''}
        <ul>
          ${months.map((month, n) => monthLine(scope, around.plan(), month, kept[n]!))}
        </ul>`
      return { page: portalPage(scope, words.reports, main) }
    },
  }),
  page({
    method: 'GET',
    path: '/portal/report',
    who: 'client',
    does: 'One report, to be read and printed.',
    query: reportQuery.omit({ partner: true }),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const scope = scopeOf(around.plan(), caller)
      const report = askedReport(around, caller, asked.query)
      const { sheet } = await toldReport(around, report, pageLeads(report.scope.client ?? scope.partner))
      const mayApprove = report.scope.client === null && (await waitingFor(around, report)) > 0
      return documentAnswer(sheet, above(scope, report.month, mayApprove))
    },
  }),
  page({
    method: 'POST',
    path: '/portal/report/approve',
    who: 'partner-member',
    does: 'Lets the clients of the partner have their reports of a month.',
    body: z.strictObject({ month: monthText }),
    answer: async (asked) => {
      const { partner, caller } = scopeOf(around.plan(), callerOf(asked))
      await release(around, partner, asked.body.month, caller.by)
      return { redirect: '/portal/reports' }
    },
  }),
]

function monthLine(scope: Scope, plan: Plan, month: string, kept: readonly KeptReport[]): Html {
  const { language, says, client } = scope
  const words = REPORT_WORDS[language].portal
  const clients = client === null ? kept.filter(({ report }) => report.client !== null) : []
  return html`<li>
    <a href="/portal/report?month=${month}"><strong>${says.month(month)}</strong></a>
    ${clients.map((one) => html`<br /><a href="/portal/report?month=${month}&client=${one.report.client!}">${nameOfScope(plan, one.report)}</a> ${stateOf(scope, plan, one)}`)}
    ${
      plan.reports?.clients === 'after-approval' && clients.some(({ sentAt, approvedAt }) => sentAt === null && approvedAt === null)
        ? html`<form method="post" action="/portal/report/approve" class="answer">
            <input type="hidden" name="month" value="${month}" />
            <p class="choices"><button class="first">${words.approve}</button></p>
          </form>`
        : ''
    }
  </li>`
}

function stateOf(scope: Scope, { reports }: Plan, { sentAt, approvedAt, approvedBy }: KeptReport): string {
  const words = REPORT_WORDS[scope.language].portal
  if (sentAt !== null) return words.sent(scope.says.time(sentAt))
  if (approvedAt === null) return reports?.clients === 'after-approval' ? words.waits : ''
  return words.approved(scope.says.time(approvedAt), theirName(scope, approvedBy))
}

// Above a document, and not on paper.
function above({ language }: Scope, month: string, mayApprove: boolean): string {
  const words = REPORT_WORDS[language].portal
  const form = `<form method="post" action="/portal/report/approve"><input type="hidden" name="month" value="${month}"><button>${escapeHtml(words.approve)}</button></form>`
  return `<nav class="above"><p><a href="/portal/reports">${escapeHtml(words.reports)}</a></p>${mayApprove ? form : ''}</nav>`
}
