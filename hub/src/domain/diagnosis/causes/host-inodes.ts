import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'

const FULL = 0.98

/** There is room, and no file can be made: the file system has no inodes left. Only an agent can see it. */
export const hostInodes: Cause = {
  id: 'host.inodes',
  layer: 'resources',
  weigh: (evidence) =>
    (insideOf(evidence)?.disks ?? [])
      .filter(({ inodes, inodesUsed }) => inodes > 0 && inodesUsed / inodes >= FULL)
      .map(({ mount, inodes, inodesUsed }) =>
        seenInside(inodesUsed / inodes >= 0.995 ? 'proof' : 'strong', `${mount} has ${inodes - inodesUsed} of ${inodes} inodes left.`, {
          disk: mount,
        }),
      ),
  check: () => 'on the server: df -i; find / -xdev -type d -size +1M',
}
