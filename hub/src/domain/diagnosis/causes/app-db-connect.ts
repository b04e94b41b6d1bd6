import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'
import type { Evidence } from '../evidence.ts'
import { insideOf, seenInside } from '../inside.ts'
import type { Sign } from '../weigh-signs.ts'

const REFUSED = [1044, 1045, 1049, 1698] // wrong user, password or name of the database (MariaDB error codes)

/** The software runs and its database does not answer it. Which of the two is to blame nobody can tell from outside (causes.md 2.4). */
export const appDbConnect: Cause = {
  id: 'app.db_connect',
  layer: 'app',
  weigh: (evidence) => [...admitted(evidence, 'app.db_connect'), ...refused(evidence)],
  check: () => 'on the server: wp db check; mysqladmin status; tail -50 error.log',
}

function refused(evidence: Evidence): Sign[] {
  const database = insideOf(evidence)?.database
  const error = database?.error ?? null
  if (error === null || !REFUSED.includes(error)) return []
  return [seenInside('proof', `the database runs and refuses the site (error ${error}): ${database!.says}`)]
}
