import { createServer, type Socket } from 'node:net'
import type { Listening } from './one-port.ts'
import { registrationOf, type Registration } from './registration.ts'
import type { World } from './world.ts'

const LONGEST_QUERY = 512

/** Serves WHOIS (RFC 3912) on 127.0.0.1: one line in, text out, closed. */
export async function openWhois(world: World): Promise<Listening> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket.on('close', () => open.delete(socket)))
    let line = ''
    socket.setEncoding('utf8')
    socket.setTimeout(10_000, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (text) => {
      line += text
      if (line.length > LONGEST_QUERY) return socket.destroy()
      if (line.includes('\n')) socket.end(record(world, line.trim().toLowerCase()))
    })
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done))
  const close = async () => {
    for (const socket of open) socket.destroy()
    await new Promise((done) => server.close(done))
  }
  return { port: (server.address() as { port: number }).port, close }
}

function record(world: World, name: string): string {
  const found = registrationOf(world, name)
  return found
    ? lines(found)
        .map((line) => `${line}\r\n`)
        .join('')
    : `No match for "${name}".\r\n`
}

const lines = (of: Registration): readonly string[] => [
  `Domain Name: ${of.domain.toUpperCase()}`,
  `Registrar: ${of.registrar.name}`,
  `Registrar IANA ID: ${of.registrar.ianaId}`,
  `Registrar URL: ${of.registrar.url}`,
  `Registrar Abuse Contact Email: ${of.registrar.mail}`,
  `Updated Date: ${new Date(of.changed).toISOString()}`,
  `Creation Date: ${new Date(of.registered).toISOString()}`,
  `Registry Expiry Date: ${new Date(of.registryExpires).toISOString()}`,
  `Registrar Registration Expiration Date: ${new Date(of.registrarExpires).toISOString()}`,
  ...of.status.map((status) => `Domain Status: ${eppSpelling(status)} https://icann.org/epp#${eppSpelling(status)}`),
  ...of.nameServers.map((server) => `Name Server: ${server.toUpperCase()}`),
  'DNSSEC: unsigned',
]

/** `auto renew period` is `autoRenewPeriod` in EPP and WHOIS (RFC 8056). */
const eppSpelling = (status: string): string => status.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
