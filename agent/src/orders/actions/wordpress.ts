import type { HostHand } from '../host-hand.ts'
import { findWebsite, wpCommand } from '../website.ts'

const MINUTE = 60_000

export const maintenanceOn: HostHand = {
  steps: ({ site }, premises) => [wpCommand(findWebsite(site!, premises), ['maintenance-mode', 'activate'], premises)],
}

export const maintenanceOff: HostHand = {
  steps: ({ site }, premises) => [wpCommand(findWebsite(site!, premises), ['maintenance-mode', 'deactivate'], premises)],
}

// Plugins that cache whole pages keep them below wp-content/cache; the code cache of PHP is emptied by a reload of PHP-FPM.
export const clearCache: HostHand = {
  steps({ site }, premises) {
    const website = findWebsite(site!, premises)
    const pages = { program: '/usr/bin/find', args: [`${website.site}/wp-content/cache`, '-mindepth', '1', '-delete'] }
    return [
      wpCommand(website, ['cache', 'flush'], premises),
      { ...wpCommand(website, ['transient', 'delete', '--all'], premises), mayFail: true },
      { ...pages, timeoutMs: 2 * MINUTE, as: website.owner, mayFail: true },
    ]
  },
}
