import type { Issuer, OwnIssuer, Person } from '../plan/plan.ts'

/** What a provider of identities says of whoever logged in there: the claims of OpenID Connect Core, section 5.1. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** Why nobody is let in: the provider does not vouch for the address, it is of another domain, nobody here is meant, or no group is due anything. */
export type Stranger = { readonly refused: 'unverified' | 'domain' | 'unknown' | 'groups' }

/** The address in small letters that the provider vouches for. One that it does not vouch for is nobody's. */
export function mailOfClaims(
  { email, email_verified: isVerified }: Claims,
  { domains }: Pick<Issuer, 'domains'>,
): { readonly mail: string } | Stranger {
  if (typeof email !== 'string' || isVerified !== true) return { refused: 'unverified' }
  const mail = email.toLowerCase()
  const isOurs = domains.length === 0 || domains.includes(mail.slice(mail.lastIndexOf('@') + 1))
  return isOurs ? { mail } : { refused: 'domain' }
}

/** Who of the plan is meant, and as what: nobody is made up, and one who is meant twice is nobody. */
export function whomClaimsName(
  claims: Claims,
  issuer: OwnIssuer,
  people: Readonly<Record<string, Person>>,
): { readonly person: Person; readonly role: Person['role'] } | Stranger {
  const byMail = issuer.claim === 'email'
  const vouched = byMail || issuer.domains.length > 0 ? mailOfClaims(claims, issuer) : null
  if (vouched && 'refused' in vouched) return vouched
  const meant = Object.values(people).filter(({ mail, subject }) =>
    byMail ? vouched !== null && mail?.toLowerCase() === vouched.mail : subject !== undefined && subject === claims[issuer.claim],
  )
  const [person] = meant
  if (!person || meant.length > 1) return { refused: 'unknown' }
  if (issuer.roles === null) return { person, role: person.role }
  const role = roleOf([claims[issuer.groups]].flat(), issuer.roles)
  return role ? { person, role } : { refused: 'groups' }
}

const ORDER = ['owner', 'responder', 'viewer'] as const

function roleOf(groups: readonly unknown[], roles: Readonly<Record<string, Person['role']>>): Person['role'] | undefined {
  const due = groups.flatMap((group) => (typeof group === 'string' && Object.hasOwn(roles, group) ? [roles[group]!] : []))
  return ORDER.find((role) => due.includes(role))
}

/** Whether a person logs in at the provider alone. An owner of the file never does: somebody must get in while it is down. */
export const isElsewhereOnly = ({ oidc }: { readonly oidc: OwnIssuer | null }, { role }: Pick<Person, 'role'>): boolean =>
  oidc !== null && oidc.only && role !== 'owner'
