import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { wrongType } from './problems.ts'

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The same for a page whose components make styles while they run: those that carry the word are taken. */
export const policyWith = (nonce: string) => POLICY.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`)

/** The same for a document in somebody's brand: its own style, and their logo. */
export const documentPolicy = (nonce: string, logo: string | null) => {
  const image = logo !== null && logo.startsWith('https://') ? `'self' ${new URL(logo).origin}` : "'self'"
  return policyWith(nonce).replace("img-src 'self'", `img-src ${image}`)
}

/** What every answer carries, whoever asked. */
export const SHIELD = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

/** What every answer over https carries besides. */
export const HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000' } as const

/** Puts it on an answer. */
export const shield = (reply: FastifyReply, https: boolean) => reply.headers(https ? { ...SHIELD, ...HTTPS_ONLY } : SHIELD)

/**
 * A change that a browser asks for must come from a page of ours: `Sec-Fetch-Site` says so, or, where a browser does not send it, `Origin`.
 * A Bearer token is never sent by a browser on its own, so it needs neither.
 */
export function refuseForeign({ headers }: FastifyRequest) {
  if (headers.authorization !== undefined) return
  const site = headers['sec-fetch-site']
  const isOurs = site === undefined ? hostOf(headers.origin) === headers.host : site === 'same-origin' || site === 'none'
  if (isOurs) return
  throw new Problem('not-allowed', 'origin_foreign', 'This change was asked for by another site.', 'Open the page here and try again.')
}

const hostOf = (origin: string | undefined) => (origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null)

const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i
const FORM_TYPE = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i

/** The type must be exactly the one the route reads: near misses made parsers skip their checks elsewhere (CVE-2025-32442). */
export function refuseType({ headers }: FastifyRequest, form: boolean) {
  if (headers['content-encoding'] !== undefined) {
    throw new Problem('bad-input', 'encoding_not_accepted', 'Packed bodies are not read here.', 'Send the body without Content-Encoding.')
  }
  const type = headers['content-type']
  if (type === undefined && (headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined) return
  if (!(form ? FORM_TYPE : JSON_TYPE).test(type ?? '')) throw wrongType()
}
