import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WaitingForHub } from '@allclear/wire/probe.ts'
import { after, days, saySpan } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'

/** What waits for the hub while it is away, beside the probe's identity: a restart of the probe loses none of it. */
export type OutboxFile = {
  isThere(): boolean
  /** What waited when the probe ended; what is too old is dropped and said. */
  read(now: Instant, say: (line: string) => void): WaitingForHub | undefined
  /** Keeps all or nothing of it, readable for us alone; of more than a file may hold the newest. */
  write(waiting: WaitingForHub): void
  remove(): void
}

const FILE = 'outbox.json'
const TOO_OLD = days(7)

/** The file in the probe's folder; `mostBytes` for each of its parts. */
export function outboxFile(folder: string, mostBytes = 4 * 2 ** 20): OutboxFile {
  const file = join(folder, FILE)
  return {
    isThere: () => existsSync(file),
    read(now, say) {
      if (!existsSync(file)) return undefined
      const read = WaitingForHub.safeParse(parsed(readFileSync(file, 'utf8')))
      if (read.success) return fresh(read.data, after(now, -TOO_OLD as Span), say)
      say(`${file} cannot be read: what waited there for the hub is lost.`)
      return undefined
    },
    write(waiting) {
      const [beside, text] = [`${file}.new`, JSON.stringify(bounded(waiting, mostBytes))]
      writeFileSync(beside, text, { mode: 0o600, flush: true })
      renameSync(beside, file)
    },
    remove: () => rmSync(file, { force: true }),
  }
}

function fresh({ unsure, results, hours, lost }: WaitingForHub, since: Instant, say: (line: string) => void): WaitingForHub {
  const isFresh = {
    result: ({ result }: { result: { at: number } }) => result.at >= since,
    hour: ({ hour }: { hour: number }) => hour >= since,
  }
  const keep = <Of extends Pick<WaitingForHub, 'results' | 'hours'>>(of: Of): Of => ({
    ...{ ...of, results: of.results.filter(isFresh.result), hours: of.hours.filter(isFresh.hour) },
  })
  const left = keep({ unsure: unsure && keep(unsure), results, hours, lost })
  const count = (of: Pick<WaitingForHub, 'results' | 'hours'> | null) => (of ? of.results.length + of.hours.length : 0)
  const dropped = count({ results, hours }) + count(unsure) - count(left) - count(left.unsure)
  if (dropped > 0) say(`${dropped} results that waited for the hub were older than ${saySpan(TOO_OLD)} and are dropped.`)
  return { ...left, lost: lost + dropped }
}

function bounded({ unsure, results, hours, lost }: WaitingForHub, mostBytes: number): WaitingForHub {
  const [kept, counted] = [newest(results, mostBytes), newest(hours, mostBytes)]
  const first = unsure && { ...unsure, results: newest(unsure.results, mostBytes) }
  const dropped = results.length - kept.length + (unsure && first ? unsure.results.length - first.results.length : 0)
  return { unsure: first, results: kept, hours: counted, lost: lost + dropped }
}

function newest<One>(all: readonly One[], mostBytes: number): One[] {
  let bytes = 0
  return all.slice(1 + all.findLastIndex((one) => (bytes += Buffer.byteLength(JSON.stringify(one))) > mostBytes))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
