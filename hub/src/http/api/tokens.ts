import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { makeToken, ROLES } from '../tokens.ts'
import { addAudit } from '../../store/audit.ts'
import type { Around } from '../around.ts'
import { words } from '../input.ts'
import { partnerNamed } from '../partner-named.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { siteUnknown } from '../within-sites.ts'

const newToken = z
  .strictObject({
    name: words(100),
    role: z.enum(ROLES),
    partner: z.string().max(63).nullish(),
    sites: z.array(z.string().max(253)).min(1).max(100).nullish(),
  })
  .refine(({ role, partner }) => role !== 'machine' || partner == null, {
    path: ['partner'],
    error: 'is none for a machine, which reads figures of everybody',
  })
  .refine(({ role, sites }) => sites == null || role === 'viewer' || role === 'responder', {
    path: ['sites'],
    error: 'are for a viewer or a responder',
  })

/** `/api/v1/tokens`: a new API token, shown this once. `token create` asks here while a hub holds the data. */
export function tokenRoutes(around: Around): Route[] {
  return [
    api({
      method: 'POST',
      path: '/api/v1/tokens',
      who: 'owner',
      does: 'Makes an API token, which sees one partner or certain sites alone where it names them; its secret is shown this once.',
      body: newToken,
      gives: z.object({ id: z.string(), token: z.string() }),
      answer: async (asked) => {
        const { name, role } = asked.body
        const { by, partner: tenant } = callerOf(asked)
        const named = asked.body.partner == null ? tenant : partnerNamed(around, tenant, asked.body.partner)
        const sites = asked.body.sites ?? null
        const partner = sites === null ? named : partnerOfSites(around, named, sites)
        const now = around.clock.now()
        const { id, secret } = await around.store.transaction(async (tx) => {
          await addAudit(tx, {
            at: now,
            partner,
            who: by,
            what: 'token made',
            about: [name, role, ...(asked.body.partner == null ? [] : [partner]), ...(sites ?? [])].join(', '),
          })
          return makeToken(tx, { kind: 'api', name, role, partner, sites, now })
        })
        return { status: 201, json: { id, token: secret } }
      },
    }),
  ]
}

/** Whose the sites are, all of them one partner's; another's are as unknown as any that never were. */
function partnerOfSites({ plan }: Around, tenant: string | null, sites: readonly string[]): string {
  const known = plan().sites
  const owners = sites.map((id) => {
    const owner = Object.hasOwn(known, id) ? known[id]!.partner : null
    if (owner === null || (tenant !== null && owner !== tenant)) throw siteUnknown(id)
    return owner
  })
  const [first] = owners
  if (owners.every((owner) => owner === first)) return first!
  throw new Problem('bad-input', 'sites_of_several', 'These sites are of several partners.', 'Make a token for the sites of each.')
}
