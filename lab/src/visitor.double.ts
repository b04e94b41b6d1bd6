import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import packet, { type Answer, type DecodedPacket, type RecordType } from 'dns-packet'
import type { LabReady } from '@allclear/wire/lab.ts'

const PATIENCE_MS = 2500

export type Visit = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly firstByteMs: number }

/** A visitor of the lab's Internet who shares no code with the hub: raw clients of Node, addresses found by asking the lab's resolver. */
export class Visitor {
  readonly #ready: LabReady
  readonly #ca: string

  readonly #patienceMs: number

  constructor(ready: LabReady, patienceMs = PATIENCE_MS) {
    this.#ready = ready
    this.#patienceMs = patienceMs
    this.#ca = readFileSync(ready.network.trustedCa, 'utf8')
  }

  port(known: number): number {
    return this.#ready.network.ports[known] ?? known
  }

  /** Asks a name server by UDP; with `more`, an OPT record for instance. */
  ask(server: string, name: string, type: RecordType, flags = 0, more: readonly Answer[] = []): Promise<DecodedPacket & { rcode: string }> {
    return new Promise((done, failed) => {
      const socket = createSocket('udp4')
      const silence = setTimeout(() => (socket.close(), failed(new Error(`${server} says nothing about ${name}`))), this.#patienceMs)
      socket.on('message', (bytes) => {
        clearTimeout(silence)
        socket.close()
        done(packet.decode(bytes) as DecodedPacket & { rcode: string })
      })
      socket.send(
        packet.encode({ type: 'query', id: 7, flags, questions: [{ name, type }], additionals: [...more] }),
        this.port(53),
        server,
      )
    })
  }

  /** Asks the lab's resolver for the address of a name; null when there is none. */
  async addressOf(name: string): Promise<string | null> {
    const [resolver] = this.#ready.network.resolvers[0]!.split(':')
    const { answers } = await this.ask(resolver!, name, 'A', packet.RECURSION_DESIRED)
    return dataOf(answers ?? [], 'A')[0] ?? null
  }

  /** Loads a page as a browser would, trusting the lab's root, and hears redirects without following them. */
  async visit(url: string, headers: Readonly<Record<string, string>> = {}, insecure = false, localAddress?: string): Promise<Visit> {
    const { hostname } = new URL(url)
    const address = await this.addressOf(hostname)
    if (address === null) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
    return this.visitAt(address, url, headers, insecure, localAddress)
  }

  /** Loads a page from the server at this address, whatever the names say. */
  visitAt(
    address: string,
    url: string,
    headers: Readonly<Record<string, string>> = {},
    insecure = false,
    localAddress?: string,
  ): Promise<Visit> {
    const { hostname, protocol, pathname, search } = new URL(url)
    const request = protocol === 'https:' ? httpsRequest : httpRequest
    const startedAt = performance.now()
    return new Promise((done, failed) => {
      const asked = request({
        host: address,
        port: this.port(protocol === 'https:' ? 443 : 80),
        path: pathname + search,
        headers: { host: hostname, ...headers },
        servername: hostname,
        ca: this.#ca,
        rejectUnauthorized: !insecure,
        agent: false,
        localAddress,
        timeout: this.#patienceMs,
      })
      asked.on('timeout', () => asked.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })))
      asked.on('error', failed)
      asked.on('response', (answer) => {
        const firstByteMs = performance.now() - startedAt
        const { statusCode: status = 0, headers } = answer
        done(buffer(answer).then((body) => ({ status, headers, body, firstByteMs })))
      })
      asked.end()
    })
  }

  /** What a strict client says of the certificate: null when all is well, else the code of the refusal. */
  async refusalOf(name: string): Promise<string | null> {
    const address = await this.addressOf(name)
    return new Promise((done) => {
      const socket = connectTls({ host: address ?? '', port: this.port(443), servername: name, ca: this.#ca }, () => done(null))
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
      socket.setTimeout(this.#patienceMs, () => socket.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })))
      socket.on('close', () => done('closed'))
      socket.on('secureConnect', () => socket.destroy())
    })
  }
}

/** Asks a page of the lab on 127.0.0.1. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((done, failed) => {
    const request = httpRequest(url, { method, headers, agent: false }, (answer) => {
      const { statusCode: status = 0, headers } = answer
      done(text(answer).then((text) => ({ status, headers, text })))
    })
    request.on('error', failed)
    request.end(body)
  })
}

/** The data of all records of a type, as words. */
export const dataOf = (records: readonly Answer[], type: RecordType): string[] =>
  records.filter((record) => record.type === type).map((record) => String((record as { data?: unknown }).data))

/** Sends one mail line by line and returns the last answer. */
export function sendMail(smtp: string, { from, to, source }: { from: string; to: readonly string[]; source: string }): Promise<string> {
  const { hostname, port } = new URL(smtp)
  const lines = ['EHLO hub.example', `MAIL FROM:<${from}>`, ...to.map((one) => `RCPT TO:<${one}>`), 'DATA', `${source}\r\n.`]
  return new Promise((done, failed) => {
    const socket = connectTcp(Number(port), hostname)
    let heard = ''
    socket.setEncoding('utf8').on('error', failed)
    socket.on('data', (text) => {
      heard += text
      const last = /^(\d{3}) .*\r\n$/m.exec(heard.slice(heard.lastIndexOf('\n', heard.length - 2) + 1))
      if (!last) return
      heard = ''
      const next = lines.shift()
      if (next !== undefined && Number(last[1]) < 400) return void socket.write(`${next}\r\n`)
      socket.end('QUIT\r\n')
      done(last[0].trim())
    })
  })
}
