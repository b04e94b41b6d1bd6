import type { Cause } from '../cause.ts'
import { isLedAtHome } from '../is-led-at-home.ts'
import { pageSigns } from '../page-signs.ts'

/** The software finds an empty database and offers to be set up: whoever comes first owns the site (causes.md 2.4). */
export const appNotInstalled: Cause = {
  id: 'app.not_installed',
  layer: 'app',

  weigh(evidence) {
    if (!isLedAtHome(evidence)) return []
    const danger = { danger: 'Anybody can take the site over there until the path is blocked.' }
    return pageSigns(evidence, 'app.not_installed').map((sign) => ({ ...sign, facts: { ...sign.facts, ...danger } }))
  },

  check: ({ site }) => `curl -sI https://${site.host}/ | grep -i location; block /wp-admin/install.php first, then: wp db tables`,
}
