import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { constants } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import type { Credentials } from './authority.ts'
import { isTaken, type Listening } from './one-port.ts'

/** What a server does with a connection. `closed` has no listener at all: the system refuses. */
export type Transport = 'open' | 'closed' | 'silent' | 'reset'

export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly secure: boolean
  /** A socket that is held open on purpose: it is dropped as soon as the host changes. */
  readonly hold: (socket: Socket) => void
}
export type HostAnswer = (exchange: Exchange) => void | Promise<void>

type Role = 'http' | 'https'
const REOPEN_TRIES = 20

/** A web server with an address of its own: http and https, whatever becomes of its connections. */
export class Host {
  readonly address: string
  readonly #plain
  readonly #secure
  readonly #ports = new Map<Role, number>()
  readonly #listeners = new Map<Role, Server>()
  readonly #sockets = new Set<Socket>()
  readonly #held = new Set<Socket>()
  #transport: Transport = 'open'

  constructor(address: string, answer: HostAnswer) {
    this.address = address
    const answering = (secure: boolean) => (request: IncomingMessage, response: ServerResponse) =>
      void this.#respond(answer, { request, response, secure, hold: (socket) => this.#held.add(socket) })
    this.#plain = createHttpServer(answering(false))
    this.#secure = createHttpsServer({ ALPNProtocols: ['http/1.1'] }, answering(true))
    for (const server of [this.#plain, this.#secure]) server.on('clientError', (_, socket) => socket.destroy())
    this.#secure.on('tlsClientError', () => {})
  }

  /** Listens for one role. Port 0 leaves the choice to the system. */
  async open(role: Role, port: number): Promise<Listening> {
    const server = createServer((socket) => this.#accept(role, socket))
    const actual = await listen(server, this.address, port)
    this.#ports.set(role, actual)
    this.#listeners.set(role, server)
    return { port: actual, close: () => this.#shut(role) }
  }

  /** Shows these credentials from the next handshake on. Tickets are off, so that no handshake is skipped. */
  present({ key, cert }: Credentials) {
    this.#secure.setSecureContext({ key, cert, secureOptions: constants.SSL_OP_NO_TICKET })
  }

  /** Treats connections like this from now on, and drops those that were held. */
  async become(transport: Transport) {
    this.#transport = transport
    for (const socket of this.#held) socket.destroy()
    for (const role of this.#ports.keys()) {
      const isOpen = this.#listeners.has(role)
      if (transport === 'closed' && isOpen) await this.#shut(role)
      if (transport !== 'closed' && !isOpen) await this.#reopen(role)
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

  #accept(role: Role, socket: Socket) {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#held.delete(socket)
    })
    if (this.#transport === 'reset') return socket.resetAndDestroy()
    if (this.#transport === 'silent') return this.#held.add(socket.resume())
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

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      done((server.address() as { port: number }).port)
    })
  })
