import { OPERATOR } from '../../domain/audience/pages.ts'
import { after, days, earliest, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { beforeMonth, monthOf } from '../../domain/report/month.ts'
import { reportDueAt } from '../../domain/report/report-policy.ts'
import { readerOf, scopesOf } from '../../domain/report/report-reader.ts'
import type { ReportScope } from '../../domain/report/report.ts'
import { dueReports, keepReport, keptScopes, nextReport, scheduleReport, scopeName, settleReport } from '../../store/reports.ts'
import type { KeptReport } from '../../store/reports.ts'
import { postMessage } from '../../store/outbox.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { gatherReport, SETTLES } from './gather-report.ts'
import { letterOf } from './letter-of.ts'
import { readReport } from './read-report.ts'

const AT_ONCE = 50
const AFTER_START = seconds(30) // counting a month of thousands of sites takes a while, and a hub that just started has other things to do
const TOO_LATE = days(7) // what could not leave for so long is not sent any more

type Reporting = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'loops' | 'onBug'>

/** Keeps the numbers of each month once it is over, and sends the reports on the day that the plan says, each once (REV-3). */
export function startReporting(room: Room): Loop {
  const seen = new Set<string>()
  return startLoop({
    clock: room.clock,
    turn: room.turns.of('reports'),
    most: pollOf(room.store.kind),
    rests: AFTER_START,
    onBug: room.onBug,
    async pass() {
      const rest = await keepReports(room, seen)
      return earliest(rest, await sendReports(room))
    },
  })
}

/**
 * Keeps the month that is over last, of each scope; gives now when more are to be counted. `seen` are the scopes and months that were looked at: one
 * of which nothing was watched is not kept.
 */
export async function keepReports(room: Reporting, seen: Set<string>): Promise<Instant | null> {
  const now = room.clock.now()
  const plan = room.plan()
  const waiting = scopesOf(plan)
    .map((scope) => ({ scope, month: closedMonth(now, readerOf(plan, scope).zone) }))
    .filter(({ scope, month }) => !seen.has(`${month} ${scopeName(scope)}`))
  for (const month of new Set(waiting.map((one) => one.month))) {
    const kept = await keptScopes(room.store.db, month)
    for (const { scope } of waiting.filter((one) => one.month === month).slice(0, AT_ONCE)) {
      const dueAt = leavesAt(room, scope, month, now)
      if (!kept.has(scopeName(scope))) await keep(room, scope, month, dueAt)
      else if (dueAt !== null && dueAt > now) await scheduleReport(room.store.db, scope, month, dueAt)
      seen.add(`${month} ${scopeName(scope)}`)
    }
  }
  return waiting.length > AT_ONCE ? now : null
}

const closedMonth = (now: Instant, zone: string) => beforeMonth(monthOf(after(now, -SETTLES as typeof SETTLES), zone))

async function keep(room: Reporting, scope: ReportScope, month: string, dueAt: Instant | null) {
  const report = await gatherReport({ store: room.store, plan: room.plan() }, scope, month, room.clock.now())
  const { up, down, maintenance } = report.total.ledger
  if (up + down + maintenance > 0) await keepReport(room.store.db, report, dueAt)
}

// The operator reads that of everybody; a client's waits for its partner's word where the plan says so.
function leavesAt(room: Reporting, scope: ReportScope, month: string, now: Instant): Instant | null {
  const plan = room.plan()
  if (!plan.reports) return null
  const goes = scope.client === null ? scope.partner !== OPERATOR : plan.reports.clients === 'with-partner'
  const dueAt = reportDueAt(plan.reports, month, readerOf(plan, scope).zone)
  return goes && after(dueAt, TOO_LATE) >= now ? dueAt : null
}

/** Sends what is due; gives when the next is. That it was sent and the letter stand in one transaction, so it goes once. */
export async function sendReports(room: Reporting): Promise<Instant | null> {
  const now = room.clock.now()
  for (const kept of await dueReports(room.store.db, now, AT_ONCE)) await send(room, kept, now).catch(room.onBug)
  room.loops.deliver?.nudge()
  return nextReport(room.store.db)
}

async function send(room: Reporting, kept: KeptReport, now: Instant) {
  const plan = room.plan()
  const { partner, client, month } = kept.report
  const isOff = plan.reports === null || (client !== null && plan.reports.clients === 'never')
  const read = isOff ? null : await readReport({ store: room.store, plan }, { partner, client }, month, now)
  const letter = read && (await letterOf(room, read, now))
  await room.store.transaction(async (tx) => {
    if ((await settleReport(tx, kept, letter ? now : null)) && letter) await postMessage(tx, letter)
  })
}
