import { sealedPlace } from './sealed-columns.ts'
import type { Store } from './store.ts'

/** The key of this installation, sealed at rest: `made` when it has none yet. Every hub on the same store has the same one. */
export async function installationKey(
  { db, transaction, seals }: Pick<Store, 'db' | 'transaction' | 'seals'>,
  made: string,
): Promise<string> {
  const place = sealedPlace('installation', 'key')
  await transaction(async (tx) => {
    const first = tx.insertInto('installation').values({ name: 'key', value: await seals.seal(tx, place, made) })
    await first.onConflict((conflict) => conflict.column('name').doNothing()).execute()
  })
  const { value } = await db.selectFrom('installation').select('value').where('name', '=', 'key').executeTakeFirstOrThrow()
  return seals.open(db, place, value)
}
