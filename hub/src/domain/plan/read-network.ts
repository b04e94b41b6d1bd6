import { z } from 'zod'
import { nearest } from '../document.ts'
import type { Draft } from './draft.ts'
import type { NetworkPlan } from './plan.ts'
import { secret, webAddress, written } from './words.ts'
import type { Reading } from './words.ts'

// Three that are run by different hands, on different networks.
const CANARIES = ['https://www.iana.org/', 'https://www.wikipedia.org/', 'https://www.debian.org/']

const CHECKSUMS = 'https://api.wordpress.org/core/checksums/1.0/'

const isPort = (port: string) => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535

const readServer = (text: string): Reading<string> => {
  const match = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)|([0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*))(?::(\d+))?$/i.exec(text)
  const [, boxed, four, six, port] = match ?? []
  const isAddress = four ? /^(\d{1,3}\.){3}\d{1,3}$/.test(four) && URL.canParse(`http://${four}`) : URL.canParse(`http://[${boxed ?? six}]`)
  if (match && isAddress && (port === undefined || isPort(port))) return { means: text }
  return { wrong: `"${text.slice(0, 80)}" is not the address of a server`, write: 'write it as 192.0.2.53 or 192.0.2.53:5300' }
}

const server = written(readServer)
const resolver = written<string>((text) => {
  if (text === 'system') return { means: text }
  const near = nearest(text, ['system'])
  const reading = readServer(text)
  return 'wrong' in reading && near ? { ...reading, write: `did you mean "${near}"?` } : reading
})

const hostAndPort = written<string>((text) => {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d+)$/i.exec(text)
  if (match && isPort(match[2]!)) return { means: text }
  return { wrong: `"${text.slice(0, 80)}" is not a host with its port`, write: 'write it as whois.iana.org:43' }
})

const NetworkPart = z.strictObject({
  resolvers: z.array(resolver).min(1, 'names no resolver; write [system]').default(['system']),
  'root-servers': z.array(server).min(1, 'names no server; leave it out for the real ones').optional(),
  'rdap-bootstrap': webAddress.default('https://data.iana.org/rdap/dns.json'),
  whois: hostAndPort.default('whois.iana.org:43'),
  'trusted-ca': z.string().min(1, 'is empty; write the path of a PEM file').optional(),
  'wordpress-checksums': webAddress.optional(),
  'web-risk': z.strictObject({ api: webAddress.default('https://webrisk.googleapis.com/v1'), key: secret }).optional(),
  'allow-private-targets': z.boolean().default(false),
  'resume-tls': z.boolean().default(false),
  canaries: z.array(webAddress).optional(),
  ports: z.record(z.string(), z.unknown()).default({}),
})

/** Where the outside world is: the real Internet, where nothing is written. */
export function readNetwork(draft: Draft): NetworkPlan | null {
  const part = draft.part(NetworkPart, ['network'])
  if (!part) return null
  const webRisk = part['web-risk'] ?? null
  if (webRisk) draft.keepSecret(['network', 'web-risk', 'key'], webRisk.key, 'no list of dangerous sites is asked')
  const isReplaced = part['root-servers'] !== undefined || part.resolvers.some((resolver) => resolver !== 'system')
  return {
    resolvers: part.resolvers,
    rootServers: part['root-servers'] ?? null,
    rdapBootstrap: part['rdap-bootstrap'],
    whois: part.whois,
    trustedCa: part['trusted-ca'] ?? null,
    wordpressChecksums: part['wordpress-checksums'] ?? (isReplaced ? null : CHECKSUMS),
    webRisk: webRisk && { api: webRisk.api.replace(/\/+$/, '') },
    allowPrivateTargets: part['allow-private-targets'],
    resumesTls: part['resume-tls'],
    canaries: part.canaries ?? (isReplaced ? [] : CANARIES),
    ports: readPorts(draft, part.ports),
  }
}

// A port that an environment variable gives is a text.
function readPorts(draft: Draft, written: Readonly<Record<string, unknown>>): Record<number, number> {
  const pairs = Object.entries(written).flatMap(([from, to]): [number, number][] => {
    if (isPort(from) && (typeof to === 'number' || typeof to === 'string') && isPort(String(to))) return [[Number(from), Number(to)]]
    draft.complain(['network', 'ports', from], `network.ports.${from}: is not a pair of ports`, 'write them as { 443: 8443 }', {
      key: true,
    })
    return []
  })
  return Object.fromEntries(pairs)
}
