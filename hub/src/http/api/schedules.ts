import { z } from 'zod'
import { reportCoverage } from '../../domain/oncall/coverage-report.ts'
import type { CoverageReport } from '../../domain/oncall/coverage-report.ts'
import { dutyOf } from '../../domain/oncall/duty-of.ts'
import { laddersOf } from '../../domain/oncall/ladders-of.ts'
import { nowAndNext } from '../../domain/oncall/now-and-next.ts'
import { after, days, iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Period, Plan } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { mustKnowSchedule } from '../override-deeds.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'
import { scheduleParams } from './overrides.ts'
import { listOf } from './shapes.ts'

const moment = z.iso.datetime()
const person = z.object({ id: z.string(), name: z.string() })
const scheduleShape = z.object({
  id: z.string(),
  timezone: z.string(),
  onDuty: z.array(person),
  until: moment.nullable(),
  next: z.array(person).nullable(),
})
const dutyShape = z.object({ from: moment, until: moment, people: z.array(z.string()) })
const ladderShape = z.object({
  uncovered: z.array(z.object({ from: moment, until: moment })),
  uncoveredSeconds: z.int(),
  singleSeconds: z.int(),
  balance: z.array(z.object({ person: z.string(), seconds: z.int() })),
})
const coverageShape = ladderShape.extend({
  from: moment,
  until: moment,
  promisedSeconds: z.int(),
  ladders: z.array(ladderShape.extend({ ladder: z.string() })),
})

const maybeInstant = z.iso
  .datetime({ offset: true, local: false, error: 'is no instant; write 2026-03-04T16:00:00Z' })
  .transform((text) => Date.parse(text) as Instant)
  .optional()

/** `/api/v1/schedules`, their duty, and the coverage report (RES-1). */
export function scheduleRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/schedules',
      who: 'viewer',
      does: 'Lists the schedules: who is on duty now, until when, and who comes next. For the operator’s people alone.',
      query: z.strictObject({}),
      gives: listOf(scheduleShape),
      answer: (asked) => {
        operatorOnly(asked)
        const plan = around.plan()
        const now = around.clock.now()
        return { json: { items: Object.keys(plan.schedules).map((id) => showSchedule(plan, id, now)), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/schedules/:id/duty',
      who: 'viewer',
      does: 'Says who is on duty from one moment to another, without a hole; nobody is an empty list. The next 14 days by default, a year at most.',
      params: scheduleParams,
      query: z.strictObject({ from: maybeInstant, until: maybeInstant }),
      gives: listOf(dutyShape),
      answer: (asked) => {
        operatorOnly(asked)
        const plan = around.plan()
        mustKnowSchedule(plan, asked.params.id)
        const items = dutyOf(plan, asked.params.id, periodOf(asked.query, around.clock.now()))
        return { json: { items: items.map(({ from, until, people }) => ({ from: iso(from), until: iso(until), people })), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/coverage',
      who: 'viewer',
      does: 'Compares the declared hours with who is really on call: uncovered time, time in which one person is alone, and who carries how much; the same for each ladder that a client names.',
      query: z.strictObject({
        weeks: z.coerce.number().int().min(1, 'is below 1; write 1 to 52').max(52, 'is above 52; write 1 to 52').default(52),
      }),
      gives: coverageShape,
      answer: (asked) => {
        operatorOnly(asked)
        const from = around.clock.now()
        return { json: showCoverage(around.plan(), { from, until: after(from, days(7 * asked.query.weeks)) }) }
      },
    }),
  ]
}

function showSchedule(plan: Plan, id: string, at: Instant): z.infer<typeof scheduleShape> {
  const { people, until, next } = nowAndNext(plan, id, at)
  const named = (ids: readonly string[]) => ids.map((one) => ({ id: one, name: plan.people[one]?.name ?? one }))
  return { id, timezone: plan.schedules[id]!.timezone, onDuty: named(people), until: isoOrNull(until), next: next && named(next) }
}

function showCoverage(plan: Plan, period: Period): z.infer<typeof coverageShape> {
  const [all, ...own] = laddersOf(plan).map(({ id, escalation }) => ({ id, report: reportCoverage({ ...plan, escalation }, period) }))
  return {
    from: iso(period.from),
    until: iso(period.until),
    promisedSeconds: inSeconds(all!.report.promised),
    ...showLadder(all!.report),
    ladders: own.map(({ id, report }) => ({ ladder: id!, ...showLadder(report) })),
  }
}

const inSeconds = (span: number) => Math.round(span / 1000)

function showLadder({ uncovered, single, balance }: CoverageReport): z.infer<typeof ladderShape> {
  return {
    uncovered: uncovered.map(({ from, until }) => ({ from: iso(from), until: iso(until) })),
    uncoveredSeconds: inSeconds(uncovered.reduce((sum, { from, until }) => sum + (until - from), 0)),
    singleSeconds: inSeconds(single),
    balance: balance.map((one) => ({ person: one.person, seconds: inSeconds(one.span) })),
  }
}

function periodOf({ from: asked, until }: { from?: Instant | undefined; until?: Instant | undefined }, now: Instant): Period {
  const from = asked ?? now
  const period = { from, until: until ?? after(from, days(14)) }
  const length = (period.until - from) as Span
  if (length > 0 && length <= days(366)) return period
  const message = length > 0 ? 'More than a year lies between them.' : 'It ends before it begins.'
  throw new Problem('bad-input', 'period_invalid', message, 'Write from and until, a year apart at most.', { field: 'until' })
}
