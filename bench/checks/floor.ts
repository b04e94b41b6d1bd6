import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { connect as connectTls, createSecureContext } from 'node:tls'

// The bare check where there is no C compiler: takes and says what floor.c does, 20 at a time.
const [port, count, ca, name = 'site-0.farm.test'] = process.argv.slice(2)
const secureContext = ca === undefined ? undefined : createSecureContext({ ca: readFileSync(ca) })
const order = `GET / HTTP/1.1\r\nHost: ${name}\r\nUser-Agent: floor\r\nAccept: */*\r\nConnection: close\r\n\r\n`

const check = () =>
  new Promise<void>((done, fail) => {
    const pieces: Buffer[] = []
    const to = { host: '127.0.0.1', port: Number(port) }
    const ready = () => socket.write(order)
    const socket = secureContext ? connectTls({ ...to, servername: name, secureContext }, ready) : connect({ ...to, noDelay: true }, ready)
    socket.on('data', (piece: Buffer) => pieces.push(piece)).on('error', fail)
    socket.on('end', () => (Buffer.concat(pieces).includes('fresh bread') ? done() : fail(new Error('This is not the page'))))
  })

async function run(checks: number) {
  let begun = 0
  const next = async () => {
    while (begun++ < checks) await check()
  }
  await Promise.all(Array.from({ length: 20 }, next))
}

await run(200)
const before = process.cpuUsage()
await run(Number(count))
const { user, system } = process.cpuUsage(before)
process.stdout.write(`${JSON.stringify({ cpuPer1000: (user + system) / 1000 / Number(count) })}\n`)
