import { pagesOf } from '../audience/pages.ts'
import { recipientsOf } from '../audience/recipients.ts'
import type { Reach } from '../audience/recipients.ts'
import type { Recipient } from '../incident/incident.ts'
import type { Site } from '../plan/plan.ts'
import type { Reached } from './scheduled.ts'

/**
 * Everyone whom work on these sites concerns, once each: every affected client by mail with the partner in copy, and by text message where they have one, every partner's thread,
 * every status page that lists one of the sites, and the networks on which its owner speaks. Each hears of its own sites and of nobody else's.
 */
export function reachedBy(reach: Reach, sites: readonly Site[]): Reached[] {
  const found = new Map<
    string,
    { readonly site: Site; readonly recipient: Recipient; readonly client: string | null; readonly sites: string[] }
  >()
  const add = (site: Site, recipient: Recipient | undefined, client: string | null) => {
    if (!recipient || recipient.address.length === 0) return
    const key = [site.partner, client, recipient.channel, ...recipient.address].join(' ')
    const known = found.get(key)
    if (known) known.sites.push(site.id)
    else found.set(key, { site, recipient, client, sites: [site.id] })
  }
  for (const site of sites) {
    const {
      client,
      partner,
      public: [page, ...networks],
    } = recipientsOf(reach, site)
    for (const way of client) if (way.channel !== 'voice') add(site, way, site.client)
    add(site, partner[0], null)
    for (const network of networks) add(site, network, null)
    for (const slug of page ? pagesOf(reach.plan, site.id) : []) add(site, { ...page!, address: [slug] }, null)
  }
  return [...found.values()].map(({ site, recipient, client, sites: ids }) => ({ partner: site.partner, client, sites: ids, recipient }))
}
