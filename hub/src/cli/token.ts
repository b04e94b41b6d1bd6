import { systemClock } from '../clock.ts'
import { makeToken, ROLES } from '../http/tokens.ts'
import type { Role } from '../http/tokens.ts'
import { Problem } from '../problem.ts'
import { openStore } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type TokenOptions = { readonly name: string; readonly role: string; readonly data: string; readonly json?: boolean }

/** `token create NAME --role R`: an API token, shown this once. A hub that is running holds the data and makes it. */
export async function tokenCreate({ name, role, data, json }: TokenOptions, out: Out): Promise<number> {
  if (!(ROLES as readonly string[]).includes(role))
    throw new Problem('bad-input', 'role_unknown', `There is no role ${role}.`, `Choose one of ${ROLES.join(', ')}.`)
  const made = ((await askRunningHub(data, '/api/v1/tokens', { name, role })) ?? (await makeHere(data, name, role as Role))) as {
    id: string
    token: string
  }
  out.stdout(json ? `${JSON.stringify({ id: made.id, token: made.token })}\n` : `${made.token}\n`)
  return 0
}

async function makeHere(data: string, name: string, role: Role) {
  const store = await openStore(placeIn(data))
  try {
    const { id, secret } = await makeToken(store.db, { kind: 'api', name, role, now: systemClock.now() })
    return { id, token: secret }
  } finally {
    await store.close()
  }
}
