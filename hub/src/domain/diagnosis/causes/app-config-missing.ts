import type { Cause } from '../cause.ts'
import { isLedAtHome } from '../is-led-at-home.ts'
import { pageSigns } from '../page-signs.ts'

/** The file with the settings is gone, and the software offers to write a new one to whoever comes first (causes.md 2.4). */
export const appConfigMissing: Cause = {
  id: 'app.config_missing',
  layer: 'app',

  weigh(evidence) {
    if (!isLedAtHome(evidence)) return []
    const danger = { danger: 'Anybody can take the site over there until the path is blocked.' }
    return pageSigns(evidence, 'app.config_missing').map((sign) => ({ ...sign, facts: { ...sign.facts, ...danger } }))
  },

  check: ({ site }) =>
    `curl -sI https://${site.host}/ | grep -i location; block /wp-admin/setup-config.php first, then: ls -l wp-config.php`,
}
