import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

const MOST_BYTES = 256 * 1024 // in one look: what is more is skipped, and the newest read

/** How far a log has been read: what is kept over a restart of the agent. */
export type LogPlace = { readonly inode: number; readonly offset: number }

type Place = { readonly file: number; readonly inode: number; offset: number; rest: string }

/**
 * Reads what has been added to a log since the last look, from where it stopped, through rotation: the old file is read to its end before the new
 * one begins, and one that was cut is begun again. The first look begins at the end, or where it stood before the agent was restarted.
 */
export function followLog(path: string, stoodAt: LogPlace | null = null) {
  let place: Place | null = null
  let isFirst = true

  const begin = (): { place: Place | null; old: string[] } => {
    const now = open(path)
    if (!now) return { place: null, old: [] }
    const wasFirst = isFirst
    isFirst = false
    if (!wasFirst) return { place: now, old: [] }
    if (stoodAt === null) now.offset = fstatSync(now.file).size
    else if (stoodAt.inode === now.inode) now.offset = stoodAt.offset
    else return { place: now, old: endOf(`${path}.1`, stoodAt) }
    return { place: now, old: [] }
  }
  const isReplaced = (now: Place) => {
    try {
      return statSync(path).ino !== now.inode
    } catch {
      return false // moved, and the new one is not there yet
    }
  }

  return {
    /** The whole lines that are new. */
    lines(): string[] {
      let before: string[] = []
      if (!place) ({ place, old: before } = begin())
      if (!place) return []
      const old = [...before, ...readFrom(place)]
      if (!isReplaced(place)) return old
      closeSync(place.file)
      place = open(path)
      return place ? [...old, ...readFrom(place)] : old
    },
    /** Up to which line it has been read; null before the first look. */
    place: (): LogPlace | null => place && { inode: place.inode, offset: place.offset - Buffer.byteLength(place.rest) },
    close() {
      if (place) closeSync(place.file)
      place = null
    },
  }
}

function open(path: string): Place | null {
  try {
    const file = openSync(path, 'r')
    return { file, inode: fstatSync(file).ino, offset: 0, rest: '' }
  } catch {
    return null
  }
}

// What was written to it before it was turned over, while the agent was away.
function endOf(path: string, { inode, offset }: LogPlace): string[] {
  const old = open(path)
  if (!old) return []
  const lines = old.inode === inode ? readFrom(Object.assign(old, { offset })) : []
  closeSync(old.file)
  return lines
}

function readFrom(place: Place): string[] {
  const { size } = fstatSync(place.file)
  if (size < place.offset) place.offset = 0
  if (size - place.offset > MOST_BYTES) {
    place.offset = size - MOST_BYTES
    place.rest = ''
  }
  const block = Buffer.alloc(size - place.offset)
  const got = readSync(place.file, block, 0, block.length, place.offset)
  place.offset += got
  const parts = (place.rest + block.toString('utf8', 0, got)).split('\n')
  place.rest = parts.pop()!
  return parts.filter((line) => line !== '')
}
