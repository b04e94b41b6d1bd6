import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../problem.ts'

export type Hold = { release(): void }

/**
 * Takes the data for this process until `release` or its death; makes the directory where it is missing. Who finds it held is told by whom.
 * The kernel lets go of the lock when the process dies, so that nothing has to be cleaned up after a crash; the pid beside it is for people.
 */
export function holdData(file: string): Hold {
  const lock = takeLock(file)
  const since = new Date().toISOString().replace(/\.\d+/, '')
  writable(file, () => writeFileSync(`${file}.pid`, `${process.pid}, since ${since}\n`, { mode: 0o600 }))
  return {
    release() {
      if (!lock.isOpen) return
      rmSync(`${file}.pid`, { force: true })
      lock.close()
    },
  }
}

function takeLock(file: string): DatabaseSync {
  const lock = writable(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // SQLite gives its other files the mode of this one: what stands in it is for nobody else on the machine.
    appendFileSync(file, '', { mode: 0o600 })
    return new DatabaseSync(`${file}.lock`, { timeout: 0 })
  })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw unwritable(file, error)
    const message = `Another hub (pid ${holder(file)}) is working on ${file}.`
    throw new Problem('ours', 'data_in_use', message, 'Stop that one first, or give this one data of its own with --data.', {
      cause: error,
    })
  }
}
const SQLITE_BUSY = 5

function holder(file: string): string {
  try {
    const who = readFileSync(`${file}.pid`, 'utf8').trim()
    return `${who}${addressOf(file, Number.parseInt(who))}`
  } catch {
    return 'unknown'
  }
}

// A hub that has opened its doors says beside its data where they are.
function addressOf(file: string, pid: number): string {
  try {
    const note = JSON.parse(readFileSync(join(dirname(file), 'hub.json'), 'utf8')) as { address: string; pid: number }
    return note.pid === pid ? `, at ${note.address}` : ''
  } catch {
    return ''
  }
}

function writable<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw unwritable(file, error)
  }
}

function unwritable(file: string, cause: unknown): Problem {
  const { code, message } = cause as NodeJS.ErrnoException
  const what = `The data directory ${dirname(file)} cannot be written (${code === 'ERR_SQLITE_ERROR' ? message : code}).`
  return new Problem('ours', 'data_unwritable', what, 'Let the user who runs Allclear write there, or name another place with --data.', {
    cause,
  })
}
