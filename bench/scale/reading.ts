import { sql } from 'kysely'
import { after, days } from '../../hub/src/domain/instant.ts'
import type { Span } from '../../hub/src/domain/instant.ts'
import type { Plan } from '../../hub/src/domain/plan/plan.ts'
import { percentileOf } from '../../hub/src/domain/latency/roll-up.ts'
import type { Around } from '../../hub/src/http/around.ts'
import { availabilityFor } from '../../hub/src/http/availability.ts'
import { siteStates } from '../../hub/src/http/site-state.ts'
import { recentLatencies } from '../../hub/src/store/latencies.ts'
import type { Store } from '../../hub/src/store/store.ts'
import { inDigits } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { LOCATION } from './fleet.ts'
import { middleOf, tell } from './measure.ts'
import { NOW } from './storing.ts'

const DAYS = 90
const TIMES = 3

/** What a look back over 90 days costs a fleet of this size: every third site had an outage in it, and the location was away for a minute each day. */
export async function measureReading(store: Store, plan: Plan): Promise<Figure[]> {
  await fill(store)
  const count = Object.keys(plan.sites).length
  const around = { store, plan: () => plan, clock: { now: () => NOW }, lastCheckAt: () => null } as unknown as Around
  const period = { from: after(NOW, -days(DAYS) as Span), to: NOW }
  const partner = 'partner-1'
  const works: [string, () => Promise<unknown>][] = [
    [`time up of all ${count} sites`, () => availabilityFor(around, null, period)],
    ['time up of a partner’s 200', () => availabilityFor(around, partner, period)],
    [`median and 95 % of all ${count}`, async () => (await recentLatencies(store.db, null, 'http')).map((one) => [percentileOf(one, 0.5), percentileOf(one, 0.95)])], // prettier-ignore
    ['median and 95 % of a partner’s 200', () => recentLatencies(store.db, partner, 'http')],
    [`state of all ${count}`, () => siteStates(around, null)],
    ['state of a partner’s 200', () => siteStates(around, partner)],
  ]
  const figures: Figure[] = []
  for (const [what, work] of works) {
    tell(`  ${what}`)
    await work()
    const { wallMs, cpuMs } = await middleOf(TIMES, work)
    figures.push({ figure: `90 days: ${what}`, value: wallMs, unit: 'ms', baseline: `${inDigits(cpuMs)} ms of it CPU of the hub` })
  }
  return figures
}

async function fill({ db, kind }: Store) {
  const first = sql.lit(after(NOW, -days(DAYS) as Span))
  await sql`insert into incident (partner, id, site, phase, detected_at, confirmed_at, resolved_at, version, counted, body)
    select partner, row_number() over (), id, 'reviewed', ${first} + 86400000, ${first} + 86400000, ${first} + 90000000, 1, 1, '{}' from site where first_look_at is not null and substr(id, 6, 1) in ('1', '4', '7')`.execute(db) // prettier-ignore
  await sql`insert into downtime (partner, site, incident, from_at, until_at) select partner, site, id, detected_at, detected_at + 600000 from incident`.execute(db) // prettier-ignore
  await sql`delete from alive`.execute(db)
  await sql`with recursive d(n) as (select 0 union all select n + 1 from d where n < ${sql.lit(DAYS)})
    insert into alive (location, from_at, until_at) select ${sql.lit(LOCATION)}, ${first} + cast(n as bigint) * 86400000, ${first} + cast(n as bigint) * 86400000 + 86340000 from d`.execute(db) // prettier-ignore
  await sql`delete from latency_recent`.execute(db)
  await sql`insert into latency_recent (partner, monitor, location, until, checks, failures, total_ms, worst_ms, to_50, to_100, to_200, to_400, to_800, to_1600, to_3200, above)
    select partner, id || '/http', ${sql.lit(LOCATION)}, ${sql.lit(NOW)}, 129600, 12, 38880000, 1390, 0, 1800, 34200, 68400, 21600, 3600, 0, 0 from site`.execute(db) // prettier-ignore
  await (kind === 'postgres' ? sql`vacuum analyze` : sql`analyze`).execute(db)
}
