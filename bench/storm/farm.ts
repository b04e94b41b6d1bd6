import { createSocket } from 'node:dgram'
import { createServer as createPlain } from 'node:net'
import type { Server, Socket } from 'node:net'
import { createSecureContext, createServer as createSecure } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { decode, encode, RECURSION_AVAILABLE } from 'dns-packet'
import type { Done, Fault, Opening, Order, Ports } from './farm-words.ts'

/**
 * A farm of websites that can be broken: `s7.g3.test` stands at 127.4.0.1, so that sites of one group share a server and groups share no
 * network. A whole server can stop, a site can answer with an error, lose its page or show a certificate of somebody else's name.
 */
const PAGE = answerOf('200 OK', `<html><title>Bakery</title>${'<p>fresh bread</p>'.repeat(455)}</html>`)
const ERROR = answerOf('500 Internal Server Error', '<html><title>Error</title></html>')
const EMPTY = answerOf('200 OK', '<html><title>Bakery</title><p>Index of /</p></html>')
const TTL = 300
const SOA = { mname: 'ns.farm.test', rname: 'host.farm.test', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: TTL }

let served = 0
let port = { https: 0, http: 0 }
const faults = new Map<string, Fault>() // by site
const servers = new Map<number, Server[]>() // of the groups that stand
const sockets = new Map<number, Set<Socket>>()

function answerOf(status: string, body: string): Buffer {
  return Buffer.from(
    `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}

const addressOf = (group: number) => `127.${group + 1}.0.1`
const groupOf = (name: string): number | null => {
  const group = /\.g(\d+)\.test$/i.exec(name)?.[1]
  return group === undefined ? null : Number(group)
}

const answer = (socket: Socket) => {
  socket
    .on('error', () => {})
    .once('data', (asked: Buffer) => {
      served += 1
      const site = /^host: *([^\s:]+)/im.exec(asked.toString('latin1'))?.[1]?.toLowerCase() ?? ''
      const fault = faults.get(site)
      socket.end(fault === 'status' ? ERROR : fault === 'content' ? EMPTY : PAGE)
    })
}

const listen = (server: Server, at: number, host: string) =>
  new Promise<number>((done, fail) => {
    server.once('error', fail).listen(at, host, () => done((server.address() as { port: number }).port))
  })

async function open(group: number, good: SecureContext, bad: SecureContext) {
  const all = new Set<Socket>()
  const hold = (socket: Socket) => void all.add(socket.on('close', () => all.delete(socket)))
  const choose = (name: string, chosen: (error: null, context: SecureContext) => void) =>
    chosen(null, faults.get(name) === 'certificate' ? bad : good)
  const https = createSecure({ SNICallback: choose, noDelay: true }, answer).on('tlsClientError', () => {})
  const http = createPlain({ noDelay: true }, answer)
  https.on('connection', hold)
  http.on('connection', hold)
  const host = addressOf(group)
  port = { https: await listen(https, port.https, host), http: await listen(http, port.http, host) }
  servers.set(group, [https, http])
  sockets.set(group, all)
}

function stop(group: number) {
  for (const server of servers.get(group) ?? []) server.close()
  for (const socket of sockets.get(group) ?? []) socket.destroy()
  servers.delete(group)
}

async function obey(order: Order, contexts: readonly [SecureContext, SecureContext]) {
  if (order.do === 'stop') stop(order.group)
  else if (order.do === 'start') await open(order.group, ...contexts)
  else if (order.do === 'break') faults.set(order.site, order.fault)
  else if (order.do === 'mend') faults.delete(order.site)
  process.send!({ served } satisfies Done)
}

process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.once('message', async ({ groups, good, bad }: Opening) => {
  const contexts = [createSecureContext(good), createSecureContext(bad)] as const
  for (let group = 0; group < groups; group++) await open(group, ...contexts)
  const names = createSocket('udp4')
  names.on('message', (bytes, from) => {
    const { id, questions = [] } = decode(bytes)
    const answers = questions.flatMap(({ name, type }) => {
      const group = type === 'A' ? groupOf(name) : null
      return group === null ? [] : [{ name, type: 'A' as const, ttl: TTL, data: addressOf(group) }]
    })
    const authorities = [{ type: 'SOA' as const, name: 'farm.test', ttl: TTL, data: SOA }]
    names.send(encode({ id, type: 'response', flags: RECURSION_AVAILABLE, questions, answers, authorities }), from.port, from.address)
  })
  await new Promise<void>((done) => names.bind(0, '127.0.0.1', done))
  process.on('message', (order: Order) => void obey(order, contexts))
  process.send!({ ...port, dns: names.address().port } satisfies Ports)
})
