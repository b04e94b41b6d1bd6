import { OPERATOR } from '../audience/pages.ts'
import type { Plan } from '../plan/plan.ts'
import type { ReportScope } from './report.ts'
import type { Sheet } from './sheet.ts'

const OPERATORS_COLOUR = '#334155'

/** In which zone, language and brand a report is read: a client's and a partner's in the partner's brand, the operator's own in its own. */
export function readerOf(
  { operator, partners, clients }: Plan,
  { partner, client }: ReportScope,
): { readonly zone: string; readonly language: string; readonly brand: Sheet['brand'] } {
  const of = partner === null ? undefined : partners[partner]
  const whose = client === null ? undefined : clients[client]
  return {
    zone: whose?.timezone ?? of?.timezone ?? operator.timezone,
    language: whose?.language ?? of?.language ?? 'en',
    brand: of
      ? { name: of.brand.from.name || of.name, colour: of.brand.colour, logo: of.brand.logo }
      : { name: operator.name, colour: OPERATORS_COLOUR, logo: null },
  }
}

/** Whose report it is, by name; null for that of everybody. */
export function nameOfScope({ operator, partners, clients }: Plan, { partner, client }: ReportScope): string | null {
  if (client !== null) return clients[client]?.name ?? client
  if (partner === null) return null
  return partner === OPERATOR ? operator.name : (partners[partner]?.name ?? partner)
}

/** The scopes of which there is a report each month: everybody, each partner that has a site, the operator with its own, and each client. */
export function scopesOf({ sites, clients }: Plan): ReportScope[] {
  const all = Object.values(sites)
  const partners = [...new Set(all.map(({ partner }) => partner))]
  const withSites = Object.values(clients).filter(({ id }) => all.some(({ client }) => client === id))
  return [
    ...(all.length === 0 ? [] : [{ partner: null, client: null }]),
    ...partners.map((partner) => ({ partner, client: null })),
    ...withSites.map(({ id, partner }) => ({ partner, client: id })),
  ]
}
