import type { Cause } from '../cause.ts'
import { list } from '../compare.ts'
import { isCircle } from '../is-circle.ts'

/** The site sends its visitors round in a circle, until their browser gives up. */
export const appRedirectLoop: Cause = {
  id: 'app.redirect_loop',
  layer: 'app',

  weigh({ page }) {
    if (!page || !isCircle(page)) return []
    const addresses = page.hops.map(({ url }) => url)
    const circle = [...new Set(addresses)]
    const isClosed = page.failure !== 'redirect_loop' || circle.length < addresses.length
    const where = page.failure === 'redirect_loop' ? list(circle.slice(0, 3)) : `${circle.at(-1)} leads to itself`
    const because = `The site sends visitors on ${addresses.length} times${isClosed ? `, in a circle: ${where}` : ' without an end'}.`
    return [
      { strength: isClosed ? 'proof' : 'strong', because, facts: { circle: circle.slice(0, 3).join(' → ') } },
      isClosed ? null : { strength: 'medium', because: 'A browser gives up as well.' },
    ]
  },

  check: ({ site }) => `curl -sIL --max-redirs 10 https://${site.host}/ | grep -iE "^(HTTP|location|x-redirect-by)"`,
}
