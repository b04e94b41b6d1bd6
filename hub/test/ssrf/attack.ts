import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { createChannelNetwork, createNetwork } from '../../src/network/create-network.ts'
import type { Network } from '../../src/network/network.ts'
import { listen, loopbackPlan, startDns, zone } from '../../src/network/loopback.double.ts'
import { LITERALS, NAMES, TRICKS } from './payloads.ts'
import type { Payload } from './payloads.ts'
import { SINKS } from './sinks.ts'

export type Attacked = { readonly payloads: number; readonly tries: number; readonly through: readonly string[] }

const START = 'start.test' // where a redirect begins: the one private host that there is leave for
const MIXED = new RegExp(
  `(${NAMES.filter(({ resolvesTo }) => resolvesTo!.length > 1)
    .map(({ host }) => host.replace('.', '\\.'))
    .join('|')})\\b`,
) // nothing public is dialled by a test
const OF_OURS = /^https?:\/\/[a-z0-9]+\.test\b/ // names that the machine's own resolver would ask the world about
const AT_ONCE = 8

/** Sends every n-th payload into every sink, and tells which made anybody dial: no connection may begin but those to where a redirect starts. */
export async function attack({ every }: { readonly every: number }): Promise<Attacked> {
  const zoneOf = zone({ ...Object.fromEntries(NAMES.map(({ host, resolvesTo }) => [host, resolvesTo!])), [START]: ['127.0.0.1'] })
  let answers = 0
  // A name that is public when it is asked first and private when it is asked again, and one whose alias leads inside.
  await using dns = await startDns((name, type, over) => {
    if (name === 'rebind.test') return zone({ [name]: [answers++ % 2 === 0 ? '127.0.0.1' : '10.0.0.1'] })(name, type, over)
    if (name === 'alias.test') return { answers: [{ type: 'CNAME', name, data: 'inside.test' }, ...(type === 'A' ? [{ type: 'A' as const, name: 'inside.test', data: '127.0.0.1' }] : [])] } // prettier-ignore
    return zoneOf(name, type, over)
  })
  await using start = await listen((socket) => {
    socket.once('data', (bytes: Buffer) => {
      const to = /\?to=([^ ]*) /.exec(bytes.toString('latin1'))?.[1] ?? ''
      const location = Buffer.from(decodeURIComponent(to))
        .toString('latin1')
        .replace(/[\r\n]/g, '')
      socket.end(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
    })
  })
  await using inside = await listen((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret'))
  const ports = { 80: inside.port, 443: inside.port, 8080: inside.port, 9000: start.port }
  const plan = loopbackPlan({ allowPrivateTargets: false, resolvers: [dns.address], ports })
  const ways = {
    plan: createNetwork({ plan, trustedCa: null, operatorHosts: [START] }),
    channels: createChannelNetwork({ operatorHosts: [] }),
    probe: createNetwork({ plan, trustedCa: null }), // nobody writes hosts of an operator there
  }
  const urls = everyUrl().filter((_, n) => n % every === 0)
  const work = urls.flatMap((url) =>
    SINKS.filter(({ pins, over }) => !(pins && MIXED.test(url)) && !(over === 'channels' && OF_OURS.test(url))).map((sink) => ({
      url,
      sink,
      network: ways[sink.over],
    })),
  )
  const through = await watched(`127.0.0.1:${start.port}`, work)
  return { payloads: urls.length, tries: work.length, through }
}

const everyUrl = (): string[] => {
  const of = ({ host }: Payload, n: number) => [`http${n % 2 === 0 ? '' : 's'}://${host}/`, `http://${host}:8080/x?y#z`]
  const places = [...LITERALS, ...NAMES].flatMap(of)
  const redirected = [...places.filter((_, n) => n % 3 === 0), ...TRICKS].map((to) => `http://${START}:9000/?to=${encodeURIComponent(to.toWellFormed())}`)
  const rebound = ['http://rebind.test/', 'https://rebind.test/', 'http://alias.test/', 'https://alias.test:8080/']
  return [...places, ...TRICKS, ...redirected, ...rebound]
} // prettier-ignore

type Try = { readonly url: string; readonly sink: (typeof SINKS)[number]; readonly network: Network }

// A socket tells where it dials, whoever opened it. Which try it was follows from trying again alone.
async function watched(allowed: string, work: readonly Try[]): Promise<string[]> {
  const dialled: string[] = []
  const hear = (message: unknown) =>
    (message as { socket: Socket }).socket.on('connectionAttempt', (ip: string, port: number) => {
      if (`${ip}:${port}` !== allowed) dialled.push(`${ip}:${port}`)
    })
  subscribe('net.client.socket', hear)
  try {
    const wrong: string[] = []
    for (let at = 0; at < work.length; at += AT_ONCE) {
      const some = work.slice(at, at + AT_ONCE)
      await Promise.all(some.map(ask))
      if (dialled.length === 0) continue
      dialled.length = 0
      for (const one of some) {
        await ask(one)
        wrong.push(...dialled.splice(0).map((place) => `${one.sink.name} dials ${place} for ${JSON.stringify(one.url)}`))
      }
    }
    return wrong
  } finally {
    unsubscribe('net.client.socket', hear)
  }
}

const ask = ({ sink, url, network }: Try) => sink.ask(url, network).catch((error: Error) => error.message)
