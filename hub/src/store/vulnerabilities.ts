import type { Instant } from '../domain/instant.ts'
import type { Finding } from '../domain/vulnerability/find-holes.ts'
import type { Db, Tx } from './store.ts'

/** Something installed that is known to be open, until when it is to be closed, and who sees to it. */
export type Vulnerability = {
  readonly id: number
  readonly finding: Finding
  readonly since: Instant
  readonly dueAt: Instant
  readonly isAttacked: boolean // a campaign that goes on gets in this way
  readonly owner: string | null
}

// In a folder of a site or of a host, or, where no folder is known, in either itself.
const placeOf = ({ site, host, path }: Finding) => `${site === null ? `host ${host}` : `site ${site}`} ${path ?? ''}`.trimEnd()

/** What is open, of all partners for the operator (`null`); what is due first before the others. */
export async function vulnerabilities(db: Db, partner: string | null): Promise<Vulnerability[]> {
  let query = db.selectFrom('vulnerability').select(['seq', 'since', 'due_at', 'attacked', 'owner', 'body'])
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('due_at').orderBy('seq').execute()
  return rows.map(({ seq, since, due_at, attacked, owner, body }) => ({
    ...{ id: seq, finding: JSON.parse(body) as Finding, since: since as Instant, dueAt: due_at as Instant, owner },
    isAttacked: attacked === 1,
  }))
}

/** Keeps a finding, in place of what was known of that software in that place; who sees to it and since when stay. */
export async function saveVulnerability(
  tx: Tx,
  finding: Finding,
  { isAttacked, at, dueAt }: { readonly isAttacked: boolean; readonly at: Instant; readonly dueAt: Instant },
): Promise<void> {
  const { partner, system, name } = finding
  const kept = { due_at: dueAt, attacked: isAttacked ? 1 : 0, body: JSON.stringify(finding) }
  await tx
    .insertInto('vulnerability')
    .values({ partner, place: placeOf(finding), system, name, since: at, owner: null, ...kept })
    .onConflict((conflict) => conflict.columns(['partner', 'place', 'system', 'name']).doUpdateSet(kept))
    .execute()
}

/** It is closed: the version has changed, or it is gone. */
export async function dropVulnerability(tx: Tx, { partner }: Pick<Finding, 'partner'>, id: number): Promise<void> {
  await tx.deleteFrom('vulnerability').where('partner', '=', partner).where('seq', '=', id).execute()
}

/** Somebody sees to it; false when it is gone or another partner's. */
export async function takeVulnerability(db: Db, partner: string | null, id: number, owner: string): Promise<boolean> {
  let query = db.updateTable('vulnerability').set({ owner }).where('seq', '=', id)
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** The key by which two findings are about the same software in the same place. */
export const sameThing = (finding: Finding) => [finding.partner, placeOf(finding), finding.system, finding.name].join('\n')
