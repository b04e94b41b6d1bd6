import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'

/** The database itself has stopped. Seen from outside only where an error page names its error; an agent knows for sure. */
export const hostDbDown: Cause = {
  id: 'host.db_down',
  layer: 'resources',
  weigh: (evidence) => admitted(evidence, 'host.db_down'),
  check: () => 'on the server: systemctl status mariadb mysql; tail -50 /var/log/mysql/error.log',
}
