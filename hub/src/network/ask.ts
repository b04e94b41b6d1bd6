import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { deadline, elapsed } from './deadline.ts'
import { readMessage, writeQuestion } from './dns-message.ts'
import type { Message, Question } from './dns-message.ts'
import type { DnsAnswer, RecordType } from './network.ts'

export type Server = { readonly address: string; readonly family: 4 | 6; readonly port: number }
type Outcome = Message | 'timeout' | 'refused' | 'malformed'

const RESEND_AFTER_MS = [800, 2000] // a datagram may get lost
const GIVE_UP_MS = 4500

/**
 * One question to one server: UDP from a fresh port with a random id, again over TCP when the answer was cut short (RFC 7766).
 * Answers to any other question are passed over. Gives up after 4.5 s, or with `signal`.
 */
export async function ask(
  server: Server,
  name: string,
  type: RecordType,
  options: { signal: AbortSignal; dnssec?: boolean; recurse?: boolean; unchecked?: boolean },
): Promise<DnsAnswer> {
  const started = performance.now()
  const question: Question = { id: randomInt(0x1_0000), name, type }
  const { recurse = false, dnssec = false, unchecked = false } = options
  const query = writeQuestion(question, { recurse, dnssec, unchecked })
  let outcome = await overUdp(server, query, question, options.signal)
  if (typeof outcome !== 'string' && outcome.truncated) outcome = await overTcp(server, query, question, options.signal)
  if (typeof outcome === 'string') return { ok: false, why: outcome, tookMs: elapsed(started) }
  const { truncated: _, ...message } = outcome
  return { ok: true, ...message, tookMs: elapsed(started) }
}

function overUdp(server: Server, query: Buffer, question: Question, signal: AbortSignal): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const socket = createSocket(server.family === 4 ? 'udp4' : 'udp6')
  const resends: NodeJS.Timeout[] = []
  const finish = (outcome: Outcome) => {
    forget()
    resends.forEach(clearTimeout)
    socket.removeAllListeners('message')
    socket.close()
    resolve(outcome)
  }
  const forget = deadline(signal, GIVE_UP_MS, () => finish('timeout'))
  const send = () => socket.send(query, () => {}) // a failure to send comes back as silence, or as `error`
  // A connected socket hears only its peer, and hears when the peer has no one listening.
  socket.once('error', (error: NodeJS.ErrnoException) => {
    socket.on('error', () => {})
    finish(error.code === 'ECONNREFUSED' ? 'refused' : 'timeout')
  })
  socket.on('message', (bytes) => {
    const message = readMessage(bytes, question)
    if (message !== null) finish(message)
  })
  socket.once('connect', () => {
    send()
    for (const ms of RESEND_AFTER_MS) resends.push(setTimeout(send, ms))
  })
  socket.connect(server.port, server.address)
  return promise
}

function overTcp(server: Server, query: Buffer, question: Question, signal: AbortSignal): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const socket = connect({ host: server.address, port: server.port, family: server.family, autoSelectFamily: false })
  const finish = (outcome: Outcome) => {
    forget()
    socket.destroy()
    resolve(outcome)
  }
  const forget = deadline(signal, GIVE_UP_MS, () => finish('timeout'))
  let read: Buffer = Buffer.alloc(0)
  socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code === 'ECONNREFUSED' ? 'refused' : 'timeout'))
  socket.on('close', () => finish('malformed'))
  socket.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk]) // at most a length of 16 bits and what came with it
    const length = read.length < 2 ? Infinity : read.readUInt16BE(0)
    if (read.length >= 2 + length) finish(readMessage(read.subarray(2, 2 + length), question) ?? 'malformed')
  })
  socket.write(Buffer.concat([Buffer.from([query.length >> 8, query.length & 0xff]), query]))
  return promise
}
