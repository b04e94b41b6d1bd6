import type { Network } from './network.ts'

/** A Plesk server and the secret key of its administrator, which opens both of its APIs. */
export type Plesk = {
  readonly url: string
  readonly token: string
  readonly network: Pick<Network, 'request'>
  readonly signal: AbortSignal
}
export type PleskAnswer = { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string }

/** Runs a utility of Plesk's command line through its REST API; what it says on an exit status other than 0 is the reason. */
export async function runOnPlesk(plesk: Plesk, utility: string, params: readonly string[]): Promise<PleskAnswer> {
  const headers = { 'x-api-key': plesk.token, 'content-type': 'application/json', accept: 'application/json' }
  const answer = await post(plesk, `/api/v2/cli/${utility}/call`, headers, JSON.stringify({ params }))
  if (!answer.ok) return answer
  const { code, stdout, stderr } = fieldsOf(answer.body)
  if (typeof code !== 'number') return { ok: false, reason: 'The panel answered without words we know.' }
  const said = [stderr, stdout].filter((text) => typeof text === 'string').join(' ')
  return code === 0
    ? { ok: true, body: said }
    : { ok: false, reason: `The panel refused ${params[1] ?? utility}: ${said.replace(/\s+/g, ' ').trim()}` }
}

/** Sends one packet of Plesk's XML API, which knows more of a site than the REST API does. */
export const sendToPlesk = (plesk: Plesk, packet: string): Promise<PleskAnswer> =>
  post(plesk, '/enterprise/control/agent.php', { key: plesk.token, 'content-type': 'text/xml' }, `<packet>${packet}</packet>`)

async function post({ url, network, signal }: Plesk, path: string, headers: Record<string, string>, body: string): Promise<PleskAnswer> {
  const answer = await network.request({ url: url.replace(/\/+$/, '') + path, method: 'POST', headers, body }, { signal })
  if (!answer.ok) return { ok: false, reason: `The panel could not be reached: ${answer.message}.` }
  if (answer.status === 401 || answer.status === 403) return { ok: false, reason: `The panel refused our token (${answer.status}).` }
  return answer.status === 200 ? answer : { ok: false, reason: `The panel answered ${answer.status}.` }
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}
