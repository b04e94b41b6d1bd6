import type { HostSample } from '../host/sample.ts'
import type { HostMonth } from './report.ts'

/** What is kept of a host for one day: it is little, and it is kept for long (PRE-2). */
export type HostDay = {
  readonly samples: number
  readonly cpu: number // sum of the shares that were busy
  readonly load: number | null // worst, of a core
  readonly memory: number | null // worst share, here and below
  readonly disk: number | null
  readonly mailQueue: number | null
  readonly boots: readonly string[] // by their ids
  readonly logins?: number // suspect ones; left out of days before they were counted, as the next
  readonly spam?: number // signs of mail that somebody else sends
}

/** A day with one more sample in it; null before its first. */
export function withSample(day: HostDay | null, { load, cores, cpu, memory, disks, mailQueue }: HostSample, boot: string): HostDay {
  const shares = (disks ?? []).filter(({ size }) => size > 0).map(({ size, used }) => used / size)
  return {
    ...day,
    samples: (day?.samples ?? 0) + (cpu ? 1 : 0),
    cpu: (day?.cpu ?? 0) + (cpu?.busy ?? 0),
    load: worst(day?.load, load && cores ? load[1] / cores : null),
    memory: worst(day?.memory, memory && memory.total > 0 ? 1 - memory.available / memory.total : null),
    disk: worst(day?.disk, ...shares),
    mailQueue: worst(day?.mailQueue, mailQueue),
    boots: [...new Set([...(day?.boots ?? []), boot])].slice(-100),
  }
}

/** A day on which a login was suspect, or mail looked like somebody else's. */
export function withSign(day: HostDay | null, sign: 'logins' | 'spam'): HostDay {
  const nothing = { samples: 0, cpu: 0, load: null, memory: null, disk: null, mailQueue: null, boots: [] }
  return { ...nothing, ...day, [sign]: (day?.[sign] ?? 0) + 1 }
}

/** The days of a month in one; null without any. */
export function monthOfDays(days: readonly HostDay[]): HostMonth | null {
  if (days.length === 0) return null
  const sum = (of: 'samples' | 'cpu' | 'logins' | 'spam') => days.reduce((all, day) => all + (day[of] ?? 0), 0)
  const most = (of: 'load' | 'memory' | 'disk' | 'mailQueue') => worst(...days.map((day) => day[of]))
  return {
    days: days.length,
    cpu: sum('samples') === 0 ? null : sum('cpu') / sum('samples'),
    ...{ load: most('load'), memory: most('memory'), disk: most('disk'), mailQueue: most('mailQueue') },
    restarts: Math.max(0, new Set(days.flatMap(({ boots }) => boots)).size - 1),
    ...{ logins: sum('logins'), spam: sum('spam') },
  }
}

function worst(...values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number')
  return known.length === 0 ? null : Math.max(...known)
}
