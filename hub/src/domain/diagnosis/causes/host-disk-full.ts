import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'
import type { Evidence } from '../evidence.ts'
import { insideOf, seenInside } from '../inside.ts'
import type { Sign } from '../weigh-signs.ts'

const FULL = 0.98
const ENOSPC = [28, 1021] // as databases number it (errno(3), MariaDB error codes)

/** The server has no room left. Seen from outside only where an error page says so; an agent knows for sure. */
export const hostDiskFull: Cause = {
  id: 'host.disk_full',
  layer: 'resources',
  weigh: (evidence) => [...admitted(evidence, 'host.disk_full'), ...fullDisks(evidence)],
  check: () => 'on the server: df -h; df -i; du -xh --max-depth=2 / | sort -h | tail',
}

function fullDisks(evidence: Evidence): Sign[] {
  const inside = insideOf(evidence)
  const full = (inside?.disks ?? []).filter(({ size, used }) => size > 0 && used / size >= FULL)
  const signs = full.map(({ mount, size, used }) =>
    seenInside(used / size >= 0.995 ? 'proof' : 'strong', `${mount} is ${Math.floor((100 * used) / size)} % full.`, { disk: mount }),
  )
  const error = inside?.database?.error ?? null
  return error !== null && ENOSPC.includes(error) ? [...signs, seenInside('strong', `the database says that there is no space left (error ${error}).`)] : signs // prettier-ignore
}
