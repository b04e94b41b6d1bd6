/** Name servers that registrars put under a name whose registration has lapsed (causes.md 2.2, ns-expiry). */
const EXPIRY = [
  'pendingrenewaldeletion.com',
  'renewyourname.net',
  'domainhasexpired.com',
  'domainrecover.com',
  'expired1.namebrightdns.com',
  'expired2.namebrightdns.com',
  'onamae-expired.com',
  'expired.uniregistry-dns.com',
  'expiereddnsmanager.com',
]
const EXPIRY_PATTERN = /(^|\.)expirens\d*\.hichina\.com$|-expired\.com$|(^|\.)pendingrenewaldeletion\./

/**
 * Name servers of the parking companies: expired, sold, or moved there (ns-parking).
 * `registrar-servers.com`, `domaincontrol.com` and their like are missing on purpose: millions of live sites use them (ns-NOT-proof).
 */
const PARKING = [
  'sedoparking.com',
  'parkingcrew.net',
  'bodis.com',
  'above.com',
  'parklogic.com',
  'ns01.cashparking.com',
  'ns02.cashparking.com',
  'afternic.com',
  'ns1.namefind.com',
  'ns2.namefind.com',
  'dan.com',
  'undeveloped.com',
  'fabulous.com',
  'voodoo.com',
  'ztomy.com',
  'smartname.com',
  'parking1.ovh.net',
  'parking2.ovh.net',
  'launch1.spaceship.net',
  'launch2.spaceship.net',
  'dns-parking.com',
  'expirationwarning.net',
]

/** What the names of a zone's name servers give away: an expired registration, a parking company, or nothing. */
export function judgeNameServers(names: readonly string[]): 'expiry' | 'parking' | null {
  const isUnder = (list: readonly string[]) => names.some((name) => list.some((known) => name === known || name.endsWith(`.${known}`)))
  if (isUnder(EXPIRY) || names.some((name) => EXPIRY_PATTERN.test(name))) return 'expiry'
  return isUnder(PARKING) ? 'parking' : null
}
