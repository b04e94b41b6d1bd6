import { createHash, createHmac } from 'node:crypto'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'

/** Who signs, and for which region of which service. */
export type AwsKey = { readonly id: string; readonly secret: string; readonly region: string; readonly service: string }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The headers of a request with its signature (AWS Signature Version 4, the whole body signed), as S3 and what speaks like it ask for. */
export function signAws(
  request: { readonly method: string; readonly url: URL; readonly headers?: Readonly<Record<string, string>>; readonly body: string },
  key: AwsKey,
  at: Instant,
): Record<string, string> {
  const { method, url, body } = request
  const time = iso(at).replace(/[-:]|\.\d+/g, '')
  const headers = { ...request.headers, host: url.host, 'x-amz-content-sha256': sha256(body), 'x-amz-date': time }
  const lines = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const signed = lines.map(([name]) => name).join(';')
  const query = [...url.searchParams]
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&')
  const canonical = [method, url.pathname, query, ...lines.map((line) => line.join(':')), '', signed, sha256(body)].join('\n')
  const scope = [time.slice(0, 8), key.region, key.service, 'aws4_request']
  const signingKey = scope.reduce<string | Buffer>(hmac, `AWS4${key.secret}`)
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n')).toString('hex')
  const credential = `${key.id}/${scope.join('/')}`
  return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}` }
}

/** A text in a path or query as AWS writes it: every octet but letters, digits and `-._~`. */
export const escaped = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`) // prettier-ignore
