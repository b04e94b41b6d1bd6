import type { Socket } from 'node:net'
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls'

/** One answer of a mail server: its code and the words of all its lines. */
export type Reply = { readonly code: number; readonly words: string; readonly lines: readonly string[] }

/** Why the conversation cannot go on. `protocol`: the other side does not speak SMTP; asking again would not help. */
export class Broken extends Error {
  readonly protocol: boolean
  constructor(message: string, protocol = false) {
    super(message)
    this.protocol = protocol
  }
}

const LONGEST_LINE = 2048 // RFC 5321 4.5.3.1.5 says 512
const MOST_LINES = 100
const MOST_UNREAD = 65_536

/** A line-by-line conversation over one socket. Whatever arrives is bounded, whoever waits has a deadline, and nothing is said ahead (no PIPELINING). */
export class SmtpWire {
  #socket: Socket
  #unread = ''
  #broken: Broken | null = null
  #wake: () => void = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    this.#listen(socket)
  }

  #listen(socket: Socket) {
    socket.setNoDelay(true)
    socket.on('data', this.#heard)
    socket.on('error', (error) => this.break(new Broken(`The connection was lost: ${error.message}.`)))
    socket.on('close', () => this.break(new Broken('The server closed the connection.')))
  }

  #heard = (chunk: Buffer) => {
    this.#unread += chunk.toString('latin1')
    if (this.#unread.length > MOST_UNREAD) this.break(new Broken('The server sends more than a mail server has to say.', true))
    this.#wake()
  }

  /** Ends everything at once; who is waiting hears why. The first reason stays. */
  break(why: Broken) {
    this.#broken ??= why
    this.#socket.destroy()
    this.#wake()
  }

  get broken() {
    return this.#broken
  }

  /** Lays TLS over the socket. Words that came before the handshake were in clear, perhaps from someone else: they end the conversation. */
  async encrypt(options: ConnectionOptions, withinMs: number): Promise<void> {
    if (this.#unread !== '') throw new Broken('The server spoke before the TLS handshake.', true)
    this.#socket.off('data', this.#heard)
    let secure = false
    this.#socket = tlsConnect({ ...options, socket: this.#socket }, () => {
      secure = true
      this.#wake()
    })
    this.#listen(this.#socket)
    await this.#until(() => secure, withinMs, 'TLS handshake')
  }

  /** Hands bytes over and waits until the system has taken them, at most `withinMs`. */
  async write(bytes: string | Buffer, withinMs: number, doing: string): Promise<void> {
    if (this.#broken) throw this.#broken
    let taken = false
    this.#socket.write(bytes, () => {
      taken = true
      this.#wake()
    })
    await this.#until(() => taken, withinMs, doing)
  }

  /** What was said without being asked would be taken for the answer to the next question, so it ends the conversation. */
  mustBeSilent() {
    if (this.#unread !== '') throw new Broken('The server spoke without being asked.')
  }

  /** One command, one answer. */
  async ask(line: string, withinMs: number, doing = line): Promise<Reply> {
    if (/[\r\n\0]/.test(line)) throw new Broken(`A line break stood in ${JSON.stringify(doing)}.`, true)
    this.mustBeSilent()
    await this.write(Buffer.from(`${line}\r\n`), withinMs, doing)
    return this.hear(withinMs, doing)
  }

  /** The next whole answer. A line, a number of lines or a silence beyond all measure ends the conversation. */
  async hear(withinMs: number, doing: string): Promise<Reply> {
    const lines: string[] = []
    let code: string | undefined
    const deadline = performance.now() + withinMs
    for (;;) {
      await this.#until(() => this.#unread.includes('\n') || this.#unread.length > LONGEST_LINE, deadline - performance.now(), doing)
      const match = /^(\d{3})(?:([ -])(.*))?$/.exec(this.#takeLine())
      if (!match) throw new Broken(`The server does not speak SMTP (${doing}).`, true)
      // RFC 5321 4.2.1: one code in all lines. An answer that is yes and no is none.
      if (lines.length > 0 && code !== match[1]) throw new Broken(`The server does not speak SMTP (${doing}).`, true)
      code = match[1]
      lines.push(match[3] ?? '')
      if (lines.length > MOST_LINES) throw new Broken(`The server answered with more than ${MOST_LINES} lines (${doing}).`, true)
      if (match[2] !== '-') return { code: Number(match[1]), words: readable(lines.join(' ')), lines }
    }
  }

  #takeLine(): string {
    const end = this.#unread.indexOf('\n')
    if (end < 0 || end > LONGEST_LINE) throw new Broken(`The server sent a line of more than ${LONGEST_LINE} bytes.`, true)
    const line = this.#unread.slice(0, end).replace(/\r$/, '')
    this.#unread = this.#unread.slice(end + 1)
    return line
  }

  async #until(isSo: () => boolean, withinMs: number, doing: string): Promise<void> {
    const timer = setTimeout(() => this.break(new Broken(`The server was silent for too long (${doing}).`)), Math.max(0, withinMs))
    try {
      while (!isSo()) {
        if (this.#broken) throw this.#broken
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Says goodbye and leaves; the answer matters to nobody. */
  leave() {
    if (this.#broken) return
    this.#socket.end('QUIT\r\n')
    const timer = setTimeout(() => this.#socket.destroy(), 1000).unref()
    this.#socket.once('close', () => clearTimeout(timer))
  }
}

const readable = (text: string) =>
  text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 300)

/** A message as its lines travel: every line ends in CRLF, and one that begins with a dot gets a second (RFC 5321 4.5.2). */
export const dotStuffed = (message: Buffer) => Buffer.from(withCrlf(message).toString('latin1').replace(/^\./gm, '..'), 'latin1')

/** The same bytes with every kind of line end made CRLF, the last line's included. */
export function withCrlf(message: Buffer): Buffer {
  const text = message.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n')
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1')
}
