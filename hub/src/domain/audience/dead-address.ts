import { getDomain } from 'tldts'
import type { Site } from '../plan/plan.ts'

// Causes that take the mail of a domain down with its site (causes.md 3.3): the name itself is gone, or the account that holds the mailboxes.
const TAKES_MAIL_DOWN = [
  'domain.expired',
  'domain.hold',
  'domain.redemption',
  'domain.pending_delete',
  'dns.provider_outage',
  'dns.ns_moved_records_missing',
  'dns.lame',
  'dns.dnssec',
  'hosting.billing',
  'hosting.suspended_unknown',
  'hosting.suspended_abuse',
]

/** Why an address cannot hear of this outage, in a sentence, or null when nothing speaks against it (COM-4). */
export function deadBecause(
  address: string,
  { site, cause, unreachable }: { site: Site; cause: string | null; unreachable: readonly string[] },
): string | null {
  if (unreachable.includes(address)) return `${address} could not be reached before.`
  if (cause === null || !TAKES_MAIL_DOWN.includes(cause)) return null
  const domain = domainOf(new URL(site.url).hostname)
  const isOnIt = domainOf(address.slice(address.lastIndexOf('@') + 1)) === domain
  return address.includes('@') && isOnIt ? `${address} is on ${domain}, which is what is broken.` : null
}

const domainOf = (host: string) => getDomain(host, { allowPrivateDomains: true }) ?? host
