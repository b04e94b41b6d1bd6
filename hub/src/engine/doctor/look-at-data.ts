import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { DatabaseFound, DiskFound } from '../../domain/doctor/judge-data.ts'
import type { KeptEntry } from '../../domain/plan/kept-entry.ts'
import { Problem } from '../../problem.ts'
import { lastBackup } from '../../store/backups-made.ts'
import { sayVersion } from '../../store/say-version.ts'
import { keptEntries } from '../../store/kept-entries.ts'
import { openToRead } from '../../store/store.ts'
import type { Place } from '../../store/store.ts'

/** Whether the database is there and answers; a hub may be working on it. */
export async function lookAtDatabase(place: Place): Promise<DatabaseFound> {
  if (place.file && !(await isThere(place.file))) return { state: 'none', place: place.file }
  try {
    const store = await openToRead(place)
    try {
      const version = await sayVersion(store.db)
      const backupAt = await lastBackup(store.db).catch(notYet)
      return { state: 'reached', place: place.file ?? 'The database of DATABASE_URL', version, backupAt }
    } finally {
      await store.close()
    }
  } catch (error) {
    const [says, mend] =
      error instanceof Problem
        ? [error.message, error.fix]
        : [`The database cannot be read: ${(error as Error).message}.`, 'Restore the last backup: allclear restore FILE']
    return { state: 'unreachable', says, mend }
  }
}

/** What people keep on screen; nothing where the database cannot be read. */
export async function keptIn(place: Place): Promise<readonly KeptEntry[]> {
  const store = await openToRead(place).catch(() => null)
  if (store === null) return []
  return keptEntries(store.db, null)
    .catch(() => [])
    .finally(() => store.close())
}

// An empty database, or one of an older version.
function notYet(error: Error): 'no tables' {
  if (/no such table|does not exist/.test(error.message)) return 'no tables'
  throw error
}

/** The room on the disk of a folder, or of the nearest one above it that is there. */
export async function lookAtDisk(data: string, file: string | undefined): Promise<DiskFound> {
  let place = resolve(data)
  while (!(await isThere(place)) && dirname(place) !== place) place = dirname(place)
  const { bavail, bsize } = await statfs(place)
  const size = file && (await isThere(file)) ? (await stat(file)).size : 0
  return { place, free: bavail * bsize, data: size, isWritable: await isThere(place, constants.W_OK) }
}

const isThere = (path: string, mode = constants.F_OK) => access(path, mode).then(() => true, () => false) // prettier-ignore
