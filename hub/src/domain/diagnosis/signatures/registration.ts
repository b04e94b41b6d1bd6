import type { Signature } from './signature.ts'

/**
 * Name servers that hobby lists call parking although millions of live sites use them (MISP warning lists, 2022). No signature may match one:
 * strip them when a list is imported. `dns-parking.com` is where every site at Hostinger lives.
 */
export const ORDINARY_NAME_SERVERS: readonly string[] = [
  'dns1.registrar-servers.com',
  'ns01.domaincontrol.com',
  'ns1.name.com',
  'ns01.one.com',
  'shades10.rzone.de',
  'ns1.sav.com',
  'ns1.markmonitor.com',
  'ns1.wordpress.com',
  'ns1.dnsowl.com',
  'ns0.directnic.com',
  'ns1.dns-parking.com',
]

/** A registration that has lapsed, is held back, or belongs to a parking company now. */
export const registration: readonly Signature[] = [
  {
    id: 'ns-expiry',
    says: 'expired',
    cause: 'domain.expired',
    marks: [
      {
        where: 'ns',
        pattern:
          /(^|\.)(renewyourname\.net|domainhasexpired\.com|domainrecover\.com|expiereddnsmanager\.com|expired[12]\.namebrightdns\.com|expired\.uniregistry-dns\.com|expirens\d{0,3}\.hichina\.com)$|(^|\.)pendingrenewaldeletion\.|-expired\.com$/,
      },
    ],
    weight: 'proof',
    guards: [],
    explain: 'The name servers are those under which registrars put expired names.',
    source: 'MISP warning lists; registrars’ own pages',
    note: 'Network Solutions, NameBright, Uniregistry, Onamae, HiChina.',
    since: '2026-11',
  },
  {
    id: 'ns-expiry-warning',
    says: 'expired',
    cause: 'domain.expired',
    marks: [{ where: 'ns', pattern: /(^|\.)expirationwarning\.net$/ }],
    weight: 'medium',
    guards: [],
    explain: 'The name servers are those under which some registrars put expired names.',
    source: 'field: Key-Systems, Instra',
    note: 'The same servers are the default of names that have not expired.',
    since: '2026-11',
  },
  {
    id: 'ns-verification',
    says: 'held',
    cause: 'domain.hold',
    marks: [
      { where: 'ns', pattern: /(^|\.)((failed-whois-verification|verify-contact-details)\.namecheap\.com|emailverification\.info)$/ },
    ],
    weight: 'proof',
    guards: [],
    explain: 'The registrar holds the name until its owner confirms an e-mail address.',
    source: 'MISP warning lists; ICANN registrant verification',
    note: 'Renewing does not help: the owner has to click the registrar’s verification mail.',
    since: '2026-11',
  },
  {
    id: 'ns-parking',
    says: 'parked',
    cause: 'domain.expired',
    marks: [
      {
        where: 'ns',
        pattern:
          /(^|\.)(sedoparking\.com|parkingcrew\.net|bodis\.com|above\.com|parklogic\.com|ns0[12]\.cashparking\.com|afternic\.com|ns[12]\.namefind\.com|dan\.com|undeveloped\.com|fabulous\.com|voodoo\.com|ztomy\.com|smartname\.com|parking[12]\.ovh\.net|launch[12]\.spaceship\.net)$/,
      },
    ],
    weight: 'strong',
    guards: [],
    explain: 'The name servers belong to a company that shows advertisements on names nobody uses.',
    source: 'MISP warning lists, parking-domain-ns',
    note: 'Expired, sold, or moved there: with a registration that runs on, the name servers were changed.',
    since: '2026-11',
  },
  {
    id: 'domain-expired-text',
    says: 'expired',
    cause: 'domain.expired',
    marks: [
      {
        where: 'text',
        pattern:
          /\bthis domain( name)?( [^ ]{1,253})? (has |is )?expired\b|\bdomain name registration has expired\b|\b(has )?expired and is pending renewal\b/,
      },
    ],
    weight: 'proof',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors see a page that says the domain has expired.',
    source: 'registrars’ landing pages',
    note: 'Blog posts quote it: only on a small page that is not the known one.',
    since: '2026-11',
  },
  {
    id: 'domain-expired-text-translated',
    says: 'expired',
    cause: 'domain.expired',
    marks: [
      {
        where: 'text',
        pattern:
          /\bdiese domain ist abgelaufen\b|\beste dominio ha (caducado|expirado)\b|\bce (nom de )?domaine a expiré|\bquesto dominio è scaduto\b|\bdeze domeinnaam is verlopen\b|\beste domínio expirou\b/,
      },
    ],
    weight: 'medium',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors read, in the language of the registrar, that the domain has expired.',
    source: 'field',
    note: '',
    since: '2026-11',
  },
  {
    id: 'verification-text',
    says: 'held',
    cause: 'domain.hold',
    marks: [
      { where: 'text', pattern: /\bdomain\b/ },
      {
        where: 'text',
        pattern:
          /\b(icann|whois|registrant|e-?mail) verification\b|\b(e-?mail|contact) (address )?(has not been|is not|was not|not) verified\b/,
      },
    ],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors read that the owner of the name has to confirm an e-mail address.',
    source: 'ICANN, WHOIS accuracy programme; registrars’ landing pages',
    note: 'The client has to click the verification mail; renewing does not help.',
    since: '2026-11',
  },
  {
    id: 'domain-suspended-text',
    says: 'held',
    cause: 'domain.hold',
    marks: [{ where: 'text', pattern: /\bthis domain( name)? (has been|is|was) (temporarily |currently )?suspended\b/ }],
    weight: 'medium',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors read that the domain is suspended.',
    source: 'field',
    note: 'Registrars say it of the name, some hosts of the account: look at the registration before believing it.',
    since: '2026-11',
  },
  {
    id: 'parked-markup',
    says: 'parked',
    cause: 'domain.expired',
    marks: [
      {
        where: 'excerpt',
        pattern:
          /sedoparking\.com\/frmpark|window\.park ?= ?["']ey|data-adblockkey=|l\.cdn-fileserver\.com\/bping\.php|parking\d?\.parklogic\.com|adsense\/domains\/caf\.js|\/saleform\b|[?&]tr_uuid=/,
      },
    ],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors see the page of a parking company in place of the site.',
    source: 'intrigueio/intrigue-ident',
    note: '',
    since: '2026-11',
  },
  {
    id: 'parked-script',
    says: 'parked',
    cause: 'domain.expired',
    marks: [{ where: 'script', pattern: /(^|\.)(sedoparking\.com|parkingcrew\.net|parklogic\.com|cdn-fileserver\.com)$/ }],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'The page runs the scripts of a parking company.',
    source: 'intrigueio/intrigue-ident',
    note: '',
    since: '2026-11',
  },
  {
    id: 'godaddy-lander-redirect',
    says: 'parked',
    cause: 'domain.expired',
    who: 'GoDaddy',
    marks: [{ where: 'excerpt', pattern: /window\.onload ?= ?function ?\(\) ?\{ ?window\.location\.href ?= ?["']\/lander["']/ }],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors are sent to the landing page of the registrar.',
    source: 'public captures of the 114-byte page',
    note: 'The name servers stay domaincontrol.com. A name whose address was removed at GoDaddy shows it too, so it is no proof of expiry.',
    since: '2026-11',
  },
  {
    id: 'godaddy-lander-page',
    says: 'parked',
    cause: 'domain.expired',
    who: 'GoDaddy',
    marks: [
      {
        where: 'excerpt',
        pattern: /window\.lander_system ?= ?["']pw|_trfd\.push\(\{ ?["']?ap["']?: ?["']parking|img1\.wsimg\.com\/parking-lander\//,
      },
    ],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors see the landing page of the registrar.',
    source: 'public captures',
    note: 'As godaddy-lander-redirect.',
    since: '2026-11',
  },
  {
    id: 'lander-path',
    says: 'parked',
    cause: 'domain.expired',
    marks: [{ where: 'url', pattern: /^(https?:\/\/[^/?#]{1,253})?\/lander$/ }],
    weight: 'medium',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors are sent to a landing page.',
    source: 'public captures',
    note: 'A campaign may have a page of that name.',
    since: '2026-11',
  },
  {
    id: 'parked-redirect',
    says: 'parked',
    cause: 'domain.expired',
    marks: [{ where: 'url', pattern: /^https?:\/\/ww(1|17)\.|\bafternic\.com\/forsale\/|\bhugedomains\.com\/domain_profile\.cfm/ }],
    weight: 'strong',
    guards: ['not-as-before'],
    explain: 'Visitors are sent to a company that sells or parks names.',
    source: 'public captures',
    note: '',
    since: '2026-11',
  },
  {
    id: 'parked-text',
    says: 'parked',
    cause: 'domain.expired',
    marks: [
      {
        where: 'text',
        pattern:
          /\bdomain is parked\b|\bparked free, courtesy of\b|\b(this|the) domain( name)?( [^ ]{1,253})? (is|may be) for sale\b|\bbuy this domain\b|\bsponsored listings displayed above are served automatically by a third party\b/,
      },
    ],
    weight: 'strong',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors see a page on which the name itself is parked or for sale.',
    source: 'parking companies’ pages',
    note: 'Estate agents say “for sale” of houses, never of the domain.',
    since: '2026-11',
  },
  {
    id: 'parked-text-translated',
    says: 'parked',
    cause: 'domain.expired',
    marks: [
      {
        where: 'text',
        pattern:
          /\bdiese domain steht zum verkauf\b|\beste dominio está (en|a la) venta\b|\bce nom de domaine est à vendre\b|\bquesto dominio è in vendita\b/,
      },
    ],
    weight: 'medium',
    guards: ['small-page', 'not-as-before'],
    explain: 'Visitors see a page on which the name itself is for sale.',
    source: 'field',
    note: '',
    since: '2026-11',
  },
  {
    id: 'ip-parking',
    says: 'parked',
    cause: 'domain.expired',
    marks: [
      {
        where: 'ip',
        pattern:
          /^(199\.59\.24[0-3]|91\.195\.24[01]|64\.190\.6[23]|185\.53\.17[6-9]|103\.224\.18[23]|103\.224\.21[23]|208\.91\.19[67]|204\.11\.5[67])\.|^198\.54\.117\.(19[2-9]|2\d\d)$/,
      },
    ],
    weight: 'medium',
    guards: [],
    explain: 'The name leads to the address of a parking company.',
    source: 'MISP warning lists, parking-domain, without the CDN ranges on it',
    note: 'Bodis, Sedo, ParkingCrew, Above, Confluence, Namecheap; the list is of 2022.',
    since: '2026-11',
  },
  {
    id: 'ip-godaddy-lander',
    says: 'parked',
    cause: 'domain.expired',
    who: 'GoDaddy',
    marks: [{ where: 'ip', pattern: /^(13\.248\.213\.45|76\.223\.67\.189|34\.102\.136\.180)$/ }],
    weight: 'weak',
    guards: [],
    explain: 'The name leads to an address where the registrar shows landing pages.',
    source: 'public captures',
    note: 'Live sites of its website builder share these addresses.',
    since: '2026-11',
  },
]
