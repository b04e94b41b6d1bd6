import type { HostHand } from '../host-hand.ts'

const MINUTE = 60_000

// What can be made again, and nothing that anybody wrote: old lines of the journal and downloaded packages.
export const freeDiskSpace: HostHand = {
  steps: () => [
    { program: '/usr/bin/journalctl', args: ['--vacuum-size=200M'], timeoutMs: MINUTE, mayFail: true },
    { program: '/usr/bin/apt-get', args: ['clean'], timeoutMs: MINUTE, mayFail: true },
    { program: '/usr/bin/dnf', args: ['clean', 'packages'], timeoutMs: MINUTE, mayFail: true },
  ],
}
