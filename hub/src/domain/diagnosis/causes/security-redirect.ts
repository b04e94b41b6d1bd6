import type { Cause } from '../cause.ts'
import { compareAddresses } from '../compare.ts'
import type { Evidence, PageVariant } from '../evidence.ts'
import { pageSigns } from '../page-signs.ts'
import { foreignHostOf } from '../variants.ts'
import type { Sign } from '../weigh-signs.ts'

/** Some visitors are sent to a stranger's site: those who come from a search engine, with a telephone, or all of them (causes.md 2.10). */
export const securityRedirect: Cause = {
  id: 'security.redirect',
  layer: 'content',

  weigh(evidence) {
    const { page, site, baseline, variants } = evidence
    const home = hostOf(baseline?.page?.finalUrl) ?? site.host
    const usual = page ? foreign(page, home, site.host) : null
    if (!usual) return variants ? cloaked(evidence, home) : []
    // A parked or suspended site sends everybody elsewhere too; those pages are known.
    if (pageSigns(evidence, 'domain.expired').length > 0 || pageSigns(evidence, 'hosting.suspended_unknown').length > 0) return []
    const wasHome = baseline?.page?.finalUrl !== null && baseline?.page?.finalUrl !== undefined
    if (!wasHome) return [{ strength: 'weak', because: `Visitors end on ${usual}.` }]
    return [
      {
        strength: 'strong',
        because: `Visitors end on ${usual}, which they did not when the site was last well.`,
        facts: { 'sent-to': usual },
      },
      sentByItself(evidence) ? { strength: 'medium', because: 'It is the site’s own server that sends them there.' } : null,
      variants && [...variants.referred, ...variants.crawler].some((visit) => !foreign(visit, home, site.host) && visit.status === 200)
        ? { strength: 'medium', because: 'Not every visitor is sent there.' }
        : null,
    ]
  },

  check: ({ site }) =>
    `curl -sIL -e https://www.google.com/ https://${site.host}/ | grep -i location; the same with a telephone’s user agent`,
}

function cloaked({ variants, site }: Evidence, home: string): (Sign | null)[] {
  const led = (visits: readonly (PageVariant | null)[]) => {
    const hosts = visits.flatMap((visit) => (visit ? [foreign(visit, home, site.host)] : []))
    return hosts.length > 0 && hosts.every((host) => host !== null) ? hosts[0]! : null
  }
  const referred = led(variants!.referred)
  const mobile = led([variants!.mobile])
  const where = referred ?? mobile
  if (!where) return []
  const facts = { 'sent-to': where }
  const twice = referred !== null && variants!.referred.length > 1
  return [
    referred
      ? {
          strength: twice ? 'proof' : 'strong',
          because: `Visitors who come from a search engine are sent to ${referred}${twice ? ', each time' : ''}; others see the site.`,
          facts,
        }
      : null,
    mobile ? { strength: 'strong', because: `Visitors with a telephone are sent to ${mobile}; others see the site.`, facts } : null,
    mobile && !referred
      ? { strength: 'medium', because: 'That is another owner’s domain, not an address of the site for telephones.' }
      : null,
  ]
}

// At the known address, by a redirect of its own: the name still leads to the right place.
const sentByItself = (evidence: Evidence) => {
  const first = evidence.page?.hops[0]
  return first !== undefined && first.status >= 300 && first.status < 400 && compareAddresses(evidence) === 'same'
}

const hostOf = (url: string | null | undefined) => (url ? (URL.parse(url)?.hostname ?? null) : null)

const foreign = (visit: Pick<PageVariant, 'finalUrl'>, home: string, host: string) => {
  const away = foreignHostOf(visit.finalUrl, home)
  return away !== null && foreignHostOf(visit.finalUrl, host) !== null ? away : null
}
