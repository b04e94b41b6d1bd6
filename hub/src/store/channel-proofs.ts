import type { Selectable } from 'kysely'
import { after } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** How a channel stood when it was proved last. */
export type ChannelProof = {
  readonly channel: string
  readonly dueAt: Instant // the next one
  readonly provedAt: Instant | null // null: not yet
  readonly failures: number // in a row
  readonly failingSince: Instant | null
  readonly reason: string | null
  readonly awaits: Instant | null // when the letter left that proves mail, until it comes back
}

/** Keeps these channels and no others; a new one is due at `dueAt`. */
export async function syncChannelProofs(tx: Db, channels: readonly string[], dueAt: Instant): Promise<void> {
  const fresh = { due_at: dueAt, proved_at: null, failures: 0, failing_since: null, reason: null, awaits: null }
  for (const channel of channels)
    await tx
      .insertInto('channel_proof')
      .values({ channel, ...fresh })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await tx.deleteFrom('channel_proof').where('channel', 'not in', channels).execute()
}

/** All of them, by name. */
export async function channelProofs(db: Db): Promise<ChannelProof[]> {
  return (await db.selectFrom('channel_proof').selectAll().orderBy('channel').execute()).map(fromRow)
}

/** Takes a channel that is due, for `lease`; false when another hub has it. */
export async function takeChannelProof(db: Db, { channel, dueAt }: ChannelProof, now: Instant, lease: Span): Promise<boolean> {
  const taken = db.updateTable('channel_proof').set({ due_at: after(now, lease) }).where('channel', '=', channel).where('due_at', '=', dueAt) // prettier-ignore
  return (await taken.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Keeps what came of it. */
export async function keepChannelProof(tx: Db, proof: ChannelProof): Promise<void> {
  const { channel, dueAt, provedAt, failures, failingSince, reason, awaits } = proof
  await tx
    .updateTable('channel_proof')
    .set({ due_at: dueAt, proved_at: provedAt, failures, failing_since: failingSince, reason, awaits })
    .where('channel', '=', channel)
    .execute()
}

const fromRow = (row: Selectable<Tables['channel_proof']>): ChannelProof => ({
  channel: row.channel,
  dueAt: row.due_at as Instant,
  provedAt: row.proved_at as Instant | null,
  failures: row.failures,
  failingSince: row.failing_since as Instant | null,
  reason: row.reason,
  awaits: row.awaits as Instant | null,
})
