/** What of an HTTP/1.1 answer has been read, told as it comes. After `onEnd` and `onWrong` nothing more is told. */
export type AnswerListener = {
  onHead(head: Head): void
  onBody(piece: Buffer): void
  onEnd(isWhole: boolean): void
  onWrong(code: 'protocol_error' | 'headers_too_large', message: string): void
}
export type Head = { readonly status: number; readonly headers: Readonly<Record<string, string>> }
type Reader = { take(chunk: Buffer): void; /** The connection has ended. */ end(): void }

const MOST_HEAD = 32 * 1024
const MOST_FIRST = 1024 // of the first line that is judged before the head is whole
const [CR, LF] = [13, 10]
const MOST_INTERIM = 10 // answers of status 1xx
const MOST_LINE = 1024 // of a chunk's length and what it is said to be
const MOST_TRAILERS = 8 * 1024
const STATUS_LINE = /^HTTP\/(?:1\.[01]|2\.0) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
// eslint-disable-next-line no-control-regex -- these are what a header must not hold
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/
const HOLDS_ONE = new Set(['content-type', 'location', 'server', 'etag', 'last-modified', 'expires', 'retry-after', 'age', 'from', 'host'])

class Wrong extends Error {}

/**
 * Reads one answer to a request, strictly as RFC 9112 writes it: lines end in CRLF, a length is digits and stands once, a length and chunks at once
 * are refused, and the head is at most 32 kB. What comes after the answer is not looked at.
 */
export function readAnswer(method: string, listener: AnswerListener): Reader {
  let state: 'head' | 'length' | 'until-close' | 'size' | 'chunk' | 'after-chunk' | 'trailers' | 'done' = 'head'
  let pending: Buffer = Buffer.alloc(0) // of a head or a line that has not come whole
  let left = 0 // bytes of the body or the chunk
  let interim = 0

  const end = (isWhole: boolean) => {
    state = 'done'
    listener.onEnd(isWhole)
  }
  const wrong = (code: 'protocol_error' | 'headers_too_large', message: string) => {
    const wasInHead = state === 'head'
    state = 'done'
    if (wasInHead) listener.onWrong(code, message)
    else listener.onEnd(false) // from the head on, a body tells how it ended
  }
  const begin = (head: Head) => {
    const body = bodyOf(head, method)
    state = body === 'chunked' ? 'size' : body === 'until-close' ? body : 'length'
    listener.onHead(head)
    if (typeof body !== 'number') return
    left = body
    if (left === 0 && stillReads()) end(true)
  }
  const stillReads = () => state !== 'done'
  const takeHead = (chunk: Buffer): Buffer => {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    const at = bytes.indexOf('\r\n\r\n', Math.max(0, pending.length - 3))
    const end = at === -1 ? bytes.length : at
    if (end > MOST_HEAD) throw new Wrong()
    refuseEarly(bytes, pending.length, end, at !== -1)
    pending = at === -1 ? bytes : Buffer.alloc(0)
    if (at === -1) return Buffer.alloc(0)
    const text = bytes.toString('latin1', 0, end)
    const head = readHead(text)
    if (head.status >= 200) begin(head)
    else if (head.status === 101) throw new Error('The server switched to another protocol')
    else if (++interim > MOST_INTERIM) throw new Error('The server sent only interim answers')
    return bytes.subarray(at + 4)
  }
  const takeBody = (chunk: Buffer): Buffer => {
    const piece = chunk.subarray(0, left)
    left -= piece.length
    listener.onBody(piece)
    if (left === 0 && stillReads()) {
      if (state === 'length') end(true)
      else state = 'after-chunk'
    }
    return chunk.subarray(piece.length)
  }
  // A line of the framing of chunks; null while its end has not come.
  const takeLine = (chunk: Buffer, most: number): { readonly line: string; readonly rest: Buffer } | null => {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    const at = bytes.indexOf('\n')
    if ((at === -1 ? bytes.length : at) > most) throw new Error('A chunk has no end')
    pending = at === -1 ? bytes : Buffer.alloc(0)
    if (at === -1) return null
    if (bytes[at - 1] !== CR) throw new Error('A chunk has no proper end')
    return { line: bytes.toString('latin1', 0, at - 1), rest: bytes.subarray(at + 1) }
  }
  const takeFraming = (chunk: Buffer): Buffer => {
    const taken = takeLine(chunk, state === 'trailers' ? MOST_TRAILERS : MOST_LINE)
    if (taken === null) return Buffer.alloc(0)
    const { line, rest } = taken
    if (state === 'size') {
      const size = /^([0-9a-f]{1,13})[\t ]*(?:;.*)?$/i.exec(line)?.[1]
      if (size === undefined) throw new Error('A chunk has no length')
      left = Number.parseInt(size, 16)
      state = left === 0 ? 'trailers' : 'chunk'
    } else if (state === 'after-chunk') {
      if (line !== '') throw new Error('A chunk is longer than it says')
      state = 'size'
    } else if (line === '') end(true)
    return rest
  }
  const step = (chunk: Buffer): Buffer => {
    if (state === 'head') return takeHead(chunk)
    if (state === 'length' || state === 'chunk') return takeBody(chunk)
    if (state !== 'until-close') return takeFraming(chunk)
    listener.onBody(chunk)
    return Buffer.alloc(0)
  }

  return {
    take(chunk) {
      try {
        for (let rest = chunk; rest.length > 0 && stillReads();) rest = step(rest)
      } catch (error) {
        if (error instanceof Wrong) wrong('headers_too_large', `The headers are longer than ${MOST_HEAD / 1024} kB`)
        else wrong('protocol_error', `The answer is not HTTP (${(error as Error).message})`)
      }
    },
    end() {
      if (state !== 'head' && stillReads()) end(state === 'until-close')
    },
  }
}

// What can never become a head is refused when it is seen, however long the rest would take; what was seen before is not looked at again.
function refuseEarly(bytes: Buffer, from: number, end: number, isWhole: boolean) {
  const start = bytes.toString('latin1', 0, Math.min(end, MOST_FIRST))
  if (!start.startsWith('HTTP/'.slice(0, start.length))) throw new Error('it does not begin as an answer does')
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < end; at = bytes.indexOf(LF, at + 1))
    if (bytes[at - 1] !== CR) throw new Error('a line does not end in CRLF')
  const line = start.indexOf('\r\n')
  if (!isWhole && line !== -1 && !STATUS_LINE.test(start.slice(0, line))) throw new Error('its first line is none of an answer')
}

function readHead(text: string): Head {
  const lines = text.split('\r\n')
  const status = STATUS_LINE.exec(lines[0]!)?.[1]
  if (status === undefined) throw new Error('its first line is none of an answer')
  const headers = new Map<string, string>()
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon))
    const value = line.slice(colon + 1).replace(/^[\t ]+|[\t ]+$/g, '')
    if (!NAME.test(name) || CONTROL.test(value)) throw new Error('a header is not written as one')
    addHeader(headers, name.toLowerCase(), value)
  }
  return { status: Number(status), headers: Object.fromEntries(headers) }
}

function addHeader(headers: Map<string, string>, name: string, value: string) {
  const before = headers.get(name)
  if (before === undefined) headers.set(name, value)
  else if (name === 'content-length') throw new Error('it has two lengths')
  else if (!HOLDS_ONE.has(name)) headers.set(name, before + (name === 'set-cookie' ? '\n' : name === 'cookie' ? '; ' : ', ') + value)
}

/** How long the body is, or how it is told to end (RFC 9112 section 6.3). */
function bodyOf({ status, headers }: Head, method: string): number | 'chunked' | 'until-close' {
  const length = headers['content-length']
  const codings = headers['transfer-encoding']
  if (length !== undefined && !/^\d{1,15}$/.test(length)) throw new Error('its length is no number')
  if (length !== undefined && codings !== undefined) throw new Error('it has a length and chunks at once')
  if (method === 'HEAD' || status === 204 || status === 304) return 0
  if (codings !== undefined) return /(?:^|,)[\t ]*chunked$/i.test(codings) ? 'chunked' : 'until-close'
  return length === undefined ? 'until-close' : Number(length)
}
