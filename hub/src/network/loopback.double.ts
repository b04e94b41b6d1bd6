import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { AUTHORITATIVE_ANSWER, CHECKING_DISABLED, RECURSION_AVAILABLE, TRUNCATED_RESPONSE, decode, encode } from 'dns-packet'
import type { Answer, OptAnswer, RecordType } from 'dns-packet'
import type { NetworkPlan } from '../domain/plan/plan.ts'

/** A `network:` section that points at servers of a test. */
export const loopbackPlan = (own: Partial<NetworkPlan> = {}): NetworkPlan => ({
  resolvers: ['system'],
  rootServers: null,
  rdapBootstrap: 'https://rdap.invalid/',
  whois: 'whois.invalid:43',
  trustedCa: null,
  wordpressChecksums: null,
  webRisk: null,
  allowPrivateTargets: true,
  canaries: [],
  ports: {},
  ...own,
})

export type Closable = AsyncDisposable & { readonly port: number }

/** A TCP server of a test: `hear` gets each connection. Everything it holds is destroyed with it. */
export async function listen(hear: (socket: Socket) => void, host = '127.0.0.1', port = 0): Promise<Closable> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    hear(socket)
  })
  return disposable(server, host, () => sockets.forEach((socket) => socket.destroy()), port)
}

/** Starts `server`, on a port of the system's choice unless one is given, and gives it back with its end. */
export async function disposable(server: Server, host: string, end: () => void, port = 0): Promise<Closable> {
  await new Promise<void>((done) => server.listen(port, host, done))
  const close = () => {
    end()
    return new Promise<void>((done) => void server.close(() => done()))
  }
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close }
}

/** Answers every request with `bytes` as they stand and leaves the connection open, or closes it. */
export const answering = (bytes: string | Buffer, then: 'close' | 'stay' = 'close', host?: string, port?: number) =>
  listen(
    (socket) => {
      socket.once('data', () => {
        socket.write(bytes)
        if (then === 'close') socket.end()
      })
    },
    host,
    port,
  )

export type DnsScript = (
  name: string,
  type: RecordType,
  over: 'udp' | 'tcp',
  unchecked?: boolean, // asked for the answer whatever its signature is worth
) => {
  answers?: Answer[]
  authorities?: Answer[]
  additionals?: Answer[]
  authoritative?: boolean // true unless told otherwise
  rcode?: number
  truncated?: boolean
  question?: string
  id?: number
  extended?: number // RFC 8914
  raw?: Buffer
} | null
export type DnsDouble = Closable & { readonly address: string; readonly asked: string[] }

// The types of dns-packet know no option after 14.
const extendedError = (code: number): Answer => {
  const options = [{ code: 15, data: Buffer.from([code >> 8, code & 0xff]) }] as unknown as OptAnswer['options']
  return { type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options }
}

/** A name server of a test on UDP and TCP of one port; `null` is silence. */
export async function startDns(script: DnsScript): Promise<DnsDouble> {
  const asked: string[] = []
  const answer = (bytes: Buffer, over: 'udp' | 'tcp'): Buffer | null => {
    const query = decode(bytes)
    const { name, type } = query.questions![0]!
    asked.push(`${over} ${name} ${type}`)
    const said = script(name, type, over, (query.flags! & CHECKING_DISABLED) !== 0)
    if (said === null || said.raw) return said?.raw ?? null
    const authority = said.authoritative === false ? 0 : AUTHORITATIVE_ANSWER
    const flags = authority | RECURSION_AVAILABLE | (said.truncated ? TRUNCATED_RESPONSE : 0) | (said.rcode ?? 0)
    const questions = [{ name: said.question ?? name, type }]
    const { answers = [], authorities = [], extended } = said
    const additionals = [...(said.additionals ?? []), ...(extended === undefined ? [] : [extendedError(extended)])]
    return encode({ type: 'response', id: said.id ?? query.id!, flags, questions, answers, authorities, additionals })
  }
  const tcp = await listen((socket) => {
    socket.once('data', (bytes: Buffer) => {
      const reply = answer(bytes.subarray(2), 'tcp')
      if (reply) socket.end(Buffer.concat([Buffer.from([reply.length >> 8, reply.length & 0xff]), reply]))
    })
  })
  const udp = createSocket('udp4')
  udp.on('message', (bytes, peer) => {
    const reply = answer(bytes, 'udp')
    if (reply) udp.send(reply, peer.port, peer.address)
  })
  await new Promise<void>((done) => udp.bind(tcp.port, '127.0.0.1', done))
  const close = async () => {
    udp.close()
    await tcp[Symbol.asyncDispose]()
  }
  return { port: tcp.port, address: `127.0.0.1:${tcp.port}`, asked, [Symbol.asyncDispose]: close }
}

/** Address records, as a script of `startDns` answers them: `{ 'a.test': ['192.0.2.1', '2001:db8::1'] }`; other names do not exist. */
export const zone =
  (names: Readonly<Record<string, readonly string[]>>): DnsScript =>
  (name, type) => {
    const addresses = names[name.toLowerCase()]
    if (!addresses) return { rcode: 3 }
    const family = addresses.filter((address) => address.includes(':') === (type === 'AAAA'))
    const answers = type === 'A' || type === 'AAAA' ? family.map((data): Answer => ({ type, name, ttl: 60, data })) : []
    return { answers }
  }
