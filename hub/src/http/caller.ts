import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { findToken } from '../store/tokens.ts'
import type { Around } from './around.ts'
import { hashToken, SESSION_SECONDS } from './tokens.ts'
import type { Role } from './tokens.ts'

/** Who is asking, as their token says; nothing in the request can add to it. */
export type Caller = {
  readonly tokenId: string
  readonly tokenHash: string
  readonly by: string // under which name deeds are written down: a person's id, or the token's name
  readonly role: Role
  readonly person: string | null
  readonly partner: string | null // the only tenant they see; null: every one
  readonly kind: 'api' | 'session'
}

/** Who may walk in. `anyone` needs no token; `machine` is for scrapers and probes. */
export type Who = 'anyone' | 'viewer' | 'responder' | 'owner' | 'machine'

const RANK: Record<Role, number> = { machine: 0, viewer: 1, responder: 2, owner: 3 }

/** Whether the role opens the door. A machine opens no person's door; an owner opens each. */
export function mayEnter(who: Who, caller: Caller | null): boolean {
  if (who === 'anyone') return true
  if (!caller) return false
  if (who === 'machine') return caller.partner === null && (caller.role === 'machine' || caller.role === 'owner')
  return RANK[caller.role] >= RANK[who]
}

/** The caller by Bearer token or session cookie; null when neither came. A token that is unknown, spent or ended is refused. */
export async function identify(around: Around, request: FastifyRequest): Promise<Caller | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const caller = await lookUp(around, /^Bearer (acl_[\w-]{20,100})$/.exec(authorization)?.[1] ?? null, 'api')
    if (caller) return caller
    throw new Problem('not-allowed', 'token_unknown', 'This token is not valid, or no longer.', 'Make one with: allclear token create')
  }
  return lookUp(around, sessionOf(request), 'session')
}

async function lookUp(around: Around, secret: string | null, kind: 'api' | 'session'): Promise<Caller | null> {
  if (secret === null) return null
  const token = await findToken(around.store.db, hashToken(secret), around.clock.now())
  if (!token || token.kind !== kind) return null
  const { id, hash, name, person, partner } = token
  return { tokenId: id, tokenHash: hash, by: person ?? name, role: token.role as Role, person, partner, kind }
}

const PLAIN = 'allclear'
const SECURE = '__Host-allclear'

/** The secret of the session, from the cookie. */
export const sessionOf = ({ cookies }: FastifyRequest): string | null => cookies[SECURE] ?? cookies[PLAIN] ?? null

/** Begins a session at the reader, or ends it when the secret is empty. On https the cookie is bound to the host (`__Host-`). */
export function keepSession(reply: FastifyReply, secret: string, https: boolean) {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: secret === '' ? 0 : SESSION_SECONDS } as const
  reply.setCookie(https ? SECURE : PLAIN, secret, options)
}

/** Whether the reader came over https: by the address the hub is known under, or by our own TLS; never by a header a proxy may have forgotten to clean. */
export function cameByHttps(around: Pick<Around, 'plan'>, { headers: { host }, socket }: FastifyRequest['raw']): boolean {
  if ('encrypted' in socket) return true
  const { url } = around.plan().hub
  if (!url.startsWith('https:') || host === undefined) return false
  return url.startsWith(host, 'https://'.length) && new URL(url).host === host
}
