import type { Baseline, PageEvidence } from './evidence.ts'
import { looksAsBefore } from './looks-as-before.ts'

/** What a known page says about the site that shows it. */
export type Meaning = 'suspended' | 'expired' | 'parked' | 'default'

/** A page that hosts, registrars and web servers show in place of a site. Data, dated and sourced, so that it can be extended without code. */
export type Signature = {
  readonly id: string
  readonly says: Meaning
  readonly where: 'url' | 'title' | 'text' | 'excerpt'
  readonly pattern: RegExp
  readonly strength: 'proof' | 'strong' | 'medium'
  readonly note: string // where it comes from, and when it is wrong
}

/** causes.md 2.1 to 2.3. Patterns meet lower-cased text; no pattern repeats a repetition. */
export const signatures: readonly Signature[] = [
  {
    id: 'cpanel-suspended-path',
    says: 'suspended',
    where: 'url',
    pattern: /\/cgi-sys\/suspendedpage\.cgi/,
    strength: 'proof',
    note: 'cPanel sends every visitor of a suspended account there; it never says why.',
  },
  {
    id: 'suspended-title',
    says: 'suspended',
    where: 'title',
    pattern: /^(this )?(account|website|site|hosting account) (has been )?suspended\b/,
    strength: 'proof',
    note: 'cPanel and its resellers; also CWP when the transfer quota is used up.',
  },
  {
    id: 'suspended-text',
    says: 'suspended',
    where: 'text',
    pattern: /\bthis (account|website|site|web site|hosting account|domain) (has been|is|was) (temporarily )?suspended\b/,
    strength: 'strong',
    note: 'Articles about suspended accounts quote it: only on a small page that is not the known one.',
  },
  {
    id: 'domain-expired-text',
    says: 'expired',
    where: 'text',
    pattern:
      /\b(this domain( name)?( \S+)? (has )?expired\b|domain name registration has expired|this domain is expired|(has )?expired and is pending renewal)/,
    strength: 'proof',
    note: 'Registrars’ landing pages. Blog posts quote it: only on a small page that is not the known one.',
  },
  {
    id: 'parked-markup',
    says: 'parked',
    where: 'excerpt',
    pattern:
      /sedoparking\.com\/frmpark|window\.park = "ey|data-adblockkey=|l\.cdn-fileserver\.com\/bping\.php|parking3\.parklogic\.com|adsense\/domains\/caf\.js|img1\.wsimg\.com\/parking-lander\/|lander_system="pw"/,
    strength: 'strong',
    note: 'Scripts of the parking companies.',
  },
  {
    id: 'lander-redirect',
    says: 'parked',
    where: 'excerpt',
    pattern: /window\.onload=function\(\)\{window\.location\.href="\/lander"\}/,
    strength: 'strong',
    note: 'GoDaddy’s 114-byte page for expired names; the name servers stay domaincontrol.com.',
  },
  {
    id: 'parked-redirect',
    says: 'parked',
    where: 'url',
    pattern: /^https?:\/\/(ww1|ww17)\.|afternic\.com\/forsale\/|hugedomains\.com\/domain_profile\.cfm|\/lander$/,
    strength: 'strong',
    note: 'Where parked names send visitors.',
  },
  {
    id: 'parked-text',
    says: 'parked',
    where: 'text',
    pattern:
      /\bdomain is parked\b|parked free, courtesy of|\bthis domain( name)? (is|may be) for sale\b|buy this domain|sponsored listings displayed above are served automatically by a third party/,
    strength: 'strong',
    note: 'Small pages only.',
  },
  {
    id: 'default-title',
    says: 'default',
    where: 'title',
    pattern:
      /^welcome to nginx!?$|^apache2 (debian|ubuntu) default page|^test page for the .{0,40}http server|^web server's default page|^domain default page|^default web site page|^iis windows server/,
    strength: 'strong',
    note: 'What a web server shows for a name it does not know.',
  },
  {
    id: 'default-text',
    says: 'default',
    where: 'text',
    pattern: /^it works!$|sorry! if you are the owner of this website, please contact your hosting provider|^index of \//,
    strength: 'strong',
    note: 'Apache, cPanel, a directory without an index.',
  },
  {
    id: 'default-path',
    says: 'default',
    where: 'url',
    pattern: /\/cgi-sys\/defaultwebpage\.cgi/,
    strength: 'strong',
    note: 'cPanel, for a name that is not on the server.',
  },
]

const SMALL_WORDS = 150
const TINY_WORDS = 60
const SMALL_BYTES = 15_000

/**
 * The known pages that this one matches. A phrase counts only on a small page that is not the site as we know it,
 * since blog posts quote every phrase (causes.md 2, guards g1 and g2).
 */
export function signaturesOn(page: PageEvidence | null, baseline: Baseline | null): readonly Signature[] {
  if (!page || page.status === null || looksAsBefore(page, baseline)) return []
  const title = (page.title ?? '').toLowerCase()
  const urls = [...page.hops.flatMap((hop) => [hop.url, hop.location ?? '']), page.finalUrl ?? ''].map((url) => url.toLowerCase())
  const small = page.words < SMALL_WORDS || (page.bytes < SMALL_BYTES && isOtherTitle(title, baseline))
  return signatures.filter(({ where, pattern }) => {
    if (where === 'url') return urls.some((url) => pattern.test(url))
    if (!small) return false
    return pattern.test(where === 'title' ? title : where === 'text' ? page.text : page.excerpt.toLowerCase())
  })
}

/** How sure a match makes us that the page says so: on a page of a few words a strong phrase is the whole page, which proves it. */
export function strongestOf(found: readonly Signature[], says: Meaning, page: PageEvidence | null): Signature['strength'] | null {
  const about = found.filter((signature) => signature.says === says)
  if (about.length === 0) return null
  if (about.some((signature) => signature.strength === 'proof')) return 'proof'
  const isWholePage = says === 'suspended' && page !== null && page.words < TINY_WORDS
  return isWholePage ? 'proof' : about.some((signature) => signature.strength === 'strong') ? 'strong' : 'medium'
}

const isOtherTitle = (title: string, baseline: Baseline | null) => {
  const known = baseline?.page?.title
  return typeof known === 'string' && known.toLowerCase() !== title
}
