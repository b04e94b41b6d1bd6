import type { StandbySeen } from '../domain/plan/standby.ts'
import type { Db } from './store.ts'

export type SeenStandby = StandbySeen & { readonly partner: string; readonly site: string; readonly url: string }

/** Keeps how a standby was seen, from when its state changed. */
export async function keepStandby(db: Db, seen: SeenStandby): Promise<void> {
  await db
    .insertInto('standby')
    .values(seen)
    .onConflict((conflict) => conflict.columns(['partner', 'site']).doUpdateSet(seen))
    .execute()
}

/** How the standbys were seen last, of all partners for the operator (`null`). */
export async function standbysSeen(db: Db, partner: string | null): Promise<SeenStandby[]> {
  const query = db.selectFrom('standby').selectAll()
  return (partner === null ? query : query.where('partner', '=', partner)).execute()
}
