import type { Names } from '../domain/diagnosis/signatures/match.ts'
import type { HttpAnswer, Network } from '../network/network.ts'
import { visitPage } from './visit-page.ts'
import type { Visit } from './visit-page.ts'

const START = 'https://cornerbakery.example/'
const STATUS = /^HTTP\/1\.1 (\d{3})/

/** Visits a sample page as the collector visits a site. A `.html` is a body with status 200; a `.http` has status line and headers, hop by hop. */
export function visitSample(name: string, text: string): Promise<Visit> {
  const hops = name.endsWith('.http') ? hopsIn(text) : [{ status: 200, headers: {}, body: text }]
  const network = { request: () => Promise.resolve(answer(hops.length > 1 ? hops.shift()! : hops[0]!)) }
  return visitPage(new URL(START), { network: network as unknown as Network, signal: new AbortController().signal })
}

/** Reads a `.dns` sample: lines such as `NS ns1.example`, `A 192.0.2.1`, `CNAME host.example`. */
export function readNames(text: string): Names {
  const of = (type: string) => text.split('\n').flatMap((line) => (line.startsWith(`${type} `) ? [line.slice(type.length + 1)] : []))
  return { nameServers: of('NS'), cnames: of('CNAME'), addresses: of('A') }
}

type Said = Pick<HttpAnswer, 'status' | 'headers' | 'body'>

// An answer that redirects has no body, so that the next status line may follow it.
function hopsIn(text: string): Said[] {
  const [head, ...rest] = text.split('\n\n')
  const [first, ...lines] = head!.split('\n')
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
  const after = rest.join('\n\n')
  const said = { status: Number(STATUS.exec(first!)![1]), headers }
  return STATUS.test(after) ? [{ ...said, body: '' }, ...hopsIn(after)] : [{ ...said, body: after }]
}

const answer = (said: Said): HttpAnswer => ({
  ...said,
  ok: true,
  bytes: Buffer.byteLength(said.body),
  complete: true,
  limit: null,
  address: '192.0.2.10',
  family: 4,
  tookMs: 1,
})
