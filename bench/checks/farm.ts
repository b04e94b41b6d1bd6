import { createSocket } from 'node:dgram'
import { createServer as createPlain } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createSecure } from 'node:tls'
import { decode, encode, RECURSION_AVAILABLE } from 'dns-packet'

/**
 * A farm of websites in one process, told apart by name: whatever is asked of it over HTTPS or HTTP is answered with the same page of 8 kB, and the
 * connection closed. Its resolver says of every name under `farm.test` that it is here. Speaks to its parent: credentials in, ports out, counts on request.
 */
const BODY = `<html><title>Bakery</title>${'<p>fresh bread</p>'.repeat(455)}</html>`
const HEAD = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n`
const PAGE = Buffer.from(HEAD + BODY)
const TTL = 300
const SOA = { mname: 'ns.farm.test', rname: 'host.farm.test', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: TTL }

let served = 0
let questions = 0
const answer = (socket: Socket) => {
  socket
    .on('error', () => {})
    .once('data', () => {
      served += 1
      socket.end(PAGE)
    })
}
const listen = (server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }) =>
  new Promise<number>((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))

process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.once('message', async ({ key, cert }: { key: string; cert: string }) => {
  const https = await listen(createSecure({ key, cert, noDelay: true }, answer).on('tlsClientError', () => {}))
  const http = await listen(createPlain({ noDelay: true }, answer))
  const names = createSocket('udp4')
  names.on('message', (bytes, from) => {
    questions += 1
    const { id, questions: asked = [] } = decode(bytes)
    const answers = asked.flatMap(({ name, type }) => (type === 'A' ? [{ name, type: 'A' as const, ttl: TTL, data: '127.0.0.1' }] : []))
    const authorities = [{ type: 'SOA' as const, name: 'farm.test', ttl: TTL, data: SOA }]
    names.send(
      encode({ id, type: 'response', flags: RECURSION_AVAILABLE, questions: asked, answers, authorities }),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((done) => names.bind(0, '127.0.0.1', done))
  process.on('message', () => process.send!({ served, questions, cpu: process.cpuUsage() }))
  process.send!({ https, http, dns: names.address().port })
})
