import type { Cause } from '../cause.ts'
import type { Sign } from '../weigh-signs.ts'

const FEW_BYTES = 20
const SMALL_BYTES = 1500

/** An answer that is well and empty: the software died before it wrote a word, or its theme is gone (causes.md 2.4). */
export const appBlank: Cause = {
  id: 'app.blank',
  layer: 'app',

  weigh({ page, baseline }) {
    if (!page || page.status === null || page.status >= 400 || page.status < 200 || page.failure !== null || page.words > 0) return []
    const known = baseline?.page?.bytes ?? null
    const signs: (Sign | null)[] = [
      page.bytes <= FEW_BYTES
        ? { strength: 'proof', because: `The server answers ${page.status} and sends an empty page.` }
        : page.bytes < SMALL_BYTES &&
            page.scriptHosts.length === 0 &&
            !/<(script|img|svg|video|iframe|object|frameset)\b/i.test(page.excerpt)
          ? { strength: 'strong', because: `The server answers ${page.status} and sends a page without a word.` }
          : null,
    ]
    if (signs[0] === null) return []
    return [
      ...signs,
      known && page.bytes < known[0] ? { strength: 'medium', because: 'The page had words when the site was last well.' } : null,
    ]
  },

  check: ({ site }) => `curl -si https://${site.host}/ | head -40; on the server: tail -50 error.log`,
}
