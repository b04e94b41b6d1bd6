import type { Action } from './action.ts'
import { certbot } from './certbot.ts'
import { certificateRenew } from './certificate-renew.ts'
import { failBack, failOver } from './fail-over.ts'
import { malwareClean } from './malware-clean.ts'
import { clearCache, maintenancePageOff, maintenancePageOn, wordpressClean, wordpressLock, wordpressUpdate } from './on-host.ts'
import { siteScan } from './site-scan.ts'

/** Everything the product may do by itself. */
export const actions: readonly Action[] = [
  ...[certbot, certificateRenew, clearCache, failBack, failOver, maintenancePageOff, maintenancePageOn, malwareClean, siteScan],
  ...[wordpressClean, wordpressLock, wordpressUpdate],
]

/** What a playbook may write behind `run:`. */
export const actionIds: readonly string[] = actions.map(({ id }) => id)
