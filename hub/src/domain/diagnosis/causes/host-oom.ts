import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'

const SERVES = /^(mysqld|mariadbd|postgres|php|apache2|httpd|nginx|litespeed|lsphp|redis|node)/

/** The kernel ended a process because memory had run out: what fails from outside is what it ended. Only an agent can see it. */
export const hostOom: Cause = {
  id: 'host.oom',
  layer: 'resources',
  weigh(evidence) {
    const inside = insideOf(evidence)
    const ended = [...new Set((inside?.outOfMemory ?? []).map(({ process }) => process))]
    if (ended.length === 0) return []
    const names = ended.slice(0, 3).join(', ')
    const serves = ended.some((name) => SERVES.test(name))
    return [
      seenInside(serves ? 'proof' : 'strong', `the kernel ran out of memory and ended ${names}.`, { process: names }),
      serves ? seenInside('medium', 'that is part of what serves the site.') : null,
    ]
  },
  check: () => 'on the server: journalctl -k --since -1h | grep -i "out of memory"; free -m',
}
