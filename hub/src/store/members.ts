import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** Somebody of a partner, or of one of its clients, who may look into the portal. They have no password: a link in a mail lets them in. */
export type Member = {
  readonly partner: string
  readonly mail: string // in small letters; their name in every deed
  readonly name: string
  readonly role: Tables['member']['role']
  readonly client: string | null // the only one they see
  readonly invitedBy: string
  readonly invitedAt: Instant
  readonly endedAt: Instant | null
}

export type Invitation = Omit<Member, 'endedAt'> & { readonly link: string } // the key of the message that carries it

/** Lets somebody in, or anew with another role; the link of an earlier invitation ends. */
export async function inviteMember(tx: Tx, { invitedBy, invitedAt, ...same }: Invitation): Promise<void> {
  const { partner: _partner, mail: _mail, ...change } = { ...same, invited_by: invitedBy, invited_at: invitedAt, ended_at: null }
  await tx
    .insertInto('member')
    .values({ ...same, ...change })
    .onConflict((conflict) => conflict.columns(['partner', 'mail']).doUpdateSet(change))
    .execute()
}

/** A new link for somebody who is a member already. */
export async function offerMemberLink(tx: Tx, partner: string, mail: string, link: string): Promise<void> {
  await tx.updateTable('member').set({ link }).where('partner', '=', partner).where('mail', '=', mail).execute()
}

/** Spends a link: the first who comes gets the member, everyone after that null. */
export async function spendMemberLink(db: Db, partner: string, link: string): Promise<Member | null> {
  const spent = db.updateTable('member').set({ link: null }).where('partner', '=', partner).where('link', '=', link)
  const row = await spent.where('ended_at', 'is', null).returningAll().executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The member of that address, while they are one. */
export async function findMember(db: Db, partner: string, mail: string): Promise<Member | null> {
  const found = db.selectFrom('member').selectAll().where('partner', '=', partner).where('mail', '=', mail)
  const row = await found.where('ended_at', 'is', null).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Every partner in whose portal that address may look: for whoever asks for a link knows their address only. */
export async function membershipsOf(db: Db, mail: string): Promise<Member[]> {
  const rows = db.selectFrom('member').selectAll().where('mail', '=', mail).where('ended_at', 'is', null)
  return (await rows.orderBy('partner').limit(20).execute()).map(fromRow)
}

/** Who may look into a partner's portal, by address. */
export async function membersOf(db: Db, partner: string): Promise<Member[]> {
  const rows = db.selectFrom('member').selectAll().where('partner', '=', partner).where('ended_at', 'is', null)
  return (await rows.orderBy('mail').execute()).map(fromRow)
}

/** Shuts somebody out; false when they were no member. */
export async function endMember(tx: Tx, partner: string, mail: string, at: Instant): Promise<boolean> {
  const ended = tx.updateTable('member').set({ ended_at: at, link: null }).where('partner', '=', partner).where('mail', '=', mail)
  return (await ended.where('ended_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

const fromRow = ({ link: _link, invited_by, invited_at, ended_at, ...same }: Selectable<Tables['member']>): Member => ({
  ...same,
  invitedBy: invited_by,
  invitedAt: invited_at as Instant,
  endedAt: ended_at as Instant | null,
})
