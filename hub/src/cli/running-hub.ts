import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createChannelNetwork } from '../network/create-network.ts'
import { Problem } from '../problem.ts'

const MOST_BYTES = 50_000_000
const DOES_MS = 15_000
const COUNTS_MS = 60_000 // a month of a large fleet is counted from all that was seen

/** What a running hub leaves in its data directory. */
type Note = { readonly address: string; readonly pid: number; readonly token: string }

/** Asks the hub that holds a data directory over its loopback API, by POST where there is a body; null when none runs there. Throws a Problem with what the hub refused. */
export async function askRunningHub(data: string, path: string, body?: unknown): Promise<unknown> {
  const text = await readFile(join(data, 'hub.json'), 'utf8').catch(() => null)
  if (text === null) return null
  return askHub(JSON.parse(text) as Note, path, body)
}

/** The same of the hub at an address, with a token of its API; null when nothing answers there. */
export async function askHub({ address, token }: Pick<Note, 'address' | 'token'>, path: string, body?: unknown): Promise<unknown> {
  const network = createChannelNetwork({ operatorHosts: [new URL(address).hostname] })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const asked = body === undefined ? {} : { method: 'POST' as const, body: JSON.stringify(body) }
  const answer = await network.request(
    { url: new URL(path, address).href, headers, maxBytes: MOST_BYTES, ...asked },
    { signal: AbortSignal.timeout(body === undefined ? COUNTS_MS : DOES_MS) },
  )
  if (!answer.ok) return null // hub.json was left by a hub that was killed
  if (answer.status < 300) return JSON.parse(answer.body)
  const refused = JSON.parse(answer.body) as { code: string; message: string; fix: string }
  throw new Problem('bad-input', refused.code, refused.message, refused.fix)
}
