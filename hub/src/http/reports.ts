import { OPERATOR } from '../domain/audience/pages.ts'
import { MONTH, beforeMonth, monthOf } from '../domain/report/month.ts'
import { readerOf } from '../domain/report/report-reader.ts'
import type { ReportScope } from '../domain/report/report.ts'
import { sheetOf } from '../domain/report/sheet-of.ts'
import type { Leads, Sheet } from '../domain/report/sheet.ts'
import { approve } from '../engine/report/approve-reports.ts'
import { readReport } from '../engine/report/read-report.ts'
import type { ReadReport } from '../engine/report/read-report.ts'
import { Problem } from '../problem.ts'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { printSheet } from '../domain/report/print-sheet.ts'
import { reportsOf } from '../store/reports.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import type { Answer } from './route.ts'
import { documentPolicy } from './shields.ts'

/** A month as it stands in an address. */
export const monthText = z.string().regex(MONTH, 'is no month; write 2026-11')

/** Which report is asked for; without a month the last that is over. */
export const reportQuery = z.strictObject({
  month: monthText.optional(),
  partner: z.string().min(1).max(63).optional(),
  client: z.string().min(1).max(63).optional(),
})

export type AskedReport = { readonly scope: ReportScope; readonly month: string }

/** The scope that a caller may see of what was asked: of whoever sees one tenant only that tenant. What is not theirs is not there. */
export function askedReport(around: Around, caller: Caller, { month, partner, client }: z.infer<typeof reportQuery>): AskedReport {
  const { clients, partners } = around.plan()
  const of = client === undefined ? undefined : clients[client]
  const whose = partner ?? of?.partner ?? caller.partner
  const isThere = whose === null || whose === OPERATOR || Object.hasOwn(partners, whose)
  if (!isThere || (caller.partner !== null && whose !== caller.partner))
    throw new Problem('not-found', 'partner_unknown', `There is no partner "${whose}".`, 'Look under partners: in the configuration.')
  if (client !== undefined && (!of || of.partner !== whose || (caller.client !== null && client !== caller.client)))
    throw new Problem('not-found', 'client_unknown', `There is no client "${client}".`, 'Look at the contacts for those there are.')
  const scope = { partner: whose, client: client ?? caller.client }
  return { scope, month: monthWithin(around, scope, month) }
}

function monthWithin(around: Around, scope: ReportScope, month: string | undefined): string {
  const present = monthOf(around.clock.now(), readerOf(around.plan(), scope).zone)
  if (month === undefined) return beforeMonth(present)
  if (month > present)
    throw new Problem('bad-input', 'month_ahead', `${month} has not begun.`, `Ask for ${present} or one before.`, { field: 'month' })
  return month
}

/** A report in words with what stands behind it. */
export async function toldReport(
  around: Around,
  { scope, month }: AskedReport,
  leads: Leads,
): Promise<ReadReport & { readonly sheet: Sheet }> {
  const plan = around.plan()
  const read = await readReport({ store: around.store, plan }, scope, month, around.clock.now())
  return { ...read, sheet: sheetOf(read.report, plan, { ...read, leads }) }
}

/** How many clients of a partner wait for the word that lets them have their reports of a month. */
export async function waitingFor(around: Around, { scope: { partner }, month }: AskedReport): Promise<number> {
  if (partner === null || around.plan().reports?.clients !== 'after-approval') return 0
  const kept = await reportsOf(around.store.db, partner, month)
  return kept.filter(({ report, sentAt, approvedAt }) => report.client !== null && sentAt === null && approvedAt === null).length
}

/** Lets them have them; gives how many. */
export async function release(around: Around, partner: string, month: string, by: string): Promise<number> {
  const count = await approve({ store: around.store, plan: around.plan() }, { partner, month, by, at: around.clock.now() })
  if (count > 0) around.nudge('report')
  return count
}

/** The report as a page of its own, as it is printed. `before` stands above it on the screen. */
export function documentAnswer(sheet: Sheet, before = ''): Answer {
  const nonce = randomBytes(16).toString('base64')
  const headers = { 'content-security-policy': documentPolicy(nonce, sheet.brand.logo), 'cache-control': 'no-store' }
  return { text: printSheet(sheet, { nonce, before }), type: 'text/html; charset=utf-8', headers }
}

/** In the console each number leads to its evidence. */
export const CONSOLE_LEADS: Leads = {
  incident: (number) => `/incidents/${number}`,
  site: (site) => `/sites/${site}`,
  work: () => '/maintenance',
  warnings: '/warnings',
  hosts: '/hosts',
}

/** In the portal, to the page of the reader. */
export const pageLeads = (slug: string): Leads => ({
  incident: (number) => `/status/${slug}/incidents/${number}`,
  site: (site) => `/status/${slug}/days/${site}`,
  ...{ work: () => null, warnings: null, hosts: null },
})
