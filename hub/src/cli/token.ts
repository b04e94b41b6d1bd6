import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import { makeToken, ROLES } from '../http/tokens.ts'
import type { Role } from '../http/tokens.ts'
import { Problem } from '../problem.ts'
import { openStore } from '../store/store.ts'
import type { Out } from './report-complaints.ts'

/** `token create NAME --role R`: an API token, shown this once. On SQLite a hub that is running holds the data: it is asked instead, over its loopback API. */
export async function tokenCreate(
  { name, role, data, json }: { readonly name: string; readonly role: string; readonly data: string; readonly json?: boolean },
  out: Out,
): Promise<number> {
  if (!ROLES.includes(role as Role))
    throw new Problem('bad-input', 'role_unknown', `There is no role ${role}.`, `Choose one of ${ROLES.join(', ')}.`)
  const store = await openStore(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : { file: join(data, 'allclear.sqlite') })
  try {
    const { secret, id } = await makeToken(store.db, { kind: 'api', name, role: role as Role, now: systemClock.now() })
    out.stdout(json ? `${JSON.stringify({ id, token: secret })}\n` : `${secret}\n`)
    return 0
  } finally {
    await store.close()
  }
}
