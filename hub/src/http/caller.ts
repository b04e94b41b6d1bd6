import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { between, days, minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { findMember } from '../store/members.ts'
import { findToken, touchToken } from '../store/tokens.ts'
import type { Token } from '../store/tokens.ts'
import type { Around } from './around.ts'
import { CHALLENGE_LASTS } from './identity/challenge.ts'
import { hashToken, isPortalRole, SESSION_SECONDS } from './tokens.ts'
import type { Role } from './tokens.ts'

/** Who is asking, as their token says; nothing in the request can add to it. */
export type Caller = {
  readonly tokenId: string
  readonly tokenHash: string
  readonly by: string // under which name deeds are written down: a person's id, or the token's name
  readonly role: Role
  readonly person: string | null
  readonly partner: string | null // the only tenant they see; null: every one
  readonly client: string | null // of that tenant the only client they see; null: every one
  readonly sites: readonly string[] | null // the only sites they see; null: every one
  readonly kind: 'api' | 'session'
  readonly via: Token['via']
}

/** Who may walk in. `anyone` needs no token; `signed-in` is whoever has a session or token; `machine` is for scrapers and probes. */
export type Who = 'anyone' | 'signed-in' | Role

const OPENS: Record<Role, readonly Who[]> = {
  machine: ['machine'],
  viewer: ['signed-in', 'viewer'],
  responder: ['signed-in', 'viewer', 'responder'],
  owner: ['signed-in', 'viewer', 'responder', 'owner', 'machine'],
  client: ['signed-in', 'client'],
  'partner-member': ['signed-in', 'client', 'partner-member'],
  'partner-admin': ['signed-in', 'client', 'partner-member', 'partner-admin'],
}

/** Whether the role opens the door. A machine opens no person's door, and a partner's people open those of the portal alone. */
export function mayEnter(who: Who, caller: Caller | null): boolean {
  if (who === 'anyone') return true
  if (!caller) return false
  return OPENS[caller.role].includes(who) && (who !== 'machine' || caller.partner === null)
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
  const now = around.clock.now()
  const token = await findToken(around.store.db, hashToken(secret), now)
  if (!token || token.kind !== kind) return null
  const { id, hash, name, person, partner, via, sites } = token
  const due = await whatIsDue(around, token)
  if (!due || (kind === 'session' && between(token.usedAt ?? token.madeAt, now) > IDLE)) return null
  if (between(token.usedAt ?? (0 as Instant), now) > NOTED) await touchToken(around.store.db, id, now)
  return { tokenId: id, tokenHash: hash, by: person ?? name, person, partner, kind, via, sites, ...due }
}

// A session that nobody used for so long has been forgotten on some desk (ASVS 7.3.1).
const IDLE = days(3)
const NOTED = minutes(5)

/** What whoever holds the token is due today: a person who was taken out of the configuration, or a member who was shut out, nothing any more. */
async function whatIsDue({ store, plan }: Around, token: Token): Promise<Pick<Caller, 'role' | 'client'> | null> {
  const { person, partner } = token
  if (isPortalRole(token.role)) {
    const member = partner === null || person === null ? null : await findMember(store.db, partner, person)
    return member && { role: member.role, client: member.client }
  }
  const { people, oidc } = plan()
  if (token.kind !== 'session' || person === null) return { role: token.role as Role, client: null }
  if (!Object.hasOwn(people, person)) return null
  if (token.via === 'openid' && oidc !== null && oidc.roles !== null) return { role: token.role as Role, client: null } // by group
  // Where the configuration names no owner, the one who started the hub is it.
  const hasOwner = Object.values(people).some(({ role }) => role === 'owner')
  return { role: hasOwner ? people[person]!.role : (token.role as Role), client: null }
}

const SESSION = 'allclear'
const BEGUN = 'allclear-login'
const SECURE = '__Host-'

const kept = ({ cookies }: FastifyRequest, name: string): string | null => cookies[`${SECURE}${name}`] ?? cookies[name] ?? null

/** The secret of the session, from the cookie. */
export const sessionOf = (request: FastifyRequest) => kept(request, SESSION)

/** What the caller proves themselves with; the store holds only its hash. */
export const proofOf = (request: FastifyRequest) => request.headers.authorization ?? sessionOf(request)

/** The ticket of a log-in that goes on elsewhere. */
export const begunOf = (request: FastifyRequest) => kept(request, BEGUN)

/** Begins a session at the reader, or ends it when the secret is empty. On https the cookie is bound to the host (`__Host-`). */
export const keepSession = (reply: FastifyReply, secret: string, https: boolean) => keep(reply, SESSION, secret, https, SESSION_SECONDS)

/** The same with the ticket of a log-in elsewhere, for as long as its answer is waited for. */
export const keepBegun = (reply: FastifyReply, ticket: string, https: boolean) => keep(reply, BEGUN, ticket, https, CHALLENGE_LASTS / 1000)

function keep(reply: FastifyReply, name: string, secret: string, https: boolean, seconds: number) {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: secret === '' ? 0 : seconds } as const
  reply.setCookie(https ? `${SECURE}${name}` : name, secret, options)
}

/** Whether the reader came over https: by the address the hub is known under, or by our own TLS; never by a header a proxy may have forgotten to clean. */
export function cameByHttps(around: Pick<Around, 'plan'>, { headers: { host }, socket }: FastifyRequest['raw']): boolean {
  if ('encrypted' in socket) return true
  const { url } = around.plan().hub
  if (!url.startsWith('https:') || host === undefined) return false
  return url.startsWith(host, 'https://'.length) && new URL(url).host === host
}
