import type { Cause } from '../cause.ts'
import { isLongUnderMaintenance } from '../maintenance.ts'
import { showsMaintenance } from '../page-signs.ts'

/** The page that an update shows for a minute has stood there for a quarter of an hour and more (causes.md 2.4). */
export const appMaintenanceStuck: Cause = {
  id: 'app.maintenance_stuck',
  layer: 'app',

  weigh(evidence) {
    const shown = showsMaintenance(evidence)
    if (!shown) return []
    if (!isLongUnderMaintenance(evidence)) return [{ ...shown, strength: 'weak' }]
    return [
      { ...shown, strength: 'strong' },
      { strength: 'strong', because: 'It has stood there for a quarter of an hour and more; an update takes a minute.' },
    ]
  },

  check: () => 'on the server: ls -l .maintenance; wp maintenance-mode status',
}
