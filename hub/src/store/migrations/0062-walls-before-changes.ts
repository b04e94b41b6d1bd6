import type { Db } from '../store.ts'
import { SEEN_TOO } from './0050-tenant-walls.ts'
import { raiseTenantWall } from './tenant-wall.ts'

/** What tenants see of the operator's rows they could change as well: from now on they only see it. */
export async function up(db: Db): Promise<void> {
  for (const [table, seenToo] of Object.entries(SEEN_TOO)) await raiseTenantWall(db, table, seenToo)
}
