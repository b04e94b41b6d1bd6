import { saySpan, between } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { sayOldBackup } from '../readiness/say-old-backup.ts'
import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

/** What was found of the database: nothing yet, why it cannot be read, or its version and the last backup it knows of. */
export type DatabaseFound =
  | { readonly state: 'none'; readonly place: string }
  | { readonly state: 'unreachable'; readonly says: string; readonly mend: string }
  | { readonly state: 'reached'; readonly place: string; readonly version: string; readonly backupAt: Instant | null | 'no tables' }

/** Whether the database answers, which version it is, and how old the last backup of it is. */
export function judgeDatabase(found: DatabaseFound, at: Instant): DoctorLine[] {
  if (found.state === 'none') return [well('database', `There is none yet; ${found.place} is made when the hub starts.`)]
  if (found.state === 'unreachable') return [{ about: 'database', state: 'wrong', says: found.says, mend: found.mend }]
  const { place, version, backupAt } = found
  if (backupAt === 'no tables') return [well('database', `${place} answers: ${version}. The hub brings its tables up when it starts.`)]
  return [well('database', `${place} answers: ${version}.`), judgeBackup(backupAt, at)]
}

function judgeBackup(backupAt: Instant | null, at: Instant): DoctorLine {
  const old = sayOldBackup(backupAt, at)
  if (old !== null) return { about: 'backup', state: 'warning', says: old, mend: 'allclear backup FILE, each night from cron' }
  return well('backup', `The last one was made ${saySpan(between(backupAt!, at))} ago.`)
}

/** The disk that the data is on; bytes. */
export type DiskFound = { readonly place: string; readonly free: number; readonly data: number; readonly isWritable: boolean }

const LEAST = 500e6
const ROOMY = 2e9

/** Whether the data can be written and still has room, also for the proof of a backup, which takes as much again. */
export function judgeDisk({ place, free, data, isWritable }: DiskFound): DoctorLine {
  const about = 'disk'
  if (!isWritable)
    return { about, state: 'wrong', says: `${place} cannot be written by this user.`, mend: `sudo chown -R "$(id -un)" ${place}` }
  const says = `${gigabytes(free)} free at ${place}, whose data has ${gigabytes(data)}.`
  if (free >= Math.max(ROOMY, 2 * data)) return well(about, says)
  return { about, state: free < LEAST ? 'wrong' : 'warning', says, mend: `Free some, or move the data: du -xh ${place} | sort -h | tail` }
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
