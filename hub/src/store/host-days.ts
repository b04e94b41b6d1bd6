import type { HostSample } from '../domain/host/sample.ts'
import { iso } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { withSample, withSign } from '../domain/report/host-month.ts'
import type { HostDay } from '../domain/report/host-month.ts'
import type { Db, Tx } from './store.ts'

/** Adds a sample to the day of its host, and lets go of days before `since`. */
export async function addToHostDay(tx: Tx, host: string, sample: HostSample, boot: string, since: Instant): Promise<void> {
  const isFirst = await changeDay(tx, host, sample.at, (day) => withSample(day, sample, boot))
  if (isFirst) await tx.deleteFrom('host_day').where('host', '=', host).where('day', '<', dayOf(since)).execute()
}

/** Counts a suspect login, or a sign of spam, on the day of its host (PRE-2). */
export async function addSignToHostDay(tx: Tx, host: string, at: Instant, sign: 'logins' | 'spam'): Promise<void> {
  await changeDay(tx, host, at, (day) => withSign(day, sign))
}

// Whether the day is a new one.
async function changeDay(tx: Tx, host: string, at: Instant, change: (day: HostDay | null) => HostDay): Promise<boolean> {
  const day = dayOf(at)
  const row = await tx.selectFrom('host_day').select('body').where('host', '=', host).where('day', '=', day).executeTakeFirst()
  const body = JSON.stringify(change(row ? (JSON.parse(row.body) as HostDay) : null))
  await tx
    .insertInto('host_day')
    .values({ host, day, body })
    .onConflict((conflict) => conflict.columns(['host', 'day']).doUpdateSet({ body }))
    .execute()
  return !row
}

/** The days of a host that began between two moments, by UTC. */
export async function hostDays(db: Db, host: string, from: Instant, to: Instant): Promise<HostDay[]> {
  const query = db
    .selectFrom('host_day')
    .select('body')
    .where('host', '=', host)
    .where('day', '>=', dayOf(from))
    .where('day', '<', dayOf(to))
  return (await query.orderBy('day').execute()).map(({ body }) => JSON.parse(body) as HostDay)
}

const dayOf = (at: Instant) => iso(at).slice(0, 10)
