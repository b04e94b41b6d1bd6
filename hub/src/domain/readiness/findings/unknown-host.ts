import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

export const unknownHost: FindingKind = {
  id: 'unknown-host',
  title: 'Hosting not recorded',
  weight: 3,
  owner: 'operator',
  why: 'The server does not answer, and nobody knows whose it is: no panel, no status page, no support to call.',

  look: ({ plan }) =>
    Object.values(plan.sites).map((site) => {
      const place = { how: 'key' as const, screen: `/sites/${site.id}`, field: `sites.${site.id}.hosting` }
      return lookAtSite(site, site.hosting !== null ? null : { said: `${site.id} has no hosting company.`, place })
    }),
}
