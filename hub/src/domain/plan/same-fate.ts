import { getDomain } from 'tldts'
import { OPERATOR } from '../audience/pages.ts'
import type { Complaint, Document } from '../document.ts'
import { pageOf } from '../status/page.ts'
import type { Plan } from './plan.ts'

/** A status page that would fall with what it reports on: it is under the same registered domain, and so in the same DNS. */
export type SameFate = { readonly page: string; readonly host: string; readonly domain: string; readonly sites: readonly string[] }

const domainOf = (host: string) => getDomain(host, { allowPrivateDomains: true })

/** The pages that share a domain with a site they list (COM-9). A page at a bare address has no domain to share. */
export function pagesOfSameFate(plan: Plan): SameFate[] {
  return [OPERATOR, ...Object.keys(plan.partners), ...Object.keys(plan.clients)].flatMap((slug) => {
    const { url, sites } = pageOf(plan, slug)!
    const host = new URL(url).hostname
    const domain = domainOf(host)
    const falling = domain === null ? [] : sites.filter((site) => domainOf(new URL(site.url).hostname) === domain).map(({ id }) => id)
    return falling.length === 0 ? [] : [{ page: slug, host, domain: domain!, sites: falling }]
  })
}

/** A warning for each of them, where its address is written. */
export const warnOfSameFate = (document: Document, plan: Plan): Complaint[] =>
  pagesOfSameFate(plan).map(({ page, host, domain, sites }) => {
    const message = `the status page of ${page} is at ${host}; if ${domain} fails, it fails together with ${sites.join(', ')}`
    const fix = 'keep it under another domain, at another provider, and write that as its "status-page"'
    return document.complain(placeOf(plan, page), message, fix, { level: 'warning' })
  })

function placeOf(plan: Plan, page: string): readonly string[] {
  const [part, owner] = page === OPERATOR ? [['operator'], plan.operator] : plan.partners[page] ? [['partners', page], plan.partners[page]] : [['clients', page], plan.clients[page]!] // prettier-ignore
  return owner.statusPage === null ? part : [...part, 'status-page']
}
