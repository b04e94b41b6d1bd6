import { sql } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tx } from './store.ts'

const TRANSITIONS = 500 // in one transaction
const INCIDENTS = 50

/**
 * Drops some of the states that were over before `before`, and when locations looked before it. What an outage that goes on, or is not counted
 * yet, was seen by stays. Says whether there may be more.
 */
export async function dropTransitions(tx: Tx, before: Instant): Promise<boolean> {
  const { first } = await tx
    .selectFrom('incident')
    .select((eb) => eb.fn.min('detected_at').as('first'))
    .where(sql<boolean>`counted = 0 and confirmed_at is not null and drill is null`)
    .executeTakeFirstOrThrow()
  const until = Math.min(before, first ?? before)
  await tx.deleteFrom('alive').where('until_at', '<', until).execute()
  const { numAffectedRows } = await sql`
    delete from transition where (partner, site, monitor, location, at) in (
      select partner, site, monitor, location, at from transition where until_at < ${until} order by until_at limit ${sql.lit(TRANSITIONS)})`.execute(
    tx,
  )
  return Number(numAffectedRows) === TRANSITIONS
}

/** Drops the evidence of some incidents that were closed before `before`; of one that waits for its review it stays. Says whether there may be more. */
export async function dropEvidence(tx: Tx, before: Instant): Promise<boolean> {
  const closed = await tx
    .selectFrom('incident')
    .select(['partner', 'id'])
    .where('detected_at', '<', before)
    .where('phase', 'in', ['reviewed', 'false-alarm'])
    .where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '<', before)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('evidence')
          .select('seq')
          .whereRef('evidence.partner', '=', 'incident.partner')
          .whereRef('evidence.incident', '=', 'incident.id'),
      ),
    )
    .limit(INCIDENTS)
    .execute()
  for (const { partner, id } of closed) await tx.deleteFrom('evidence').where('partner', '=', partner).where('incident', '=', id).execute()
  return closed.length === INCIDENTS
}
