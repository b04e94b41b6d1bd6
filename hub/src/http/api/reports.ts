import { z } from 'zod'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { inZone, whenMinute } from '../../domain/calendar/local-time.ts'
import { reportFirstResponse } from '../../domain/incident/first-response-report.ts'
import { after, days } from '../../domain/instant.ts'
import { incidentsBetween } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
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

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is no month; write 2026-11')

/** `/api/v1/reports/first-response`: how the guarantee was kept, per partner and month (RES-2). */
export function reportsRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/reports/first-response',
    who: 'viewer',
    does: 'Says per partner how many outages of a month had their first response in time, how many not, and the median; months are those of the partner’s zone.',
    query: z.strictObject({ month: month.optional() }),
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
