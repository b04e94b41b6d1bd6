import { z } from 'zod'
import type { Draft } from './draft.ts'
import type { Issuer, OwnIssuer, Person } from './plan.ts'
import { secret, shortText, webAddress } from './words.ts'

const claimName = z.string().regex(/^[\w:./-]{1,200}$/, 'is not the name of a claim; write email, sub or oid')

const issuerPart = {
  issuer: webAddress,
  'client-id': shortText(200),
  'client-secret': secret,
  name: shortText(60).optional(),
  domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain; write harbor.example')).default([]),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'is not a scope; write groups')).default([]),
}

/** A partner's own: who may come in stands in the invitations of its portal. */
export const IssuerPart = z.strictObject(issuerPart)

const IdentityPart = z.strictObject({
  oidc: z
    .strictObject({
      ...issuerPart,
      claim: claimName.default('email'),
      groups: claimName.default('groups'),
      roles: z.record(z.string(), z.enum(['owner', 'responder', 'viewer'])).optional(),
      only: z.boolean().default(false),
    })
    .optional(),
})

/** Where the operator's people may log in besides; null where nothing is written. */
export function readIdentity(draft: Draft, people: Readonly<Record<string, Person>>): OwnIssuer | null {
  const part = draft.part(IdentityPart, ['identity'])?.oidc
  if (!part) return null
  const { claim, groups, roles = null, only } = part
  const path = ['identity', 'oidc']
  if (only && !Object.values(people).some(({ role }) => role === 'owner')) {
    draft.complain(
      [...path, 'only'],
      'identity.oidc.only: nobody could log in while the provider is down',
      'give one of people: the role "owner"',
    )
  }
  return { ...readIssuer(draft, path, part), claim, groups, roles, only }
}

/** A provider of identities as it is written; its client secret comes apart. */
export function readIssuer(draft: Draft, path: readonly string[], part: z.infer<typeof IssuerPart>): Issuer {
  const { protocol, hostname, host, href } = new URL(part.issuer)
  if (protocol !== 'https:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
    draft.complain([...path, 'issuer'], `${path.join('.')}.issuer: what it says could be changed on the way`, 'write an address that begins with https://') // prettier-ignore
  }
  draft.keepSecret([...path, 'client-secret'], part['client-secret'], 'nobody logs in through it')
  return { issuer: href, clientId: part['client-id'], name: part.name ?? host, domains: part.domains, scopes: part.scopes }
}
