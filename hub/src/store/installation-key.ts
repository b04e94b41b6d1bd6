import type { Db } from './store.ts'

/** The key of this installation: `made` when it has none yet. Every hub on the same store has the same one. */
export async function installationKey(db: Db, made: string): Promise<string> {
  await db
    .insertInto('installation')
    .values({ name: 'key', value: made })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await db.selectFrom('installation').select('value').where('name', '=', 'key').executeTakeFirstOrThrow()
  return value
}
