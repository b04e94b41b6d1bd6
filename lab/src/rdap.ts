import { setTimeout as pause } from 'node:timers/promises'
import { json, serveLoopback, type Loopback, type Told } from './loopback.ts'
import { registrationOf, type Registration } from './registration.ts'
import type { World } from './world.ts'
import { TLDS } from './zones.ts'

/**
 * Serves RDAP: the bootstrap file at `/rdap/dns.json` (RFC 9224), the registry's answers at `/rdap/domain/NAME` (RFC 9083),
 * and those of the registrar, to which the registry links, at `/rdap/registrar/domain/NAME`.
 */
export async function openRdap(world: World): Promise<Loopback & { readonly bootstrap: string }> {
  const server: Loopback = await serveLoopback(({ method, path }) => {
    if (method !== 'GET') return problem(405, 'Only GET is understood here.')
    const base = `${server.url}/rdap/`
    if (path === '/rdap/dns.json') return bootstrapFile(base, world.startedAt)
    const [, registrar, name] = /^\/rdap\/(registrar\/)?domain\/([^/]+)$/.exec(path) ?? []
    const found = name === undefined ? null : registrationOf(world, decodeURIComponent(name).toLowerCase())
    if (!found) return problem(404, 'The domain is not registered.')
    return troubled(found.rdap) ?? rdap(domainObject(found, base, Boolean(registrar)))
  })
  return { ...server, bootstrap: `${server.url}/rdap/dns.json` }
}

const bootstrapFile = (base: string, at: number): Told =>
  json({
    version: '1.0',
    publication: new Date(at).toISOString(),
    description: 'RDAP bootstrap file of the lab',
    services: [[[...TLDS], [base]]],
  })

function domainObject(of: Registration, base: string, fromRegistrar: boolean) {
  const event = (eventAction: string, instant: number) => ({ eventAction, eventDate: new Date(instant).toISOString() })
  const self = `${base}domain/${of.domain}`
  const related = `${base}registrar/domain/${of.domain}`
  return {
    objectClassName: 'domain',
    rdapConformance: ['rdap_level_0', 'icann_rdap_technical_implementation_guide_1'],
    handle: `LAB-${of.domain.toUpperCase()}`,
    ldhName: of.domain,
    status: of.status,
    events: [
      event('registration', of.registered),
      event('last changed', of.changed),
      ...(fromRegistrar ? [] : [event('expiration', of.registryExpires)]),
      ...(of.registrarExpires === null ? [] : [event('registrar expiration', of.registrarExpires)]),
      ...(of.transferred === null ? [] : [event('transfer', of.transferred)]),
      event('last update of RDAP database', of.changed),
    ],
    entities: [registrarEntity(of)],
    nameservers: of.nameServers.map((ldhName) => ({ objectClassName: 'nameserver', ldhName })),
    secureDNS: { delegationSigned: of.isSigned },
    links: [
      { rel: 'self', href: fromRegistrar ? related : self, type: 'application/rdap+json' },
      ...(fromRegistrar ? [] : [{ rel: 'related', href: related, type: 'application/rdap+json' }]),
    ],
  }
}

const registrarEntity = ({ registrar: { name, ianaId, url, mail } }: Registration) => ({
  objectClassName: 'entity',
  roles: ['registrar'],
  handle: ianaId,
  publicIds: [{ type: 'IANA Registrar ID', identifier: ianaId }],
  vcardArray: [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', name],
      ['url', {}, 'uri', url],
    ],
  ],
  entities: [
    {
      objectClassName: 'entity',
      roles: ['abuse'],
      vcardArray: [
        'vcard',
        [
          ['version', {}, 'text', '4.0'],
          ['fn', {}, 'text', 'Abuse desk'],
          ['email', {}, 'text', mail],
        ],
      ],
    },
  ],
})

/** A registry that cannot answer just now, each in its way; null when it can. */
function troubled(trouble: Registration['rdap']): Told | Promise<Told> | null {
  switch (trouble) {
    case 429:
      return { ...problem(429, 'Too many queries.'), headers: { 'retry-after': '3600' } }
    case 503:
      return problem(503, 'The registry is being maintained.')
    case 'garbage':
      return { type: 'text/html', body: '<html><title>Web server is down</title><body>Please come back later.</body></html>' }
    case 'silent':
      return pause(15_000, problem(504, 'Too late.'), { ref: false })
    default:
      return null
  }
}

const problem = (errorCode: number, title: string): Told => rdap({ errorCode, title, rdapConformance: ['rdap_level_0'] }, errorCode)

const rdap = (value: unknown, status = 200): Told => ({ ...json(value, status), type: 'application/rdap+json' })
