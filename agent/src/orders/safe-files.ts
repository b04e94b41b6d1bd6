import { closeSync, constants, fchmodSync, fchownSync, fstatSync, fsyncSync, futimesSync, lstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs' // prettier-ignore
import type { Stats } from 'node:fs'
import { Unable } from './host-hand.ts'

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_DIRECTORY } = constants
const MOST_BYTES = 200 * 2 ** 20

/** How a file was, beside what is in it. */
export type Kind = { readonly uid: number; readonly gid: number; readonly mode: number; readonly modifiedAt: number; readonly size: number }

// What the owner of a website may rename, root must not be led by: every part of a path is opened from the one before it, and no link is followed
// (openat(2), by way of /proc/self/fd).
const within = (folder: number, name: string) => `/proc/self/fd/${folder}/${name}`

/** Does something in a folder that is reached without following a link. */
function inFolder<Answer>(path: string, work: (folder: number) => Answer): Answer {
  let at = openSync('/', O_RDONLY | O_DIRECTORY)
  try {
    for (const name of path.split('/').filter(Boolean)) {
      const next = openSync(within(at, name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      closeSync(at)
      at = next
    }
    return work(at)
  } catch (error) {
    if (error instanceof Unable) throw error
    throw new Unable(`${path} cannot be reached without following a link, or is not there: ${(error as Error).message}`)
  } finally {
    closeSync(at)
  }
}

/** How a file is; Unable where it is none of its own: a link, a device, or one file under two names. */
export const lookAt = (folder: string, name: string): Kind =>
  inFolder(folder, (at) => {
    const file = openPlain(at, name)
    closeSync(file.fd)
    return kindOf(file.info)
  })

/** Copies a file to a place of ours, then takes it away. What is taken away is what was copied. */
export const takeAway = (folder: string, name: string, to: string): Kind =>
  inFolder(folder, (at) => {
    const { fd, info } = openPlain(at, name)
    try {
      const target = openSync(to, O_WRONLY | O_CREAT | O_EXCL, 0o600)
      copy(fd, target)
      const now = lstatSync(within(at, name))
      if (now.ino !== info.ino || now.dev !== info.dev) throw new Unable(`${name} was replaced while it was copied.`)
      unlinkSync(within(at, name))
      return kindOf(info)
    } finally {
      closeSync(fd)
    }
  })

/** Puts a file back where nothing is now, with its owner and mode. */
export const putBack = (from: string, folder: string, name: string, { uid, gid, mode, modifiedAt }: Kind): void =>
  inFolder(folder, (at) => {
    const source = openSync(from, O_RDONLY)
    try {
      const target = openSync(within(at, name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
      fchownSync(target, uid, gid)
      fchmodSync(target, mode)
      copy(source, target, () => futimesSync(target, modifiedAt / 1000, modifiedAt / 1000))
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new Unable(`There is a ${name} again: take that away first.`) : error
    } finally {
      closeSync(source)
    }
  })

function openPlain(folder: number, name: string): { fd: number; info: Stats } {
  const fd = openSync(within(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  const info = fstatSync(fd)
  const wrong = !info.isFile()
    ? 'is no file'
    : info.nlink > 1
      ? 'has a second name elsewhere'
      : info.size > MOST_BYTES
        ? 'is too large'
        : null
  if (wrong === null) return { fd, info }
  closeSync(fd)
  throw new Unable(`${name} ${wrong}.`)
}

function copy(from: number, to: number, beforeClose?: () => void) {
  const chunk = Buffer.alloc(2 ** 20)
  try {
    for (let read = 0; (read = readSync(from, chunk, 0, chunk.length, null)) > 0;) writeSync(to, chunk, 0, read)
    beforeClose?.()
    fsyncSync(to)
  } finally {
    closeSync(to)
  }
}

const kindOf = ({ uid, gid, mode, mtimeMs, size }: Stats): Kind => ({ uid, gid, mode: mode & 0o777, modifiedAt: mtimeMs, size })
