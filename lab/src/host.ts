import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { constants } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import type { Duplex } from 'node:stream'
import type { Credentials } from './authority.ts'
import { isTaken, type Listening } from './one-port.ts'
import { farAway } from './far-away.ts'
import { afterHello } from './handshake.ts'

/**
 * What a server does with a connection. `closed` has no listener at all: the system refuses. `plain`, `unknown-name`, `handshake-refused`,
 * `old-versions` and `no-common-cipher` say how TLS fails; `far` is well, 300 ms away; `blip` fails once and then 19 times not.
 */
export type Transport =
  | 'open'
  | 'closed'
  | 'silent'
  | 'reset'
  | 'hang-up'
  | 'plain'
  | 'unknown-name'
  | 'handshake-refused'
  | 'version-refused'
  | 'old-versions'
  | 'no-common-cipher'
  | 'silent-handshake'
  | 'far'
  | 'blip'

export type Role = 'http' | 'https'
export type Transports = Transport | Readonly<Record<Role, Transport>>

export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly secure: boolean
  /** A socket that is held open on purpose: it is dropped as soon as the host changes. */
  readonly hold: (socket: Socket) => void
}
export type HostAnswer = (exchange: Exchange) => void | Promise<void>

/** Which certificate to show, made when it is first needed: for a name that a client asks for, or null when it names none. */
export type Showing = (name: string | null) => Promise<Credentials>
export type Certificates = { readonly show: Showing; readonly byName: boolean }

const REOPEN_TRIES = 20
const BLIP_EVERY = 20
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nserver: nginx\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'
const MANNERS: Partial<Record<Transport, SecureContextOptions>> = {
  'old-versions': { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  'no-common-cipher': { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0' },
}

/** A web server with an address of its own: http and https, whatever becomes of its connections. */
export class Host {
  readonly address: string
  readonly #plain
  readonly #secure
  readonly #show: Showing | null
  readonly #ports = new Map<Role, number>()
  readonly #listeners = new Map<Role, Server>()
  readonly #sockets = new Set<Socket>()
  readonly #held = new Set<Socket>()
  #transports: Readonly<Record<Role, Transport>> = { http: 'open', https: 'open' }
  #credentials: Credentials | null = null
  #first: Promise<Credentials> | null = null
  #accepted = 0

  /** Without `certificates`, `present` must be called before anybody connects securely. */
  constructor(address: string, answer: HostAnswer, certificates: Certificates | null = null) {
    this.address = address
    this.#show = certificates?.show ?? null
    const answering = (secure: boolean) => (request: IncomingMessage, response: ServerResponse) =>
      void this.#respond(answer, { request, response, secure, hold: (socket) => this.#held.add(socket) })
    this.#plain = createHttpServer(answering(false))
    const show = certificates?.byName ? certificates.show : null
    const naming = show ? { SNICallback: (name: string, done: NameDone) => void choose(show, name, done) } : {}
    this.#secure = createHttpsServer({ ALPNProtocols: ['http/1.1'], ...naming }, answering(true))
    this.#plain.on('clientError', (_, socket) => (socket.writable ? socket.end(BAD_REQUEST) : socket.destroy()))
    this.#secure.on('clientError', (_, socket) => socket.destroy())
    this.#secure.on('tlsClientError', () => {})
  }

  /** Listens for one role. Port 0 leaves the choice to the system. */
  async open(role: Role, port: number): Promise<Listening> {
    const server = createServer((socket) => void this.#accept(role, socket))
    const actual = await listen(server, this.address, port)
    this.#ports.set(role, actual)
    this.#listeners.set(role, server)
    return { port: actual, close: () => this.#shut(role) }
  }

  /** Shows these credentials from the next handshake on. Tickets are off, so that no handshake is skipped. */
  present(credentials: Credentials) {
    this.#credentials = credentials
    const manner = MANNERS[this.#transports.https] ?? { minVersion: 'TLSv1.2' as const }
    this.#secure.setSecureContext({ ...credentials, ...manner, secureOptions: constants.SSL_OP_NO_TICKET })
  }

  /** Treats connections like this from now on, and drops those that were held. */
  async become(wanted: Transports) {
    this.#transports = typeof wanted === 'string' ? { http: wanted, https: wanted } : wanted
    this.#accepted = 0
    if (this.#credentials) this.present(this.#credentials)
    for (const socket of this.#held) socket.destroy()
    for (const role of this.#ports.keys()) {
      const isOpen = this.#listeners.has(role)
      const isWanted = this.#transports[role] !== 'closed'
      if (!isWanted && isOpen) await this.#shut(role)
      if (isWanted && !isOpen) await this.#reopen(role)
    }
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all([...this.#listeners.keys()].map((role) => this.#shut(role)))
  }

  async #respond(answer: HostAnswer, exchange: Exchange) {
    exchange.response.shouldKeepAlive = false // a change is seen by the next request, never hidden behind an old connection
    try {
      await answer(exchange)
    } catch {
      exchange.response.destroy() // a client that left in the middle is no trouble of the lab's
    }
  }

  async #accept(role: Role, socket: Socket) {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#held.delete(socket)
    })
    const transport = this.#transports[role]
    switch (transport) {
      case 'reset':
        return socket.resetAndDestroy()
      case 'silent':
        return this.#held.add(socket.resume())
      case 'hang-up':
        return socket.end()
      case 'blip':
        return this.#accepted++ % BLIP_EVERY === 0 ? socket.resetAndDestroy() : this.#serve(role, socket)
      case 'far':
        return this.#serve(role, farAway(socket))
      default:
        return role === 'https' && transport !== 'open' ? this.#refuseTls(transport, socket) : this.#serve(role, socket)
    }
  }

  #refuseTls(transport: Transport, socket: Socket) {
    switch (transport) {
      case 'plain':
        return this.#serve('http', socket)
      case 'silent-handshake':
        return this.#held.add(socket.resume())
      case 'unknown-name':
      case 'handshake-refused':
      case 'version-refused':
        return afterHello(socket, transport)
      default:
        return this.#serve('https', socket)
    }
  }

  async #serve(role: Role, socket: Duplex) {
    if (role === 'https' && !this.#credentials && this.#show) {
      const first = await (this.#first ??= this.#show(null))
      if (!this.#credentials) this.present(first)
    }
    const server = role === 'https' ? this.#secure : this.#plain
    server.emit('connection', socket)
  }

  async #shut(role: Role) {
    const server = this.#listeners.get(role)
    this.#listeners.delete(role)
    server?.close() // what was accepted may end in peace; close() of the host ends it
  }

  async #reopen(role: Role) {
    const port = this.#ports.get(role) ?? 0
    for (let attempt = 1; ; attempt++) {
      try {
        return void (await this.open(role, port))
      } catch (error) {
        if (!isTaken(error) || attempt === REOPEN_TRIES) throw error
      }
    }
  }
}

type NameDone = (error: Error | null, context?: ReturnType<typeof createSecureContext>) => void

async function choose(show: Showing, name: string, done: NameDone) {
  try {
    done(null, createSecureContext({ ...(await show(name)), secureOptions: constants.SSL_OP_NO_TICKET }))
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)))
  }
}

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      done((server.address() as { port: number }).port)
    })
  })
