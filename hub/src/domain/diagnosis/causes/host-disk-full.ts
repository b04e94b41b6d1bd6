import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'

/** The server has no room left. Seen from outside only where an error page says so; an agent knows for sure. */
export const hostDiskFull: Cause = {
  id: 'host.disk_full',
  layer: 'resources',
  weigh: (evidence) => admitted(evidence, 'host.disk_full'),
  check: () => 'on the server: df -h; df -i; du -xh --max-depth=2 / | sort -h | tail',
}
