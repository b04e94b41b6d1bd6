import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

const MOST_BYTES = 256 * 1024 // in one look: what is more is skipped, and the newest read

type Place = { readonly file: number; readonly inode: number; offset: number; rest: string }

/**
 * Reads what has been added to a log since the last look, from where it stopped, through rotation: the old file is read to its end before the new
 * one begins, and one that was cut is begun again. The first look begins at the end.
 */
export function followLog(path: string) {
  let place: Place | null = null
  let isFirst = true

  const open = (): Place | null => {
    try {
      const file = openSync(path, 'r')
      const { ino, size } = fstatSync(file)
      return { file, inode: ino, offset: isFirst ? size : 0, rest: '' }
    } catch {
      return null
    } finally {
      isFirst = false
    }
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
      place ??= open()
      if (!place) return []
      const old = readFrom(place)
      if (!isReplaced(place)) return old
      closeSync(place.file)
      place = open()
      return place ? [...old, ...readFrom(place)] : old
    },
    close() {
      if (place) closeSync(place.file)
      place = null
    },
  }
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
