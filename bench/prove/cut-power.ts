import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Roll } from '../../hub/test/stories/dice.ts'

const SECTOR = 512 // what a disk writes whole

/** What to have strace write down, so that the disk can be told from it afterwards. */
export const DISK_LOG = { calls: ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink'], words: ['-y', '-xx', '-s', '1000000'] } as const

type Piece = { readonly at: number; readonly bytes: Buffer } | { readonly size: number }
type File = { synced: Buffer; pending: Piece[] }

/**
 * Puts the files that a process wrote with pwrite64 back to what a disk holds when power fails (F6): what was synced, and of the rest any sectors or none.
 * `log` is that of strace, `before` gives what a file held when the process began. Directories are taken for journaled. Gives how many bytes are gone.
 */
export function cutPower(log: string, before: (path: string) => Buffer, roll: Roll): number {
  const files = new Map<string, File>()
  for (const line of readFileSync(log, 'utf8').split('\n')) note(line, files, before)
  let gone = 0
  for (const [path, { synced, pending }] of files) {
    if (!existsSync(path)) continue
    if (path.endsWith('-shm'))
      rmSync(path) // lies in memory, and is made anew
    else {
      const kept = pending.flatMap((piece) =>
        'size' in piece ? (roll.chance(0.5) ? [piece] : []) : sectorsOf(piece).filter(() => roll.chance(0.5)),
      )
      const size = (pieces: readonly Piece[]) => pieces.reduce((sum, piece) => sum + ('bytes' in piece ? piece.bytes.length : 0), 0)
      gone += size(pending) - size(kept)
      writeFileSync(path, kept.reduce(apply, synced))
    }
  }
  return gone
}

// A call that the process died in has no result: what it wrote may be there.
function note(line: string, files: Map<string, File>, before: (path: string) => Buffer) {
  const [, call, name, rest = ''] = /^(\w+)\((?:\d+<|")((?:\\x[0-9a-f]{2})+)[>"](.*)$/.exec(line) ?? []
  if (name === undefined || rest.startsWith('(deleted)')) return // of no use to whoever comes next
  const path = bytesIn(name).toString()
  const piece = call === 'pwrite64' ? written(rest) : call === 'ftruncate' ? { size: Number(/^, (\d+)/.exec(rest)![1]) } : null
  const file = files.get(path) ?? (piece && { synced: before(path), pending: [] })
  if (file === null) return // a directory, or what is not a database
  files.set(path, file)
  if (piece) file.pending.push(piece)
  else if (!/= 0$/.test(line)) return
  else if (call === 'unlink') Object.assign(file, { synced: Buffer.alloc(0), pending: [] })
  else if (call === 'fsync' || call === 'fdatasync') {
    file.synced = file.pending.reduce(apply, file.synced)
    file.pending = []
  }
}

function written(rest: string): Piece {
  const [, bytes, at] = /^, "((?:\\x[0-9a-f]{2})*)", \d+, (\d+)/.exec(rest)!
  return { at: Number(at), bytes: bytesIn(bytes!) }
}

const bytesIn = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex')

function sectorsOf({ at, bytes }: Extract<Piece, { bytes: Buffer }>): Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR))
    pieces.push({ at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return pieces
}

function apply(file: Buffer, piece: Piece): Buffer {
  const size = 'size' in piece ? piece.size : Math.max(file.length, piece.at + piece.bytes.length)
  const after = Buffer.alloc(size)
  file.copy(after)
  if ('bytes' in piece) piece.bytes.copy(after, piece.at)
  return after
}
