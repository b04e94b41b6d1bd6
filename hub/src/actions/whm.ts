import { z } from 'zod'
import type { Network } from '../network/network.ts'

/** A WHM server and the right to speak with it. */
export type Whm = { readonly url: string; readonly token: string; readonly network: Network; readonly signal: AbortSignal }
export type WhmAnswer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly reason: string }

const Answer = z.object({ metadata: z.object({ result: z.number(), reason: z.string().default('') }), data: z.unknown().optional() })

/** Asks one function of WHM API 1; what goes wrong is a sentence. */
export async function askWhm(
  { url, token, network, signal }: Whm,
  name: string,
  words: Readonly<Record<string, string>>,
): Promise<WhmAnswer> {
  const query = new URLSearchParams({ 'api.version': '1', ...words })
  const address = `${url.replace(/\/+$/, '')}/json-api/${name}?${query}`
  const answer = await network.request({ url: address, headers: { authorization: `whm root:${token}` } }, { signal })
  if (!answer.ok) return { ok: false, reason: `The panel could not be reached: ${answer.message}.` }
  if (answer.status === 401 || answer.status === 403) return { ok: false, reason: `The panel refused our token (${answer.status}).` }
  const said = Answer.safeParse(parsed(answer.body)).data
  if (!said) return { ok: false, reason: `The panel answered ${answer.status} without words we know.` }
  return said.metadata.result === 1
    ? { ok: true, data: said.data }
    : { ok: false, reason: `The panel refused ${name}: ${said.metadata.reason}` }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
