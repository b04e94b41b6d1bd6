import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'

/** The software runs and its database does not answer it. Which of the two is to blame nobody can tell from outside (causes.md 2.4). */
export const appDbConnect: Cause = {
  id: 'app.db_connect',
  layer: 'app',
  weigh: (evidence) => admitted(evidence, 'app.db_connect'),
  check: () => 'on the server: wp db check; mysqladmin status; tail -50 error.log',
}
