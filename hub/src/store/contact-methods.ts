import { OPERATOR } from '../domain/audience/pages.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** What became of something that went to a responder over one channel. */
export type MethodEnd = {
  readonly state: Tables['outbox']['state']
  readonly at: Instant // of its end, or of the order
  readonly reason: string | null
  readonly isTest: boolean
}

/** The last few that went over this channel to this address of a responder and were not called back, the newest first. */
export async function lastEndsOf(db: Db, { channel, address }: { channel: string; address: string }, limit: number): Promise<MethodEnd[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['partner', 'template', 'state', 'reason', 'ordered_at', 'settled_at'])
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('audience', '=', 'responder')
    .where('state', '!=', 'cancelled')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ partner, template, state, reason, ordered_at: ordered, settled_at: settled }) => ({
    state,
    reason,
    at: (settled ?? ordered) as Instant,
    isTest: partner === OPERATOR && template === 'contact-test',
  }))
}
