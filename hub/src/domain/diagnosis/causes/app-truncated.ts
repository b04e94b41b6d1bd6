import type { Cause } from '../cause.ts'
import { looksAsBefore } from '../looks-as-before.ts'
import type { PageEvidence } from '../evidence.ts'

const MOST_SEEN = 4096
const LIMITS = new Set(['body_limit', 'encoding_refused', 'headers_too_large'])

/** The page begins well and breaks off: the software died while it wrote, or the connection was cut (causes.md 2.4). */
export const appTruncated: Cause = {
  id: 'app.truncated',
  layer: 'app',

  weigh({ page, baseline }) {
    if (!page || page.status === null || page.status >= 400 || page.bytes === 0 || LIMITS.has(page.failure ?? '')) return []
    const isCut = !page.complete
    const isOpen = endsOpen(page)
    if (!isCut && !isOpen) return []
    const known = baseline?.page?.bytes ?? null
    const phrases = baseline?.page?.contains ?? []
    const lost = phrases.length > 0 && phrases.some((phrase) => !page.text.includes(phrase.toLowerCase()))
    return [
      isCut
        ? { strength: 'strong', because: `The page breaks off after ${page.bytes} bytes, before its announced end.` }
        : { strength: 'medium', because: `The page ends after ${page.bytes} bytes in the middle of its markup.` },
      isCut && isOpen ? { strength: 'medium', because: 'Its last words are missing too.' } : null,
      known && page.bytes < known[0]
        ? { strength: 'strong', because: `It had at least ${known[0]} bytes when the site was last well.` }
        : null,
      lost ? { strength: 'medium', because: 'Words that belong on it are missing.' } : null,
      !isCut && !lost && looksAsBefore(page, baseline) && !(known && page.bytes < known[0])
        ? { strength: 'against', because: 'But the words that belong on it are there.' }
        : null,
    ]
  },

  check: ({ site }) => `curl -s https://${site.host}/ | tail -c 300; on the server: tail -50 error.log`,
}

// Only a page that was seen whole can be said to lack its end, and some never write it.
const endsOpen = ({ excerpt, bytes }: PageEvidence) =>
  bytes < MOST_SEEN && /<html[\s>]/i.test(excerpt) && /<body[\s>]/i.test(excerpt) && !/<\/(html|body)>/i.test(excerpt)
