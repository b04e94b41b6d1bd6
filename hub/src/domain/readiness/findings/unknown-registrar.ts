import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

export const unknownRegistrar: FindingKind = {
  id: 'unknown-registrar',
  title: 'Registrar not recorded',
  weight: 3,
  owner: 'operator',
  why: 'When the name is gone, somebody first has to find out where it was registered, and with whose account.',

  look: ({ plan, baselines }) =>
    Object.values(plan.sites).map((site) => {
      const seen = baselines.get(site.id)?.registration?.registrar ?? null
      const place = { how: 'key' as const, screen: `/sites/${site.id}`, field: `sites.${site.id}.registrar` }
      const hint = seen === null ? '' : ` Its registry names ${seen}; how to reach them, and whose account it is, is not recorded.`
      return lookAtSite(site, site.registrar !== null ? null : { said: `${site.id} has no registrar.${hint}`, place })
    }),
}
