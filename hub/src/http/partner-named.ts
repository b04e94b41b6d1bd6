import { Problem } from '../problem.ts'
import type { Around } from './around.ts'

/** The partner of that id, as far as `tenant` may know of it: another tenant is as unknown as one that never was. */
export function partnerNamed({ plan }: Pick<Around, 'plan'>, tenant: string | null, partner: string): string {
  if (Object.hasOwn(plan().partners, partner) && (tenant === null || tenant === partner)) return partner
  throw new Problem('not-found', 'partner_unknown', `There is no partner "${partner}".`, 'Look under partners: in the configuration.')
}
