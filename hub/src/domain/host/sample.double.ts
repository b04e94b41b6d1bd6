import type { Instant } from '../instant.ts'
import type { HostSample } from './sample.ts'

export const AT = Date.parse('2026-11-21T12:00:00Z') as Instant

/** A host that is well, with changes. */
export const sampleOf = (more: Partial<HostSample> = {}): HostSample => ({
  at: AT,
  load: [0.2, 0.2, 0.2],
  cores: 2,
  pressure: null,
  cpu: { busy: 0.1, user: 0.08, system: 0.02, waiting: 0, stolen: 0 },
  memory: { total: 4e9, available: 2e9 },
  swap: { total: 1e9, used: 0 },
  disks: [{ mount: '/', type: 'ext4', size: 100e9, used: 40e9, inodes: 1e6, inodesUsed: 1e5, fullIn: null }],
  io: { read: 0, written: 1000, busy: 0.01 },
  network: { received: 1000, sent: 1000, errors: 0 },
  sockets: { established: 4, listen: 3 },
  processes: { count: 80, top: [] },
  failedUnits: [],
  listening: [22, 80, 443],
  mailQueue: 0,
  integrity: null,
  scanner: null,
  hardening: null,
  database: { reachable: true, error: null, says: '', connections: 0.1 },
  outOfMemory: [],
  services: null,
  mail: null,
  certificates: null,
  backups: null,
  cron: null,
  visitors: null,
  ...more,
})
