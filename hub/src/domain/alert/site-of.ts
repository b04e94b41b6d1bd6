import type { Plan, Site } from '../plan/plan.ts'
import type { Alert, AlertSource } from './alert.ts'

/** The site that an alert is about: as the source's own list says, else the host that it names, with or without `www.`. Null: nobody knows. */
export function siteOf(
  { about }: Pick<Alert, 'about'>,
  source: Pick<AlertSource, 'partner' | 'sites'>,
  { sites }: Pick<Plan, 'sites'>,
): Site | null {
  const may = (site: Site | undefined) => (site && (source.partner === null || site.partner === source.partner) ? site : null)
  for (const name of about) {
    const site = may(sites[source.sites[name] ?? '']) ?? may(siteAt(hostIn(name), sites))
    if (site) return site
  }
  return null
}

const bare = (host: string) => host.replace(/^www\./, '')

function siteAt(host: string | null, sites: Plan['sites']): Site | undefined {
  if (host === null) return undefined
  return sites[host] ?? Object.values(sites).find((site) => bare(site.id) === bare(host) || bare(new URL(site.url).hostname) === bare(host))
}

// `https://shop.example/health`, `shop.example:443`, `shop.example`; names of things that are no hosts name no site.
function hostIn(name: string): string | null {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(name)
    ? URL.parse(name)
    : /^[\w.-]+\.[a-z]{2,}(:\d+)?(\/\S*)?$/i.test(name)
      ? URL.parse(`http://${name}`)
      : null
  return url?.hostname.replace(/\.$/, '') || null
}
