import type { HostEvent, Sample } from '@allclear/wire/agent.ts'
import { readText } from '../metrics/files.ts'
import { scanFileOf } from './scan-files.ts'

type Scan = NonNullable<Sample['scanner']>

/** What ClamAV said last, and what is new of it. Null where none has looked: that is unknown, and not clean. */
export function watchScans(state: string) {
  let last = read(state)
  return {
    last: (): Scan | null => last,
    /** Looks whether a scan has ended since; gives what it found that the one before had not. */
    look(): HostEvent[] {
      const [before, now] = [last, read(state)]
      if (!now || now.checkedAt === before?.checkedAt) return []
      last = now
      const known = new Set(before?.infected.map(({ file, signature }) => `${file} ${signature}`))
      const fresh = now.infected.filter(({ file, signature }) => !known.has(`${file} ${signature}`))
      if (fresh.length === 0) return []
      const says = `ClamAV says that ${fresh.length + now.more === 1 ? 'a file is' : `${fresh.length + now.more} files are`} infected. A person should look.`
      const lines = fresh.map(({ file, signature }) => `${file} is ${signature}`)
      return [{ at: now.checkedAt, kind: 'finding', says, lines, moments: [] }]
    },
  }
}

function read(state: string): Scan | null {
  try {
    return JSON.parse(readText(scanFileOf(state)) ?? 'null') as Scan | null
  } catch {
    return null
  }
}
