import { createReadStream } from 'node:fs'
import type { VulnerabilityFeed } from '../../domain/plan/plan.ts'
import { softwareOf } from '../../domain/vulnerability/find-holes.ts'
import { mapped } from '../../domain/vulnerability/feeds/mapped.ts'
import { osv } from '../../domain/vulnerability/feeds/osv.ts'
import type { FeedReading } from '../../domain/vulnerability/feeds/reading.ts'
import { wordfence } from '../../domain/vulnerability/feeds/wordfence.ts'
import type { KnownHole } from '../../domain/vulnerability/known-hole.ts'
import type { Network } from '../../network/network.ts'

const MOST_BYTES = 512 * 1024 * 1024
const MOST_HOLES = 50_000
const MOST_ENTRY = 8 * 1024 * 1024 // of the text between two entries: what is larger is no entry
const MOST_UNREAD = 1024 * 1024 // a refusal says its status at its end, in whatever words
const PATIENCE_MS = 10 * 60_000
const CHUNK = 64 * 1024

/** What a feed says of software that is asked for, of how many entries; or why it could not be read whole. */
export type FeedRead = { readonly holes: readonly KnownHole[]; readonly entries: number } | { readonly trouble: string }

type Around = { readonly network: Network; readonly token: string | undefined; readonly signal: AbortSignal }

/**
 * Reads a feed entry by entry: it may be larger than the memory, and only what is said of `software` is kept. A feed that breaks off, or says
 * nothing that is understood, was not read.
 */
export async function readFeed(feed: VulnerabilityFeed, software: ReadonlySet<string>, around: Around): Promise<FeedRead> {
  const sieve = await sieveFor(readingOf(feed), software)
  const trouble = feed.file === null ? await fromWeb(feed, sieve, around) : await fromFile(feed.file, sieve, around.signal)
  if (trouble !== null) return { trouble }
  return sieve.end()
}

const readingOf = ({ format, mapping }: VulnerabilityFeed): FeedReading =>
  format === 'wordfence' ? wordfence : format === 'osv' ? osv : mapped(mapping!)

type Sieve = { take(piece: Buffer): string | null; end(): FeedRead }

// It is loaded when it is needed: most hubs read no feed.
async function sieveFor({ path, read }: FeedReading, software: ReadonlySet<string>): Promise<Sieve> {
  const { JSONParser } = await import('@streamparser/json')
  const holes: KnownHole[] = []
  let [entries, understood, sinceEntry] = [0, 0, 0]
  let trouble: string | null = null
  let parser: InstanceType<typeof JSONParser> | null = null
  const open = (first: Buffer) => {
    const isList = path === null && /^\s*\[/.test(first.toString('latin1', 0, 200))
    const paths = [isList ? '$.*' : (path ?? '$')]
    const opened = new JSONParser({ paths, keepStack: false, ...(path === null && !isList ? { separator: '' } : {}) })
    opened.onValue = ({ value }) => {
      ;[entries, sinceEntry] = [entries + 1, 0]
      const said = read(value)
      if (said.length > 0) understood += 1
      for (const hole of said) if (holes.length < MOST_HOLES && software.has(softwareOf(hole))) holes.push(hole)
    }
    return opened
  }
  const attempt = (deed: () => void): string | null => {
    try {
      if (trouble === null) deed()
    } catch (error) {
      trouble = `It is no JSON that can be read: ${(error as Error).message.slice(0, 200)}`
    }
    return trouble
  }
  return {
    take: (piece) =>
      attempt(() => {
        sinceEntry += piece.length
        if (sinceEntry > MOST_ENTRY) trouble = 'It has an entry that is larger than 8 MiB.'
        else (parser ??= open(piece)).write(piece)
      }),
    end: () => {
      attempt(() => void (parser?.isEnded === false && parser.end()))
      if (trouble !== null) return { trouble }
      return understood === 0 ? { trouble: `None of its ${entries} entries says anything that is understood.` } : { holes, entries }
    },
  }
}

async function fromFile(file: string, sieve: Sieve, signal: AbortSignal): Promise<string | null> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: CHUNK, signal })) {
      const trouble = sieve.take(piece as Buffer)
      if (trouble !== null) return trouble
    }
    return null
  } catch (error) {
    return `The file cannot be read: ${(error as Error).message.slice(0, 200)}`
  }
}

async function fromWeb({ url, header }: VulnerabilityFeed, sieve: Sieve, { network, token, signal }: Around): Promise<string | null> {
  const stop = new AbortController()
  let trouble: string | null = null
  const headers = {
    ...{ accept: 'application/json', 'accept-encoding': 'gzip' },
    ...(token === undefined ? {} : header === null ? { authorization: `Bearer ${token}` } : { [header]: token }),
  }
  let unread = 0
  const into = (piece: Buffer) => {
    if (trouble !== null) unread += piece.length
    if (unread > MOST_UNREAD) stop.abort()
    trouble ??= sieve.take(piece)
  }
  const signals = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(PATIENCE_MS)])
  const answer = await network.request({ url: url!, headers, maxBytes: MOST_BYTES, into }, { signal: signals })
  if (answer.ok && answer.status !== 200) return `It answered ${answer.status}.`
  if (trouble !== null) return trouble
  if (!answer.ok) return answer.message
  return answer.complete && answer.limit === null ? null : 'It broke off before its end.'
}
