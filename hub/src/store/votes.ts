import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Whether a message helped its reader (COM-11). One to a message; the last word counts. */
export type Vote = {
  readonly partner: string
  readonly incident: number
  readonly message: string // key in the outbox; it names the recipient
  readonly helpful: boolean
  readonly comment: string | null
  readonly by: string
  readonly at: Instant
}

/** Keeps a vote in place of the one before. */
export async function keepVote(db: Db, { partner, incident, message, ...vote }: Vote): Promise<void> {
  const said = { ...vote, helpful: vote.helpful ? 1 : 0 }
  await db
    .insertInto('vote')
    .values({ partner, incident, message, ...said })
    .onConflict((conflict) => conflict.columns(['partner', 'incident', 'message']).doUpdateSet(said))
    .execute()
}

/** The votes on the messages of an incident, the earliest first. */
export async function votesOf(db: Db, partner: string, incident: number): Promise<Vote[]> {
  const rows = await db
    .selectFrom('vote')
    .selectAll()
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .orderBy('at')
    .orderBy('message')
    .execute()
  return rows.map((row) => ({ ...row, helpful: row.helpful === 1, at: row.at as Instant }))
}
