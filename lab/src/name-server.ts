import { createSocket, type Socket } from 'node:dgram'
import { createServer, type Server, type Socket as TcpSocket } from 'node:net'
import packet, { type DecodedPacket, type Question } from 'dns-packet'
import type { Listening } from './one-port.ts'
import type { Reply } from './zone.ts'

/** What a question says beside itself: DO wants signatures, CD wants no judgement (RFC 4035). */
export type Asking = { readonly wantsSignatures: boolean; readonly checkingDisabled: boolean }

/** Finds the answer; null is silence. */
export type Answering = (question: Question, asking: Asking) => Reply | null | Promise<Reply | null>

const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const
const PLAIN_UDP_BYTES = 512
const EXTENDED_ERROR = 15

/** Listens for DNS over UDP and TCP on one address and answers every question through `answer`. `recursive` sets the bit RA. */
export async function openNameServer(
  { address, port, recursive }: { address: string; port: number; recursive: boolean },
  answer: Answering,
): Promise<Listening> {
  const udp = await bindUdp(address, port)
  const actual = udp.address().port
  udp.on('message', (query, from) => {
    void replyTo(query, { answer, recursive, overUdp: true }).then((reply) => reply && send(udp, reply, from))
  })
  const open = new Set<TcpSocket>()
  const tcp = createServer((socket) => {
    open.add(socket.on('close', () => open.delete(socket)))
    serveTcp(socket, (query) => replyTo(query, { answer, recursive, overUdp: false }))
  })
  try {
    await listen(tcp, address, actual)
  } catch (error) {
    udp.close()
    throw error
  }
  const close = async () => {
    udp.close()
    for (const socket of open) socket.destroy()
    await new Promise((done) => tcp.close(done))
  }
  return { port: actual, close }
}

async function replyTo(
  query: Buffer,
  { answer, recursive, overUdp }: { answer: Answering; recursive: boolean; overUdp: boolean },
): Promise<Buffer | null> {
  const asked = read(query)
  const question = asked?.questions?.[0]
  if (!asked || asked.type !== 'query' || !question) return null
  const asking = { wantsSignatures: isDnssecOk(asked), checkingDisabled: Boolean(asked.flag_cd) }
  const reply = await answer(question, asking)
  if (!reply) return null
  const whole = encodeReply(asked, question, reply, recursive)
  const room = overUdp ? udpRoom(asked) : Infinity
  return whole.length <= room
    ? whole
    : encodeReply(asked, question, { ...reply, answers: [], authorities: [], additionals: [] }, recursive, true)
}

function encodeReply(asked: DecodedPacket, question: Question, reply: Reply, recursive: boolean, truncated = false): Buffer {
  const flags =
    (reply.authoritative ? packet.AUTHORITATIVE_ANSWER : 0) |
    (truncated ? packet.TRUNCATED_RESPONSE : 0) |
    (asked.flag_rd ? packet.RECURSION_DESIRED : 0) |
    (asked.flag_cd ? packet.CHECKING_DISABLED : 0) |
    (recursive ? packet.RECURSION_AVAILABLE : 0) |
    RCODES[reply.rcode]
  const { answers, authorities, additionals, why } = reply
  const options = why ? [{ code: EXTENDED_ERROR, data: extendedError(why) }] : []
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: isDnssecOk(asked) ? packet.DNSSEC_OK : 0, options }
  const edns = optOf(asked) ? [opt as unknown as packet.Answer] : []
  return packet.encode({
    type: 'response',
    id: asked.id ?? 0,
    flags,
    questions: [question],
    answers: [...answers],
    authorities: [...authorities],
    additionals: [...additionals, ...edns],
  })
}

const optOf = (asked: DecodedPacket) => asked.additionals?.find((record): record is packet.OptAnswer => record.type === 'OPT')

const isDnssecOk = (asked: DecodedPacket): boolean => ((optOf(asked)?.flags ?? 0) & packet.DNSSEC_OK) !== 0

/** RFC 8914: two bytes of code, then words. */
const extendedError = ({ code, text }: { code: number; text: string }): Buffer => Buffer.concat([Buffer.from([0, code]), Buffer.from(text)])

const udpRoom = (asked: DecodedPacket): number => Math.max(PLAIN_UDP_BYTES, optOf(asked)?.udpPayloadSize ?? 0)

function read(bytes: Buffer): DecodedPacket | null {
  try {
    return packet.decode(bytes)
  } catch {
    return null // not DNS: a name server says nothing
  }
}

function serveTcp(socket: TcpSocket, reply: (query: Buffer) => Promise<Buffer | null>) {
  let pending: Buffer = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.setTimeout(10_000, () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const query = pending.subarray(2, 2 + pending.readUInt16BE(0))
      pending = pending.subarray(2 + query.length)
      void reply(query).then((bytes) => bytes && socket.writable && socket.write(withLength(bytes)))
    }
  })
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function send(udp: Socket, reply: Buffer, to: { address: string; port: number }) {
  try {
    udp.send(reply, to.port, to.address)
  } catch {
    // Closed while the answer was being found: nobody waits for it any more.
  }
}

const bindUdp = (address: string, port: number): Promise<Socket> =>
  new Promise((done, failed) => {
    const socket = createSocket('udp4')
    socket.once('error', failed)
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', failed)
      socket.on('error', () => {})
      done(socket)
    })
  })

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      done()
    })
  })
