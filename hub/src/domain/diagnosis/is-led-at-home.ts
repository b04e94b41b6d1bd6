import type { Evidence } from './evidence.ts'

/** Whether a visit ends at home, where the site's own software leads it, and was not sent to a stranger's. */
export function isLedAtHome({ page, site }: Evidence): boolean {
  const host = URL.parse(page?.finalUrl ?? '')?.hostname ?? site.host
  return bare(host) === bare(site.host)
}

const bare = (host: string) => host.replace(/^www\./, '')
