import { randomBytes } from 'node:crypto'
import { mailOfClaims, whomClaimsName } from '../../domain/identity/whom-claims-name.ts'
import type { Claims, Stranger } from '../../domain/identity/whom-claims-name.ts'
import { minutes } from '../../domain/instant.ts'
import type { Issuer, OwnIssuer } from '../../domain/plan/plan.ts'
import { issuerOf } from '../../engine/identity/open-id.ts'
import type { Begun, IssuerOf } from '../../engine/identity/open-id.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { findMember } from '../../store/members.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked } from '../route.ts'
import type { NewToken, Role } from '../tokens.ts'
import { awaitAnswer, spendAnswer } from './challenge.ts'
import { beginSession } from './log-in.ts'

type Who = Pick<NewToken, 'name' | 'person'> & { readonly role: Role }

/** In through a provider of identities: the operator's people through the operator's, a partner's members through their own. */
export function createOpenIdLogIn(around: Around) {
  const ofAddress = limiter({ max: 60, per: minutes(1) })
  const admit = (ip: string) => {
    const wait = ofAddress(ip, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return {
    /** Where to send the browser, and what it must bring back in its cookie. */
    async begin(of: IssuerOf, ip: string) {
      admit(ip)
      const { url, begun } = await around.openId.begin(of, backAt(around, of))
      const ticket = randomBytes(32).toString('base64url')
      await awaitAnswer(around, 'openid', ticket, JSON.stringify({ of, begun }))
      return { url, ticket }
    },
    /** A session for whoever comes back; gives its secret. The ticket is spent by the first answer, whatever it is. */
    async finish(of: IssuerOf, query: Readonly<Record<string, string>>, asked: Asked): Promise<string> {
      admit(asked.ip)
      const { issuer } = mustHave(around, of)
      const kept = asked.begun === null ? null : await spendAnswer(around, 'openid', asked.begun)
      const was = kept === null ? null : (JSON.parse(kept) as { of: IssuerOf; begun: Begun })
      if (was?.of !== of) throw notBegun()
      const at = new URL(`?${new URLSearchParams(query).toString()}`, backAt(around, of))
      const wanted = ['email', ...(of === null ? [around.plan().oidc!.claim, ...groupsOf(around.plan().oidc!)] : [])]
      const claims = await around.openId.finish(of, at, was.begun, wanted)
      const who = of === null ? ofPlan(around, claims) : await memberOf(around, of, issuer, claims)
      const now = around.clock.now()
      const about = `${of === null ? 'console' : 'portal'} through ${issuer.name}`
      const line = { at: now, partner: of, about } as const
      if ('refused' in who) {
        await addAudit(around.store.db, { ...line, who: 'nobody', what: 'failed to log in' })
        throw strange(who, issuer, claims)
      }
      await addAudit(around.store.db, { ...line, who: who.person ?? who.name, what: 'logged in' })
      return beginSession(around.store.db, asked, { ...who, partner: of, via: 'openid', now })
    },
  }
}

/** Where the provider sends people back to: an address for each, so that none can answer in another's place (RFC 9700 section 4.4). */
export const backAt = ({ plan }: Around, of: IssuerOf) =>
  `${plan().hub.url}${of === null ? 'login/openid/callback' : `portal/login/${of}/callback`}`

/** The provider through which one may log in; refused where there is none. */
export function mustHave({ plan, secretsPresent }: Around, of: IssuerOf) {
  const found = issuerOf(plan(), of, secretsPresent)
  if (!found) throw new Problem('not-found', 'identity_off', 'Nobody logs in here through a provider.', 'Log in another way.')
  return found
}

const groupsOf = ({ roles, groups }: OwnIssuer) => (roles === null ? [] : [groups])

function ofPlan({ plan }: Around, claims: Claims): Who | Stranger {
  const found = whomClaimsName(claims, plan().oidc!, plan().people)
  return 'refused' in found ? found : { name: found.person.name, person: found.person.id, role: found.role }
}

// Role and tenant come from the invitation alone.
async function memberOf({ store }: Around, partner: string, issuer: Issuer, claims: Claims): Promise<Who | Stranger> {
  const vouched = mailOfClaims(claims, issuer)
  if ('refused' in vouched) return vouched
  const member = await findMember(store.db, partner, vouched.mail)
  return member ? { name: member.name, person: member.mail, role: member.role } : { refused: 'unknown' }
}

const notBegun = () =>
  new Problem(
    'not-allowed',
    'identity_late',
    'This log-in was not begun in this browser, or took too long.',
    'Begin anew where you log in.',
  )

// Whoever is told this has logged in at the provider: it says nothing about anybody else.
function strange({ refused }: Stranger, { name }: Issuer, { email }: Claims): Problem {
  const mail = typeof email === 'string' ? email.slice(0, 200) : 'your address'
  const message = {
    unverified: `${name} does not vouch for ${mail}.`,
    domain: `${mail} is of a domain that may not come in here.`,
    unknown: `${name} knows you, and nobody here is known by what it says.`,
    groups: `You are in none of the groups that may come in.`,
  }[refused]
  return new Problem('not-allowed', 'identity_unknown', message, 'Ask an owner of this Allclear.')
}
