import type { HostActionId } from '@allclear/wire/host-actions.ts'
import { blockAddress, unblockAddress } from './actions/block-address.ts'
import { cleanCore, cleanPlugin } from './actions/clean.ts'
import { freeDiskSpace } from './actions/free-disk-space.ts'
import { quarantineFile } from './actions/quarantine-file.ts'
import { renewCertificate } from './actions/renew-certificate.ts'
import { rollBack } from './actions/roll-back.ts'
import { rotateSecrets } from './actions/rotate-secrets.ts'
import { reloadService, restartService, scanFiles } from './actions/restart-unit.ts'
import { stopMiner } from './actions/stop-miner.ts'
import { updateCore, updatePlugin, updateTheme } from './actions/update.ts'
import { clearCache, maintenanceOff, maintenanceOn } from './actions/wordpress.ts'
import type { HostHand } from './host-hand.ts'

/** How everything is done that an agent may ever do. It is compiled in: an order names it and fills in its arguments, and can bring nothing else. */
export const CATALOGUE: Readonly<Record<HostActionId, HostHand>> = {
  snapshot: { byAgent: true, steps: () => [] },
  'restart-service': restartService,
  'reload-service': reloadService,
  'renew-certificate': renewCertificate,
  'free-disk-space': freeDiskSpace,
  'clear-cache': clearCache,
  'scan-files': scanFiles,
  'maintenance-on': maintenanceOn,
  'maintenance-off': maintenanceOff,
  'block-address': blockAddress,
  'unblock-address': unblockAddress,
  'quarantine-file': quarantineFile,
  'clean-core': cleanCore,
  'clean-plugin': cleanPlugin,
  'update-core': updateCore,
  'update-plugin': updatePlugin,
  'update-theme': updateTheme,
  'rotate-secrets': rotateSecrets,
  'stop-miner': stopMiner,
  'roll-back': rollBack,
}

/** How the action of this name is done; null where there is none. */
export const handOf = (action: string): HostHand | null => (Object.hasOwn(CATALOGUE, action) ? CATALOGUE[action as HostActionId] : null)
