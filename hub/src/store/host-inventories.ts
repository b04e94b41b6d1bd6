import type { Instant } from '../domain/instant.ts'
import type { HostInventory } from '../domain/vulnerability/installed.ts'
import type { Db, Tx } from './store.ts'

/** Keeps what is installed on a host, in place of what was. */
export async function keepInventory(tx: Tx, host: string, inventory: HostInventory, at: Instant): Promise<void> {
  const kept = { seen_at: at, body: JSON.stringify(inventory) }
  await tx
    .insertInto('host_inventory')
    .values({ host, ...kept })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(kept))
    .execute()
}

/** What is installed on every host whose agent has said it. */
export async function hostInventories(db: Db): Promise<ReadonlyMap<string, HostInventory>> {
  const rows = await db.selectFrom('host_inventory').select(['host', 'body']).orderBy('host').execute()
  return new Map(rows.map(({ host, body }) => [host, JSON.parse(body) as HostInventory]))
}
