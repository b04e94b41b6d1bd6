import type { Selectable } from 'kysely'
import type { Figures, HostSample } from '../domain/host/sample.ts'
import type { Level } from '../domain/host/thresholds.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** What an agent said last, and how its host stands by it. */
export type AgentState = {
  readonly version: string
  readonly sample: HostSample | null
  readonly faulty: readonly string[] // parts of the sample that made no sense
  readonly allows: readonly string[]
  readonly levels: Readonly<Record<string, Level>>
}

export type Agent = {
  readonly host: string
  readonly id: string
  readonly publicKey: string
  readonly enrolledAt: Instant
  readonly boot: string | null
  readonly lastNumber: number
  readonly seenAt: Instant | null
  readonly missed: number
  readonly silenceToldAt: Instant | null
  readonly state: AgentState
}

const EMPTY: AgentState = { version: '', sample: null, faulty: [], allows: [], levels: {} }

/** Puts an agent on a host, in place of the one that was there. */
export async function placeAgent(
  tx: Db,
  { host, id, publicKey, at }: { host: string; id: string; publicKey: string; at: Instant },
): Promise<void> {
  const fresh = { id, public_key: publicKey, enrolled_at: at, boot: null, last_number: 0, seen_at: null, missed: 0, silence_told_at: null }
  await tx
    .insertInto('agent')
    .values({ host, ...fresh, body: JSON.stringify(EMPTY) })
    .onConflict((conflict) => conflict.column('host').doUpdateSet({ ...fresh, body: JSON.stringify(EMPTY) }))
    .execute()
}

/** All of them, by host. */
export async function listAgents(db: Db): Promise<Agent[]> {
  return (await db.selectFrom('agent').selectAll().orderBy('host').execute()).map(fromRow)
}

export async function findAgent(db: Db, by: { host: string } | { id: string }): Promise<Agent | null> {
  const query = db.selectFrom('agent').selectAll()
  const row = await ('host' in by ? query.where('host', '=', by.host) : query.where('id', '=', by.id)).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Keeps what a report brought; false when one with this number or a later one has been heard. */
export async function hearAgent(
  tx: Db,
  {
    host,
    id,
    number,
    boot,
    at,
    missed,
    state,
  }: { host: string; id: string; number: number; boot: string; at: Instant; missed: number; state: AgentState },
): Promise<boolean> {
  const heard = tx
    .updateTable('agent')
    .set({ last_number: number, boot, seen_at: at, missed, silence_told_at: null, body: JSON.stringify(state) })
    .where('host', '=', host)
    .where('id', '=', id)
    .where('last_number', '<', number)
  return (await heard.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Notes that people were told of its silence; false when they had been. */
export async function markSilenceTold(tx: Db, { host, seenAt }: Agent, at: Instant): Promise<boolean> {
  const told = tx.updateTable('agent').set({ silence_told_at: at }).where('host', '=', host).where('silence_told_at', 'is', null)
  const same = seenAt === null ? told.where('seen_at', 'is', null) : told.where('seen_at', '=', seenAt)
  return (await same.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Keeps the figures of a host, and lets go of those from before `since`. */
export async function keepFigures(tx: Db, host: string, at: Instant, figures: Figures, since: Instant): Promise<void> {
  await tx
    .insertInto('host_sample')
    .values({ host, at, body: JSON.stringify(figures) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.deleteFrom('host_sample').where('host', '=', host).where('at', '<', since).execute()
}

/** The figures of a host since a moment, the oldest first. */
export async function figuresSince(db: Db, host: string, since: Instant): Promise<(Figures & { readonly at: Instant })[]> {
  const rows = await db
    .selectFrom('host_sample')
    .select(['at', 'body'])
    .where('host', '=', host)
    .where('at', '>=', since)
    .orderBy('at')
    .execute()
  return rows.map(({ at, body }) => ({ at: at as Instant, ...(JSON.parse(body) as Figures) }))
}

const fromRow = (row: Selectable<Tables['agent']>): Agent => ({
  host: row.host,
  id: row.id,
  publicKey: row.public_key,
  enrolledAt: row.enrolled_at as Instant,
  boot: row.boot,
  lastNumber: row.last_number,
  seenAt: row.seen_at as Instant | null,
  missed: row.missed,
  silenceToldAt: row.silence_told_at as Instant | null,
  state: JSON.parse(row.body) as AgentState,
})
