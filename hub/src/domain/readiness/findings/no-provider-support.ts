import type { Provider, Site } from '../../plan/plan.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

export const noProviderSupport: FindingKind = {
  id: 'no-provider-support',
  title: 'A provider without a support contact',
  weight: 3,
  owner: 'operator',
  why: 'The cause is theirs, and the time goes into looking for where they take calls at night.',

  look: ({ plan }) => {
    const all = Object.values(plan.sites)
    return Object.values(plan.providers).flatMap((provider) => {
      const sites = all.filter((site) => usedBy(site).includes(provider.id)).map(({ id }) => id)
      const place = { how: 'key' as const, screen: '/providers', field: `providers.${provider.id}.support` }
      const wrong = canBeReached(provider) ? null : { said: `Nobody wrote how to reach the support of ${provider.name}.`, place }
      return sites.length === 0 ? [] : [{ ...lookAtOurs(provider.id, wrong), sites }]
    })
  },
}

const usedBy = ({ registrar, dns, hosting, cdn }: Site) => [registrar, dns, hosting, cdn]

const canBeReached = ({ support: { url, mail, phone } }: Provider) => url !== null || mail !== null || phone !== null
