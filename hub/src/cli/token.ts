import { systemClock } from '../clock.ts'
import { makeToken, ROLES } from '../http/tokens.ts'
import type { Role } from '../http/tokens.ts'
import { Problem } from '../problem.ts'
import { openStore } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type TokenOptions = {
  readonly name: string
  readonly role: string
  readonly partner?: string
  readonly site?: readonly string[]
  readonly data: string
  readonly json?: boolean
}

/** `token create NAME --role R`: an API token, shown this once. A hub that is running holds the data and makes it; only it knows its partners. */
export async function tokenCreate({ name, role, partner, site, data, json }: TokenOptions, out: Out): Promise<number> {
  if (!(ROLES as readonly string[]).includes(role))
    throw new Problem('bad-input', 'role_unknown', `There is no role ${role}.`, `Choose one of ${ROLES.join(', ')}.`)
  const asked = await askRunningHub(data, '/api/v1/tokens', {
    name,
    role,
    ...(partner !== undefined && { partner }),
    ...(site && { sites: site }),
  })
  if (asked === null && (partner !== undefined || site))
    throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
  const made = (asked ?? (await makeHere(data, name, role as Role))) as { id: string; token: string }
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
