import { CONFIRM } from '../diagnosis.ts'
import { isTinyAndForeign } from '../looks-as-before.ts'
import { causesOnPage } from '../page-signs.ts'
import { CAUSES, familyOf } from '../taxonomy.ts'
import { says } from './tie-break.ts'
import type { Ruling, TieBreak } from './tie-break.ts'

const DAMAGE = [
  'security.malware',
  'security.redirect',
  'security.seo_spam',
  'security.page_miner',
  'security.defacement',
  'security.blocklisted',
]

/** What visitors feel before any damage to the page. */
const OUTAGES = CAUSES.map(({ id }) => id).filter((id) => ['domain', 'dns', 'hosting', 'tls', 'host', 'app'].includes(familyOf(id)))

/** 11: damage found while something else is broken is an incident of its own; only a suspended host makes it the reason. */
export const damageIsLinked: TieBreak = {
  number: 11,
  name: 'damage beside an outage',
  rule(_evidence, confidenceOf) {
    const found = DAMAGE.filter((id) => confidenceOf(id) >= CONFIRM)
    if (found.length === 0) return []
    const isSuspended = confidenceOf('hosting.suspended_unknown') >= CONFIRM
    const isOut = OUTAGES.some((id) => confidenceOf(id) >= CONFIRM)
    const abuse = says('hosting.suspended_abuse', 'strong', 'The host has suspended a site on which there is damage: that is mostly why.')
    const second = says('hosting.suspended_abuse', 'medium', 'A suspended account and damage seldom meet by chance.')
    return [...(isSuspended ? [abuse, second] : []), ...(isOut ? found.map((cause): Ruling => ({ cause, yields: true })) : [])]
  },
}

/** Answers that say nothing themselves of what the page says. */
const STATUSES = new Set([200, 403, 404, 410])

/** 15: a page that answers as pages do, is small and lacks the words that belong on it is what it says it is, not the site. */
export const tinyForeignPage: TieBreak = {
  number: 15,
  name: 'a small page without the site’s words',
  rule(evidence) {
    const { page, baseline } = evidence
    if (!STATUSES.has(page?.status ?? 0) || !isTinyAndForeign(page, baseline)) return []
    const because = 'The page is small and holds none of the words that belong on it.'
    return causesOnPage(evidence).map((cause) => says(cause, 'medium', because))
  },
}
