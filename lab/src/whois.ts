import { createServer, type Socket } from 'node:net'
import { ADDRESSES } from './addresses.ts'
import { openOnOnePort, type Listening } from './one-port.ts'
import { registrationOf, type Registration } from './registration.ts'
import type { World } from './world.ts'
import { TLDS } from './zones.ts'

const LONGEST_QUERY = 512

/**
 * Serves WHOIS (RFC 3912), one line in, text out, closed, at three desks on one port: the root of the lab at 127.0.0.1, which only refers;
 * the registry; and the registrar, whose record tells what was paid for.
 */
export async function openWhois(world: World): Promise<Listening> {
  const desks = [
    ['127.0.0.1', (name: string) => referral(name)],
    [ADDRESSES.whoisRegistry, (name: string) => recordOf(world, name, fromRegistry)],
    [ADDRESSES.whoisRegistrar, (name: string) => recordOf(world, name, fromRegistrar)],
  ] as const
  const opened = await openOnOnePort(
    desks.map(
      ([address, answer]) =>
        (port: number) =>
          openDesk(address, port, answer),
    ),
  )
  return { port: opened[0]!.port, close: async () => void (await Promise.all(opened.map((desk) => desk.close()))) }
}

async function openDesk(address: string, wanted: number, answer: (name: string) => string): Promise<Listening> {
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
      if (line.includes('\n')) socket.end(answer(line.trim().toLowerCase()))
    })
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen({ port: wanted, host: address, exclusive: true }, done))
  const close = async () => {
    for (const socket of open) socket.destroy()
    await new Promise((done) => server.close(done))
  }
  return { port: (server.address() as { port: number }).port, close }
}

function referral(name: string): string {
  const tld = TLDS.find((one) => name === one || name.endsWith(`.${one}`))
  if (!tld) return text(['% This query returned 0 objects.'])
  const registry = 'whois.nic.example'
  return text([
    '% Root WHOIS of the lab',
    '',
    `refer:        ${registry}`,
    '',
    `domain:       ${tld.toUpperCase()}`,
    `whois:        ${registry}`,
    'status:       ACTIVE',
  ])
}

function recordOf(world: World, name: string, lines: (of: Registration) => readonly string[]): string {
  const found = registrationOf(world, name)
  if (!found) return text([`No match for "${name}".`])
  if (found.whois === 'quota') return text(['%% Query rate limit exceeded. Try again later.'])
  return text(found.whois === 'plain-words' ? inPlainWords(found) : lines(found))
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('')

const date = (instant: number): string => new Date(instant).toISOString()

const fromRegistry = (of: Registration): readonly string[] => [
  `Domain Name: ${of.domain.toUpperCase()}`,
  `Registry Domain ID: LAB-${of.domain.toUpperCase()}`,
  `Registrar WHOIS Server: ${of.registrar.whois}`,
  ...registrarLines(of),
  `Updated Date: ${date(of.changed)}`,
  `Creation Date: ${date(of.registered)}`,
  `Registry Expiry Date: ${date(of.registryExpires)}`,
  ...stateLines(of),
]

const fromRegistrar = (of: Registration): readonly string[] => [
  `Domain Name: ${of.domain}`,
  `Registrar WHOIS Server: ${of.registrar.whois}`,
  ...registrarLines(of),
  `Updated Date: ${date(of.changed)}`,
  `Creation Date: ${date(of.registered)}`,
  ...(of.registrarExpires === null ? [] : [`Registrar Registration Expiration Date: ${date(of.registrarExpires)}`]),
  ...stateLines(of),
]

const registrarLines = ({ registrar }: Registration): readonly string[] => [
  `Registrar URL: ${registrar.url}`,
  `Registrar: ${registrar.name}`,
  `Registrar IANA ID: ${registrar.ianaId}`,
  `Registrar Abuse Contact Email: ${registrar.mail}`,
]

const stateLines = (of: Registration): readonly string[] => [
  ...of.status.map((status) => `Domain Status: ${eppSpelling(status)} https://icann.org/epp#${eppSpelling(status)}`),
  ...of.nameServers.map((server) => `Name Server: ${server.toUpperCase()}`),
  of.isSigned ? 'DNSSEC: signedDelegation' : 'DNSSEC: unsigned',
]

/** The other dialect: lower case keys, dates without a zone, a state in words, as many country registries write. */
const inPlainWords = (of: Registration): readonly string[] => [
  '% Terms of use: be gentle.',
  `domain:        ${of.domain}`,
  ...of.nameServers.map((server) => `nserver:       ${server}.`),
  `state:         REGISTERED, ${of.nameServers.length === 0 ? 'NOT DELEGATED' : 'DELEGATED'}`,
  `registrar:     ${of.registrar.name.toUpperCase()}`,
  `created:       ${date(of.registered).slice(0, 10)}`,
  `paid-till:     ${date(of.registrarExpires ?? of.registryExpires).slice(0, 10)}`,
]

/** `auto renew period` is `autoRenewPeriod` in EPP and WHOIS (RFC 8056). */
const eppSpelling = (status: string): string => status.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
