import type { Site } from '../plan/plan.ts'
import type { CheckResult } from './verdict.ts'

/** Sites of one /16 are taken as neighbours; without an address the provider tells them apart. */
export const networkOf = ({ facts }: Pick<CheckResult, 'facts'>, site: Pick<Site, 'id'> & { readonly hosting?: string | null }): string =>
  typeof facts.address === 'string' ? facts.address.split(/[.:]/).slice(0, 2).join('.') : (site.hosting ?? site.id)
