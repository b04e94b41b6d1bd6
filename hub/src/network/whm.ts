import type { Network } from './network.ts'

/** A WHM server and the right to speak with it. */
export type Whm = { readonly url: string; readonly token: string; readonly network: Pick<Network, 'request'>; readonly signal: AbortSignal }
export type WhmAnswer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly reason: string }
export type Owner = { readonly ok: true; readonly user: string | null } | { readonly ok: false; readonly reason: string }

/** Asks one function of WHM API 1; what goes wrong is a sentence. */
export async function askWhm(
  { url, token, network, signal }: Whm,
  name: string,
  words: Readonly<Record<string, string>>,
): Promise<WhmAnswer> {
  const query = new URLSearchParams({ 'api.version': '1', ...words })
  const address = `${url.replace(/\/+$/, '')}/json-api/${name}?${query}`
  return judge(name, await network.request({ url: address, headers: { authorization: `whm root:${token}` } }, { signal }))
}

/** Asks a function of one account's own panel (UAPI) through WHM. The words go as JSON, since some of them are lists. */
export async function askUapi(
  { url, token, network, signal }: Whm,
  asked: { readonly user: string; readonly module: string; readonly function: string },
  words: Readonly<Record<string, unknown>>,
): Promise<WhmAnswer> {
  const named = Object.entries(asked).map(([key, value]) => [`cpanel.${key}`, value])
  const body = JSON.stringify({ 'api.version': 1, ...Object.fromEntries(named), ...words })
  const headers = { authorization: `whm root:${token}`, 'content-type': 'application/json' }
  const address = `${url.replace(/\/+$/, '')}/json-api/uapi_cpanel`
  const answer = judge(asked.function, await network.request({ url: address, method: 'POST', headers, body }, { signal }))
  if (!answer.ok) return answer
  const { status, errors, data } = fieldsOf(fieldsOf(answer.data)['uapi'])
  if (status === 1) return { ok: true, data }
  return { ok: false, reason: `The panel refused ${asked.function}: ${Array.isArray(errors) ? errors.join(' ') : ''}` }
}

function judge(name: string, answer: Awaited<ReturnType<Network['request']>>): WhmAnswer {
  if (!answer.ok) return { ok: false, reason: `The panel could not be reached: ${answer.message}.` }
  if (answer.status === 401 || answer.status === 403) return { ok: false, reason: `The panel refused our token (${answer.status}).` }
  const { metadata, data } = fieldsOf(parsed(answer.body))
  const { result, reason } = fieldsOf(metadata)
  if (typeof result !== 'number') return { ok: false, reason: `The panel answered ${answer.status} without words we know.` }
  return result === 1 ? { ok: true, data } : { ok: false, reason: `The panel refused ${name}: ${typeof reason === 'string' ? reason : ''}` }
}

/** The account that a domain belongs to (WHM's `getdomainowner`); null when the server knows none. */
export async function ownerOnWhm(whm: Whm, domain: string): Promise<Owner> {
  const answer = await askWhm(whm, 'getdomainowner', { domain })
  if (!answer.ok) return answer
  const { user } = fieldsOf(answer.data)
  return { ok: true, user: typeof user === 'string' && user !== '' ? user : null }
}

const fieldsOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
