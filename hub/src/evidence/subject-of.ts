import type { Subject } from './collector.ts'
import { dialAll } from './reach.ts'
import { zoneOf } from './zone-of.ts'

export type Known = Pick<Subject, 'url' | 'baseline' | 'network' | 'now' | 'signal'> &
  Partial<Pick<Subject, 'rdapBootstrap' | 'whois' | 'feeds' | 'webRisk' | 'panel' | 'wordpressChecksums'>>

const NOT_ASKED = { rdapBootstrap: '', whois: '', feeds: [], webRisk: null, panel: null, wordpressChecksums: null }

/** What the collectors of one look share. The site is dialled once; that it is silent is known to all as soon as one knows. */
export function subjectOf(asked: Known): Subject {
  const known = { ...NOT_ASKED, ...asked }
  const silence = new AbortController()
  const reach = dialAll(known.url, known.network, known.signal).then((reach) => {
    const isSilent = reach.transports.length > 0 && reach.transports.every(({ outcome }) => outcome === 'timeout')
    // Whoever is cut off by it has met a time-out, and says so.
    if (isSilent) silence.abort(new DOMException('No address of the site answers', 'TimeoutError'))
    return reach
  })
  const domain = zoneOf(known.url.hostname.replace(/^\[|\]$/g, ''))
  return { ...known, domain, reach, silent: silence.signal }
}
