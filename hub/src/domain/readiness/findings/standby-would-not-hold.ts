import { wouldNotHold } from '../../plan/standby.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

export const standbyWouldNotHold: FindingKind = {
  id: 'standby-would-not-hold',
  title: 'The standby would not hold',
  weight: 3,
  owner: 'operator',
  why: 'Visitors are led from a site that is down to one that is down as well.',

  look: ({ plan, standbys }) =>
    Object.values(plan.sites).map((site) => {
      const said = wouldNotHold(site, standbys.get(site.id) ?? null)
      const place = { how: 'key' as const, screen: `/sites/${site.id}`, field: `sites.${site.id}.standby` }
      return lookAtSite(site, said === null || said === 'unknown' ? said : { said, place })
    }),
}
