import type { Instant } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Db } from './store.ts'

/** What a probe at another location saw of a monitor, for whichever hub looks at its site. */
export type HeardLook = {
  readonly partner: string
  readonly monitor: string
  readonly location: string
  readonly shard: number
  readonly result: CheckResult
}

/** Keeps what was heard until it is judged; what the location saw of the monitor before is replaced, and what it saw later stays. */
export async function keepHeardLooks(tx: Db, looks: readonly HeardLook[]): Promise<void> {
  for (const { result, ...of } of looks) {
    const said = { at: result.at, body: JSON.stringify(result) }
    await tx
      .insertInto('heard_look')
      .values({ ...of, ...said })
      .onConflict((conflict) =>
        conflict.columns(['partner', 'monitor', 'location']).doUpdateSet(said).where('heard_look.at', '<=', said.at),
      )
      .execute()
  }
}

/** What waits to be judged of these shards, the earliest first. */
export async function heardLooks(db: Db, shards: readonly number[], most: number): Promise<HeardLook[]> {
  if (shards.length === 0) return []
  const rows = await db.selectFrom('heard_look').selectAll().where('shard', 'in', shards).orderBy('at').limit(most).execute()
  return rows.map(({ at: _at, body, ...of }) => ({ ...of, result: JSON.parse(body) as CheckResult }))
}

/** It is judged, or too old to be: what the location saw later stays. */
export async function forgetHeardLook(db: Db, { partner, monitor, location, result }: HeardLook): Promise<void> {
  const one = db.deleteFrom('heard_look').where('partner', '=', partner).where('monitor', '=', monitor).where('location', '=', location)
  await one.where('at', '<=', result.at as Instant).execute()
}
