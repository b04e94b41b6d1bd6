import { isIP } from 'node:net'
import type { Span } from '../domain/instant.ts'
import { judgeAddress } from './addresses.ts'
import type { Network } from './network.ts'
import { Broken, dotStuffed, SmtpWire, type Reply } from './smtp-wire.ts'

export type SmtpServer = {
  readonly host: string
  readonly port: number
  readonly secure: boolean // TLS from the first byte
  readonly user: string | null
  readonly password: string | null
  readonly helo: string
  readonly ca?: string // PEM, instead of the system's
}
export type SmtpLetter = { readonly from: string; readonly to: readonly string[]; readonly message: Buffer }

/** What one attempt came to; the same words a channel uses. */
export type SmtpEnd =
  | { readonly outcome: 'delivered'; readonly reference: string | null }
  | { readonly outcome: 'try_later'; readonly reason: string; readonly after: Span | null }
  | { readonly outcome: 'refused'; readonly reason: string; readonly address: string | null }
  | { readonly outcome: 'uncertain'; readonly reason: string }

export type SmtpAround = {
  readonly network: Pick<Network, 'connect'>
  readonly signal: AbortSignal // the deadline of the whole conversation
  readonly committing: () => Promise<void> // awaited just before the final dot leaves
  readonly stepMs?: number // the deadline of each step
}

const STEP_MS = 20_000

/**
 * Hands one letter to a mail server for all its recipients or for none (RFC 5321): every one is answered with 2xx before the first byte of
 * the letter leaves. Before the final dot a failure is `try_later` or `refused`; after it, without an answer, it is `uncertain`. Never throws.
 */
export function sendBySmtp(server: SmtpServer, letter: SmtpLetter, around: SmtpAround): Promise<SmtpEnd> {
  return converse(server, around, (conversation) => conversation.hand(letter))
}

/** The same conversation up to the recipients, and then taken back: proves that a letter would be accepted, and sends none. Never throws. */
export function proveSmtp(
  server: SmtpServer,
  letter: Omit<SmtpLetter, 'message'>,
  around: Omit<SmtpAround, 'committing'>,
): Promise<SmtpEnd> {
  return converse(server, { ...around, committing: async () => {} }, (conversation) => conversation.prove(letter))
}

async function converse(server: SmtpServer, around: SmtpAround, talk: (conversation: Conversation) => Promise<SmtpEnd>): Promise<SmtpEnd> {
  const connected = await around.network.connect({ host: server.host, port: server.port }, { signal: around.signal })
  if (!connected.ok) return later(`No connection to ${server.host}:${server.port}: ${connected.message}`)
  const wire = new SmtpWire(connected.socket)
  const giveUp = () => wire.break(new Broken('The time for this attempt was over.'))
  around.signal.addEventListener('abort', giveUp)
  if (around.signal.aborted) giveUp()
  try {
    return await talk(new Conversation(wire, server, around, judgeAddress(connected.address).reach === 'private'))
  } catch (error) {
    return ended(error, server)
  } finally {
    around.signal.removeEventListener('abort', giveUp)
    wire.leave()
    if (around.signal.aborted) giveUp()
  }
}

/** An answer that ends the conversation before anything was accepted. */
class Declined extends Error {
  readonly end: SmtpEnd
  constructor(end: SmtpEnd) {
    super(end.outcome)
    this.end = end
  }
}

class Conversation {
  readonly #wire: SmtpWire
  readonly #server: SmtpServer
  readonly #around: SmtpAround
  readonly #near: boolean
  readonly #stepMs: number

  constructor(wire: SmtpWire, server: SmtpServer, around: SmtpAround, near: boolean) {
    this.#wire = wire
    this.#server = server
    this.#around = around
    this.#near = near
    this.#stepMs = around.stepMs ?? STEP_MS
  }

  async prove(letter: Omit<SmtpLetter, 'message'>): Promise<SmtpEnd> {
    await this.#address(letter)
    this.#expect(await this.#ask('RSET'), 'RSET', 2)
    return { outcome: 'delivered', reference: null }
  }

  async hand(letter: SmtpLetter): Promise<SmtpEnd> {
    await this.#address(letter)
    this.#expect(await this.#ask('DATA'), 'DATA', 3)
    await this.#wire.write(dotStuffed(letter.message), this.#stepMs, 'the letter')
    this.#wire.mustBeSilent()
    await this.#around.committing().catch((error: Error) => this.#wire.break(new Broken(`The letter was held back: ${error.message}`)))
    if (this.#wire.broken) throw this.#wire.broken
    return this.#finish()
  }

  async #address(letter: Omit<SmtpLetter, 'message'>): Promise<void> {
    if (this.#server.secure) await this.#encrypt()
    this.#expect(await this.#wire.hear(this.#stepMs, 'greeting'), 'the connection', 2)
    await this.#logIn(await this.#greet())
    this.#expect(await this.#ask(`MAIL FROM:<${letter.from}>`), `the sender ${letter.from}`, 2)
    await this.#nameAll(letter.to)
  }

  /** From here on the server may have the letter, whatever we hear or do not hear. */
  async #finish(): Promise<SmtpEnd> {
    try {
      const reply = await this.#wire.ask('.', this.#stepMs, 'the final dot')
      if (reply.code >= 200 && reply.code < 300) return { outcome: 'delivered', reference: reply.words || null }
      if (reply.code >= 400 && reply.code < 600) return this.#no(reply, 'the letter')
      return { outcome: 'uncertain', reason: `${this.#server.host} answered ${reply.code} to the final dot: ${reply.words}` }
    } catch (error) {
      return {
        outcome: 'uncertain',
        reason: `The letter had left and no answer came. ${error instanceof Error ? error.message : ''}`.trim(),
      }
    }
  }

  async #greet(): Promise<Set<string>> {
    let offers = await this.#hello()
    if (!this.#server.secure && offers.has('STARTTLS')) {
      this.#expect(await this.#ask('STARTTLS'), 'STARTTLS', 2)
      await this.#encrypt()
      return this.#hello()
    }
    if (!this.#server.secure && !this.#near && this.#server.user !== null)
      throw new Declined(later(`${this.#server.host} offers no STARTTLS, and the password is not sent in clear.`))
    return offers
  }

  async #hello(): Promise<Set<string>> {
    const reply = await this.#ask(`EHLO ${this.#server.helo}`)
    if (reply.code >= 500) {
      this.#expect(await this.#ask(`HELO ${this.#server.helo}`), 'HELO', 2)
      return new Set()
    }
    this.#expect(reply, 'EHLO', 2)
    return new Set(reply.lines.slice(1).flatMap(offered))
  }

  // A password that was changed is no fault of the letter: it waits, and the reason says so.
  async #logIn(offers: Set<string>): Promise<void> {
    const { host, user, password } = this.#server
    if (user === null) return
    const plain = Buffer.from(`\0${user}\0${password ?? ''}`).toString('base64')
    let reply: Reply
    if (offers.has('AUTH PLAIN')) reply = await this.#ask(`AUTH PLAIN ${plain}`, 'AUTH PLAIN')
    else if (offers.has('AUTH LOGIN')) reply = await this.#logInByQuestions(user, password ?? '')
    else throw new Declined(later(`${host} offers neither AUTH PLAIN nor AUTH LOGIN, and a user is configured.`))
    if (reply.code !== 235) throw new Declined(later(`${host} refused the login of ${user}: ${reply.code} ${reply.words}`))
  }

  async #logInByQuestions(user: string, password: string): Promise<Reply> {
    for (const [line, doing] of [
      ['AUTH LOGIN', 'AUTH LOGIN'],
      [Buffer.from(user).toString('base64'), 'the user name'],
    ] as const) {
      const reply = await this.#ask(line, doing)
      if (reply.code !== 334) return reply
    }
    return this.#ask(Buffer.from(password).toString('base64'), 'the password')
  }

  /** Names every recipient, one at a time. One that is not taken ends it for all: a client's mail without its partner's copy is not sent. */
  async #nameAll(recipients: readonly string[]): Promise<void> {
    let no: SmtpEnd | null = null
    for (const address of new Set(recipients)) {
      const reply = await this.#ask(`RCPT TO:<${address}>`)
      if (reply.code >= 200 && reply.code < 300) continue
      const end = this.#no(reply, address, address)
      if (no === null || end.outcome === 'refused') no = end
      if (end.outcome === 'refused' || reply.code === 421) break
    }
    if (no === null) return
    await this.#ask('RSET').catch(() => null)
    throw new Declined(no)
  }

  async #encrypt(): Promise<void> {
    const { host, secure, user, ca } = this.#server
    // Without a password, a server that only offers encryption is better met with a doubtful certificate than in clear.
    const rejectUnauthorized = secure || (user !== null && !this.#near)
    const name = isIP(host) ? {} : { servername: host }
    await this.#wire.encrypt({ host, ...name, rejectUnauthorized, ...(ca === undefined ? {} : { ca: [ca] }) }, this.#stepMs)
  }

  #ask(line: string, doing = line): Promise<Reply> {
    return this.#wire.ask(line, this.#stepMs, doing)
  }

  #expect(reply: Reply, what: string, kind: 2 | 3): void {
    if (Math.floor(reply.code / 100) !== kind) throw new Declined(this.#no(reply, what))
  }

  #no({ code, words }: Reply, what: string, address: string | null = null): SmtpEnd {
    const reason = `${this.#server.host} answered ${code} to ${what}: ${words}`
    return code >= 400 && code < 500 ? later(reason) : { outcome: 'refused', reason, address }
  }
}

const later = (reason: string): SmtpEnd => ({ outcome: 'try_later', reason, after: null })

function ended(error: unknown, { host }: SmtpServer): SmtpEnd {
  if (error instanceof Declined) return error.end
  const reason = `${host}: ${error instanceof Error ? error.message : String(error)}`
  return error instanceof Broken && error.protocol ? { outcome: 'refused', reason, address: null } : later(reason)
}

const offered = (line: string): string[] => {
  const [keyword = '', ...words] = line.toUpperCase().split(/[ =]/)
  return words.length === 0 ? [keyword] : words.map((word) => `${keyword} ${word}`)
}
