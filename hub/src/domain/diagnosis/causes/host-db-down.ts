import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'
import type { Evidence } from '../evidence.ts'
import { insideOf, seenInside } from '../inside.ts'
import type { Sign } from '../weigh-signs.ts'

/** The database itself has stopped. Seen from outside only where an error page names its error; an agent knows for sure. */
export const hostDbDown: Cause = {
  id: 'host.db_down',
  layer: 'resources',
  weigh: (evidence) => [...admitted(evidence, 'host.db_down'), ...stopped(evidence)],
  check: () => 'on the server: systemctl status mariadb mysql postgresql; tail -50 /var/log/mysql/error.log',
}

function stopped(evidence: Evidence): Sign[] {
  const inside = insideOf(evidence)
  const database = inside?.database
  // A number of an error is an answer: then it runs.
  const isGone = database && !database.reachable && database.error === null
  const postgres = (inside?.services ?? []).filter(({ kind, reachable }) => kind === 'postgres' && !reachable)
  return [
    ...(isGone ? [seenInside('proof', `the database does not answer: ${database.says}`)] : []),
    ...postgres.map(({ says }) => seenInside('strong', `PostgreSQL does not answer: ${says}.`)),
  ]
}
