import type { Instant } from '../instant.ts'

/** A file system and its trend. */
export type Disk = {
  readonly mount: string
  readonly type: string
  readonly size: number // bytes, here and below
  readonly used: number
  readonly inodes: number
  readonly inodesUsed: number
  readonly fullIn: number | null // seconds; null: it does not fill up
}

export type BusyProcess = {
  readonly pid: number
  readonly name: string
  readonly user: string
  readonly cpu: number // cores
  readonly memory: number
  readonly command: string
  readonly file: string | null
  readonly age: number // seconds
}

type Pressure = { readonly avg10: number; readonly avg60: number; readonly avg300: number } // percent of the time

/** A WordPress on a host, by its last look at every file of code (DIA-5). */
export type Installation = {
  readonly path: string
  readonly version: string | null
  readonly compared: number // files that have a published sum
  readonly files: number
  readonly unreadable: number
  readonly findings: readonly {
    readonly kind: 'core-changed' | 'core-foreign' | 'php-in-uploads' | 'signature'
    readonly file: string
    readonly says: string
  }[]
  readonly more: number // findings beside these
  readonly changed: { readonly count: number; readonly files: readonly string[] } // in the last week, by whomever
}

/** A daemon of the host, as it answered on its own socket. */
export type HostService = {
  readonly kind: 'postgres' | 'redis' | 'php-fpm' | 'web' | 'lsapi'
  readonly name: string // its socket or address
  readonly reachable: boolean
  readonly says: string
  readonly used: number | null // share of its connections, workers or memory
  readonly waiting: number | null // visitors that wait for a worker
}

type Ranking = readonly (readonly [string, number])[]

/** What a virus scanner of the host said last. */
export type Scan = {
  readonly program: string
  readonly checkedAt: number
  readonly isWhole: boolean // it saw everything that it was asked to look at
  readonly says: string
  readonly infected: readonly { readonly file: string; readonly signature: string }[]
  readonly more: number
}

/** How a host was at one moment, as its agent saw it. A part that the host does not have, or that made no sense, is null. */
export type HostSample = {
  readonly at: Instant
  readonly load: readonly [number, number, number] | null // of 1, 5 and 15 minutes
  readonly cores: number | null
  readonly pressure: { readonly cpu: Pressure; readonly memory: Pressure; readonly io: Pressure } | null
  readonly cpu: {
    readonly busy: number
    readonly user: number
    readonly system: number
    readonly waiting: number
    readonly stolen: number
  } | null // shares
  readonly memory: { readonly total: number; readonly available: number } | null
  readonly swap: { readonly total: number; readonly used: number } | null
  readonly disks: readonly Disk[] | null
  readonly io: { readonly read: number; readonly written: number; readonly busy: number } | null
  readonly network: { readonly received: number; readonly sent: number; readonly errors: number } | null
  readonly sockets: Readonly<Record<string, number>> | null
  readonly processes: { readonly count: number; readonly top: readonly BusyProcess[] } | null
  readonly failedUnits: readonly string[] | null
  readonly listening: readonly number[] | null
  readonly mailQueue: number | null
  readonly integrity: { readonly checkedAt: number; readonly installations: readonly Installation[] } | null
  readonly scanner: Scan | null // null: no virus scanner has looked, which is not clean
  readonly hardening: {
    readonly family: 'debian' | 'rhel' | 'other'
    readonly updates: number | null // security updates that wait; null here and below: its agent does not see it
    readonly restartNeeded: boolean | null
    readonly firewall: string | null // the unit that is active, or `none`
    readonly ssh: { readonly passwords: boolean; readonly root: string } | null
    readonly keepsJournal: boolean
    readonly writable: { readonly seen: number; readonly count: number; readonly folders: readonly string[] }
  } | null
  readonly database: {
    readonly reachable: boolean
    readonly error: number | null
    readonly says: string
    readonly connections: number | null
  } | null
  readonly outOfMemory: readonly { readonly at: number; readonly process: string }[] | null
  readonly services: readonly HostService[] | null
  readonly mail: { readonly waiting: number; readonly turnedAway: Ranking; readonly senders: Ranking } | null // turnedAway: put off by large providers
  readonly certificates: readonly { readonly path: string; readonly name: string; readonly from: number; readonly until: number }[] | null
  readonly backups:
    | readonly {
        readonly name: string
        readonly at: number | null // of the newest; null: there is none
        readonly size: number
        readonly before: number | null // size of the one before it
        readonly hours: number // how old it may be
      }[]
    | null
  readonly cron: { readonly lastAt: number; readonly runs: number } | null // runs: of the last hour
  readonly visitors: {
    readonly requests: number
    readonly failures: number
    readonly urls: Ranking
    readonly addresses: Ranking
  } | null
}

/** The few figures of a sample that are kept for a day. */
export type Figures = {
  readonly load: number | null
  readonly cpu: number | null
  readonly memory: number | null
  readonly disk: number | null
}

/** Load of a minute, and the shares of CPU, memory and the fullest disk that are used. */
export function figuresOf({ load, cpu, memory, disks }: HostSample): Figures {
  const fullest = Math.max(...(disks ?? []).map(({ size, used }) => (size === 0 ? 0 : used / size)))
  return {
    load: load?.[0] ?? null,
    cpu: cpu?.busy ?? null,
    memory: memory && memory.total > 0 ? 1 - memory.available / memory.total : null,
    disk: Number.isFinite(fullest) ? fullest : null,
  }
}
