import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Aim, Change, Proposal } from '../domain/review/proposals/proposal.ts'
import type { IncidentNumber } from './incidents.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** A proposal as kept, and what became of it. */
export type StoredProposal = Proposal & {
  readonly id: number
  readonly incident: number // whose review made it
  readonly madeAt: Instant
  readonly state: 'open' | 'accepted' | 'declined'
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly reason: string | null
  readonly version: number | null // of the playbook that its yes made
}

/** The review of an incident opens: what is to be learned of it is looked for. */
export async function orderLookBack(tx: Tx, partner: string, incident: number, at: Instant): Promise<void> {
  const row = { partner, incident, due_at: at }
  await tx
    .insertInto('look_back')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The incidents that are still to be looked back on, the first to wait first. */
export async function dueLookBacks(db: Db, limit: number): Promise<IncidentNumber[]> {
  const query = db.selectFrom('look_back').select(['partner', 'incident as number'])
  return query.orderBy('due_at').orderBy('incident').limit(limit).execute()
}

/** It was looked back on; false when another hub did. */
export async function settleLookBack(tx: Tx, { partner, number }: IncidentNumber): Promise<boolean> {
  const gone = tx.deleteFrom('look_back').where('partner', '=', partner).where('incident', '=', number)
  return (await gone.executeTakeFirstOrThrow()).numDeletedRows === 1n
}

/** Keeps what a review proposes, unless the same is open. */
export async function addProposal(tx: Tx, incident: number, proposal: Proposal, at: Instant): Promise<void> {
  const { partner, rule, thing, saw, proposes, incidents, aim, change } = proposal
  await tx
    .insertInto('proposal')
    .values({
      ...{ partner, rule, thing, incident, saw, proposes, made_at: at, state: 'open' },
      ...{ playbook: change.kind === 'playbook' ? change.playbook : null, incidents: JSON.stringify(incidents) },
      ...{ aim: aim && JSON.stringify(aim), change: JSON.stringify(change) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type ProposalFilter = {
  readonly partner: string | null // null: of all, for the operator
  readonly state?: StoredProposal['state'] | undefined
  readonly limit: number
}

/** The newest first. */
export async function listProposals(db: Db, { partner, state, limit }: ProposalFilter): Promise<StoredProposal[]> {
  let query = db.selectFrom('proposal').selectAll().orderBy('id', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (state !== undefined) query = query.where('state', '=', state)
  return (await query.execute()).map(fromRow)
}

/** The proposal of that number, or null; `partner` null asks for the operator, who sees all. */
export async function findProposal(db: Db, partner: string | null, id: number): Promise<StoredProposal | null> {
  let query = db.selectFrom('proposal').selectAll().where('id', '=', id)
  if (partner !== null) query = query.where('partner', '=', partner)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The open one about that thing, or null. */
export async function openProposal(
  db: Db,
  { partner, rule, thing }: Pick<Proposal, 'partner' | 'rule' | 'thing'>,
): Promise<StoredProposal | null> {
  const query = db.selectFrom('proposal').selectAll().where('partner', '=', partner).where('rule', '=', rule).where('thing', '=', thing)
  const row = await query.where('state', '=', 'open').executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What was accepted and could not be done waits for a word again, unless the same is open meanwhile. */
export async function reopenProposal(tx: Tx, { partner, id }: Pick<StoredProposal, 'partner' | 'id'>): Promise<void> {
  await tx
    .updateTable('proposal')
    .set({ state: 'open', decided_at: null, decided_by: null, reason: null })
    .where('partner', '=', partner)
    .where('id', '=', id)
    .where('state', '=', 'accepted')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('proposal as other')
            .select('other.id')
            .whereRef('other.partner', '=', 'proposal.partner')
            .whereRef('other.rule', '=', 'proposal.rule')
            .whereRef('other.thing', '=', 'proposal.thing')
            .where('other.state', '=', 'open'),
        ),
      ),
    )
    .execute()
}

/** Says what became of an open one; false when somebody else did. */
export async function settleProposal(
  tx: Tx,
  { partner, id }: Pick<StoredProposal, 'partner' | 'id'>,
  end: {
    readonly state: 'accepted' | 'declined'
    readonly at: Instant
    readonly by: string
    readonly reason: string
    readonly version: number | null
  },
): Promise<boolean> {
  const { state, at, by, reason, version } = end
  const settled = tx
    .updateTable('proposal')
    .set({ state, decided_at: at, decided_by: by, reason, version })
    .where('partner', '=', partner)
    .where('id', '=', id)
    .where('state', '=', 'open')
  return (await settled.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

const fromRow = ({ id, partner, rule, thing, incident, saw, proposes, ...row }: Selectable<Tables['proposal']>): StoredProposal => ({
  ...{ id, partner, rule, thing, incident, saw, proposes, state: row.state, reason: row.reason, version: row.version },
  incidents: JSON.parse(row.incidents) as number[],
  aim: row.aim === null ? null : (JSON.parse(row.aim) as Aim),
  change: JSON.parse(row.change) as Change,
  madeAt: row.made_at as Instant,
  decidedAt: row.decided_at as Instant | null,
  decidedBy: row.decided_by,
})
