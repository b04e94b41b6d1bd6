import { createHash, randomBytes } from 'node:crypto'
import { after, minutes, seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Db } from '../store/store.ts'
import { addToken } from '../store/tokens.ts'
import type { Token } from '../store/tokens.ts'

/** The roles of the operator's people and machines: what an API token may be made for. */
export const ROLES = ['viewer', 'responder', 'owner', 'machine'] as const
/** The roles of those whom the operator works for: they see the portal of their partner, and nothing else. */
export const PORTAL_ROLES = ['partner-admin', 'partner-member', 'client'] as const
export type PortalRole = (typeof PORTAL_ROLES)[number]
export const isPortalRole = (role: string): role is PortalRole => (PORTAL_ROLES as readonly string[]).includes(role)
export type Role = (typeof ROLES)[number] | PortalRole

export type NewToken = {
  readonly kind: 'api' | 'login' | 'session' | 'calendar' // a calendar's address opens nothing else
  readonly name: string
  readonly role: Role
  readonly person?: string | null // whose deeds are done with it
  readonly partner?: string | null // null: the operator's own people, who see every tenant
  readonly agent?: string | null // of the browser that holds a session
  readonly via?: Token['via'] // how a session began; otherwise by password or link
  readonly sites?: readonly string[] | null // of that partner the only ones it sees; null: every one
  readonly now: Instant
}

/** How long a session lasts, at most. */
export const SESSION_SECONDS = 7 * 86_400

// An API token and the address of a calendar end when somebody ends them.
const LASTS: Record<NewToken['kind'], Span | null> = { login: minutes(15), session: seconds(SESSION_SECONDS), api: null, calendar: null }

/** Makes a token and keeps its SHA-256; the secret is handed back once and stored nowhere. API tokens read `acl_…`. */
export async function makeToken(db: Db, token: NewToken): Promise<{ secret: string; id: string }> {
  const secret = token.kind === 'api' ? apiSecret() : randomBytes(32).toString('base64url')
  const id = randomBytes(8).toString('hex')
  const lasts = LASTS[token.kind]
  await addToken(db, {
    id,
    hash: hashToken(secret),
    name: token.name,
    role: token.role,
    person: token.person ?? null,
    partner: token.partner ?? null,
    kind: token.kind,
    madeAt: token.now,
    expiresAt: lasts === null ? null : after(token.now, lasts),
    agent: token.agent ?? null,
    via: token.via ?? null,
    sites: token.sites ?? null,
  })
  return { secret, id }
}

/** What is kept of a token. It is random and long, so no slow hash is needed. */
export const hashToken = (secret: string) => createHash('sha256').update(secret).digest('hex')

// The last six characters are a checksum, so that a scanner for leaked secrets can tell ours from noise.
function apiSecret(): string {
  const body = randomBytes(32).toString('base64url')
  return `acl_${body}${hashToken(body).slice(0, 6)}`
}
