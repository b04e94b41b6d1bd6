import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

/** What has flowed through disks and network since the machine started. */
export type Flow = {
  readonly at: number
  readonly read: number // bytes
  readonly written: number
  readonly busyMs: Readonly<Record<string, number>> // by disk
  readonly received: number
  readonly sent: number
  readonly errors: number
}

const SECTOR = 512 // whatever the disk's own is (Documentation/admin-guide/iostats.rst)
const WHOLE_DISK = /^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/

export function readFlow({ proc }: Roots, at: number): Flow {
  const disks = lines(`${proc}/diskstats`)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , name]) => WHOLE_DISK.test(name ?? ''))
  const links = lines(`${proc}/net/dev`)
    .map((line) => /^\s*(?!lo:)([\w.@-]+):\s*(.+)$/.exec(line)?.[2]?.split(/\s+/).map(Number))
    .filter((line) => line !== undefined)
  const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
  return {
    at,
    read: sum(disks.map((disk) => Number(disk[5]) * SECTOR)),
    written: sum(disks.map((disk) => Number(disk[9]) * SECTOR)),
    busyMs: Object.fromEntries(disks.map((disk) => [disk[2]!, Number(disk[12])])),
    received: sum(links.map((link) => link[0])),
    sent: sum(links.map((link) => link[8])),
    errors: sum(links.map((link) => (link[2] ?? 0) + (link[10] ?? 0))),
  }
}

/** Bytes a second between two looks, and the share of time in which the busiest disk worked. */
export function flowBetween(before: Flow | null, now: Flow): Pick<Sample, 'io' | 'network'> {
  const spanMs = before ? now.at - before.at : 0
  if (!before || spanMs <= 0) return { io: null, network: null }
  const rate = (key: 'read' | 'written' | 'received' | 'sent' | 'errors') =>
    Math.round((Math.max(0, now[key] - before[key]) * 1000) / spanMs)
  const busy = Object.entries(now.busyMs).map(([disk, ms]) => Math.max(0, ms - (before.busyMs[disk] ?? ms)) / spanMs)
  return {
    io: { read: rate('read'), written: rate('written'), busy: Math.min(1, Math.round(1000 * Math.max(0, ...busy)) / 1000) },
    network: { received: rate('received'), sent: rate('sent'), errors: rate('errors') },
  }
}

const lines = (path: string) => (readText(path) ?? '').split('\n')
