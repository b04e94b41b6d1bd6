import { getDomain } from 'tldts'
import type { Site } from '../plan/plan.ts'

/** Who takes the mail of a domain, as it was last seen: the hosts of its MX records and their addresses. */
export type MailRoute = { readonly domain: string; readonly hosts: readonly string[]; readonly addresses: readonly string[] }

/** What was seen before the outage of where mail goes, and where the site itself is. */
export type MailSeen = { readonly routes: readonly MailRoute[]; readonly siteAddresses: readonly string[] }

// Causes that take the mail of a domain down with its site (causes.md 3.3): the name itself is gone.
const NAME_GONE = [
  'domain.expired',
  'domain.hold',
  'domain.redemption',
  'domain.pending_delete',
  'dns.provider_outage',
  'dns.ns_moved_records_missing',
  'dns.lame',
  'dns.dnssec',
]
// The account that holds the mailboxes is closed; without a look at the MX records the domain's own are taken to be in it.
const ACCOUNT_CLOSED = ['hosting.billing', 'hosting.suspended_unknown', 'hosting.suspended_abuse']
// The server that may hold them does not work.
const HOST_DEAD = ['hosting.provider_outage', 'host.disk_full', 'host.inodes', 'host.oom', 'host.mail_queue', 'service.mail_down']

/** Whether it matters for this cause where mail goes. */
export const mayTakeMailDown = (cause: string | null): cause is string =>
  cause !== null && [...NAME_GONE, ...ACCOUNT_CLOSED, ...HOST_DEAD].includes(cause)

/** Why an address cannot hear of this outage, in a sentence, or null when nothing speaks against it (COM-4). What was never seen speaks for it. */
export function deadBecause(
  address: string,
  { site, cause, unreachable, mail }: { site: Site; cause: string | null; unreachable: readonly string[]; mail?: MailSeen | null },
): string | null {
  if (unreachable.includes(address)) return `${address} could not be reached before.`
  if (!address.includes('@') || !mayTakeMailDown(cause)) return null
  const at = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const broken = domainOf(new URL(site.url).hostname)
  const isOnIt = domainOf(at) === broken
  const route = mail?.routes.find(({ domain }) => domain === at)
  const within = route?.hosts.find((host) => domainOf(host) === broken)
  if (NAME_GONE.includes(cause)) {
    if (isOnIt) return `${address} is on ${broken}, which is what is broken.`
    return within === undefined ? null : `Mail for ${address} is taken by ${within}, which is on what is broken.`
  }
  const sharesHost = route?.addresses.some((one) => mail?.siteAddresses.includes(one)) ?? false
  if (sharesHost || within !== undefined)
    return `Mail for ${address} is taken by ${within ?? route!.hosts[0]!}, on the server that is down.`
  const isTakenToBe = isOnIt && route === undefined && ACCOUNT_CLOSED.includes(cause)
  return isTakenToBe ? `${address} is on ${broken}, which is what is broken.` : null
}

const domainOf = (host: string) => getDomain(host, { allowPrivateDomains: true }) ?? host
