import type { Transform } from 'node:stream'
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { HttpAnswer } from './network.ts'

export type Body = { readonly bytes: number; readonly text: string; readonly complete: boolean; readonly limit: HttpAnswer['limit'] }
type Sink = { write(chunk: Buffer): void; end(): void; destroy(): void }

const MOST_DECODED = 4 * 1024 * 1024
const MOST_RATIO = 100
const RATIO_COUNTS_FROM = 256 * 1024 // a short page may well shrink a hundredfold

/**
 * Takes a body piece by piece, to its end or to a limit: `maxBytes` as sent, 4 MiB and a hundredfold as decoded. Only gzip and deflate are
 * decoded; of anything else the bytes are counted and thrown away (`encoding_refused`). `done` hears of the end once: a body cut short is not
 * `complete`. With `into` nothing is kept, and a body may be as long as its caller allows.
 */
export function takeBody(
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
  { binary = false, into }: { readonly binary?: boolean | undefined; readonly into?: ((piece: Buffer) => void) | undefined },
  done: (body: Body) => void,
): { take(piece: Buffer): void; end(isWhole: boolean): void } {
  const pieces: Buffer[] = []
  let bytes = 0
  const mostDecoded = into ? maxBytes * 10 : MOST_DECODED
  let decoded = 0
  let limit: HttpAnswer['limit'] = null
  let isDone = false
  const finish = (complete: boolean) => {
    if (isDone) return
    isDone = true
    sink.destroy()
    const text = binary ? Buffer.concat(pieces).toString('latin1') : textOf(pieces, headers['content-type'] ?? '')
    done({ bytes, text, complete, limit })
  }
  const cut = () => {
    limit = 'body_limit'
    finish(false)
  }
  const keep = (piece: Buffer) => {
    const room = Math.max(0, mostDecoded - decoded)
    decoded += piece.length
    if (into) into(piece.subarray(0, room))
    else pieces.push(piece.subarray(0, room))
    if (piece.length > room || (decoded > RATIO_COUNTS_FROM && decoded > bytes * MOST_RATIO)) cut()
  }
  const sink = sinkFor((headers['content-encoding'] ?? '').trim().toLowerCase(), keep, () => (limit = 'encoding_refused'), finish)
  return {
    take(piece) {
      if (isDone) return
      const room = maxBytes - bytes
      bytes += Math.min(piece.length, room)
      sink.write(piece.subarray(0, room))
      if (piece.length > room) cut()
    },
    end: (isWhole) => (isWhole ? sink.end() : finish(false)),
  }
}

function sinkFor(encoding: string, keep: (piece: Buffer) => void, refuse: () => void, finish: (complete: boolean) => void): Sink {
  const end = () => finish(true)
  if (encoding === '' || encoding === 'identity') return { write: keep, end, destroy: () => {} }
  if (encoding === 'gzip' || encoding === 'x-gzip' || encoding === 'deflate') return decoder(encoding, keep, finish)
  return { write: refuse, end, destroy: () => {} }
}

function decoder(encoding: string, keep: (piece: Buffer) => void, finish: (complete: boolean) => void): Sink {
  let stream: Transform | null = null
  const open = (first: Buffer) => {
    // RFC 9110 section 8.4.1.2: some servers send deflate without its zlib wrapper.
    const isWrapped = (first[0]! & 0x0f) === 8
    const opened = encoding === 'deflate' ? (isWrapped ? createInflate() : createInflateRaw()) : createGunzip()
    return opened
      .on('data', keep)
      .on('end', () => finish(true))
      .on('error', () => finish(false))
  }
  return {
    write: (chunk) => void (stream ??= open(chunk)).write(chunk),
    end: () => void (stream === null ? finish(true) : stream.end()),
    destroy: () => void stream?.destroy(),
  }
}

const utf8 = new TextDecoder()

function textOf(pieces: readonly Buffer[], contentType: string): string {
  const charset = (/charset=["']?([\w-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8').toLowerCase()
  const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  try {
    return (charset === 'utf-8' ? utf8 : new TextDecoder(charset)).decode(bytes)
  } catch {
    return bytes.toString('utf8') // a charset nobody knows
  }
}
