import { OPERATOR, sitesOnPage } from '../audience/pages.ts'
import type { Plan, Site } from '../plan/plan.ts'
import { OWN_COLOUR } from './colour.ts'
import { languageFor } from './page-words.ts'
import type { PageLanguage } from './page-words.ts'

/** A status page: whose it is, in whose brand, and the sites it may speak of. */
export type StatusPage = {
  readonly slug: string
  readonly partner: string // the tenant whose incidents it tells of
  readonly title: string // of the page's owner
  readonly brand: string // in whose name it speaks
  readonly colour: string
  readonly timezone: string
  readonly language: PageLanguage
  readonly url: string // where its readers find it
  readonly sites: readonly Site[]
  readonly groups: readonly Group[] // of clients with several sites, where the page lists several clients
  readonly isClients: boolean // a client's own page
}

export type Group = { readonly id: string; readonly name: string; readonly sites: readonly string[] }

/**
 * The page of that name: `operator`, a partner's id or a client's id; null where there is none.
 * A white-label page carries its partner's brand and never the operator's name.
 */
export function pageOf(plan: Plan, slug: string): StatusPage | null {
  const client = Object.hasOwn(plan.clients, slug) ? plan.clients[slug] : undefined
  const partner = slug === OPERATOR || Object.hasOwn(plan.partners, slug) ? slug : client?.partner
  if (partner === undefined) return null
  const owner = plan.partners[partner] ?? { ...plan.operator, brand: { colour: OWN_COLOUR } }
  const reader = slug === partner ? owner : client!
  const sites = sitesOnPage(plan, slug).map((site) => plan.sites[site]!)
  return {
    slug,
    partner,
    title: reader.name,
    brand: owner.name,
    colour: owner.brand.colour,
    timezone: reader.timezone,
    url: reader.statusPage ?? `${plan.hub.url}status/${slug}/`,
    language: languageFor('language' in reader ? reader.language : 'en') ?? 'en',
    sites,
    groups: groupsOf(plan, sites),
    isClients: slug !== partner,
  }
}

function groupsOf({ clients }: Plan, sites: readonly Site[]): Group[] {
  const byClient = Map.groupBy(sites, ({ client }) => client ?? '')
  if (byClient.size < 2) return []
  return [...byClient].flatMap(([id, ofClient]) => {
    const client = clients[id]
    return client && ofClient.length > 1 ? [{ id, name: client.name, sites: ofClient.map((site) => site.id) }] : []
  })
}
