import {
  akamai,
  cloudflare1xxx,
  cloudflare5xx,
  cloudfront,
  edgeError,
  EDGE_HEADERS,
  fastly,
  fastlyUnknownDomain,
  sucuri,
} from '../pages/edge-pages.ts'
import { document, nginxPage } from '../pages/document.ts'
import { says, type SiteAnswer } from '../site-answers.ts'
import type { FaultEntry } from './fault.ts'

const cf = (says: SiteAnswer) => ({ edge: { brand: 'cloudflare', says } }) as const
const cf5xx = (status: number, words: string) => cf(cloudflare5xx(status, words))
const cf1xxx = (status: number, number: number, words: string, more?: string) => cf(cloudflare1xxx(status, number, words, more))
const cfBare = (status: number, body: string) => cf(says(status, EDGE_HEADERS.cloudflare, body))
const ak = (says: SiteAnswer) => ({ edge: { brand: 'akamai', says } }) as const
const aws = (status: number, sentence: string) => ({ edge: { brand: 'cloudfront', says: cloudfront(status, sentence) } }) as const
const fly = (says: SiteAnswer) => ({ edge: { brand: 'fastly', says } }) as const
const su = (says: SiteAnswer) => ({ edge: { brand: 'sucuri', says } }) as const

/** Delivery networks that cannot bring a page, each in its own words (causes.md 2.6). What the origin is like then is another matter. */
export const EDGE_FAULTS: readonly FaultEntry[] = [
  {
    id: 'edge-cannot-reach-origin',
    row: 85,
    description: 'The delivery network is in front, and the server behind it is really stopped.',
    transport: 'closed',
    edge: { brand: 'cloudflare' },
    variants: {
      silent: { transport: 'silent' },
      reset: { transport: 'reset' },
      fastly: { edge: { brand: 'fastly' } },
      akamai: { edge: { brand: 'akamai' } },
      cloudfront: { edge: { brand: 'cloudfront' } },
      sucuri: { edge: { brand: 'sucuri' } },
      brightedge: { edge: { brand: 'brightedge' } },
      'origin-well': {
        transport: 'open',
        ...cf5xx(521, 'Web server is down'),
        description: 'The network says that the server refuses it; the server answers everybody else.',
      },
      'origin-well-522': { transport: 'open', ...cf5xx(522, 'Connection timed out') },
    },
  },
  {
    id: 'edge-origin-certificate',
    row: 85,
    description: 'The delivery network refuses the certificate of the server behind it.',
    certificate: 'self-signed',
    edge: { brand: 'cloudflare' },
    variants: {
      'handshake-525': { transport: { http: 'open', https: 'handshake-refused' } },
      akamai: { edge: { brand: 'akamai' } },
      fastly: { edge: { brand: 'fastly' } },
      cloudfront: { edge: { brand: 'cloudfront' } },
    },
  },
  {
    id: 'edge-down',
    row: 85,
    description: 'The delivery network itself fails: a bare page that names nobody but it. Meant for a group, too.',
    edge: { brand: 'brightedge', says: edgeError('brightedge', 'reset') },
    variants: {
      'cloudflare-500': cfBare(500, nginxPage('500 Internal Server Error', 'cloudflare')),
      'cloudflare-502': cfBare(502, nginxPage('502 Bad Gateway', 'cloudflare')),
      'fastly-guru': fly(
        says(
          503,
          EDGE_HEADERS.fastly,
          document('503 Backend is unhealthy', '<h1>Error 503 Backend is unhealthy</h1><p>Guru Meditation</p>'),
        ),
      ),
    },
  },
  {
    id: 'edge-5xx',
    row: 85,
    description: 'Cloudflare: the server’s answer is unknown, 520.',
    ...cf5xx(520, 'Web server is returning an unknown error'),
    variants: {
      521: cf5xx(521, 'Web server is down'),
      522: cf5xx(522, 'Connection timed out'),
      523: cf5xx(523, 'Origin is unreachable'),
      524: cf5xx(524, 'A timeout occurred'),
      525: cf5xx(525, 'SSL handshake failed'),
      526: cf5xx(526, 'Invalid SSL certificate'),
      'origin-502': cf5xx(502, 'Bad gateway'),
      'origin-503': cfBare(503, '<html><body><h1>503 Service Unavailable</h1></body></html>'),
    },
  },
  {
    id: 'edge-1xxx',
    row: 85,
    description: 'Cloudflare: the name of the server behind it leads nowhere, error 1016.',
    ...cf1xxx(530, 1016, 'Origin DNS error'),
    variants: {
      1001: cf1xxx(530, 1001, 'DNS resolution error'),
      1004: cf1xxx(403, 1004, 'Host Not Configured to Serve Web Traffic'),
      1018: cf1xxx(409, 1018, 'Could not find host'),
      1023: cf1xxx(409, 1023, 'Could not find host'),
      1033: cf1xxx(530, 1033, 'Cloudflare Tunnel error'),
      1034: cf1xxx(409, 1034, 'Edge IP Restricted'),
      1101: cf1xxx(500, 1101, 'Worker threw exception'),
      1102: cf1xxx(503, 1102, 'Worker exceeded resource limits'),
      1200: cf1xxx(503, 1200, 'Too many requests for the cache'),
    },
  },
  {
    id: 'edge-akamai',
    row: 85,
    description: 'Akamai: reading from the server timed out.',
    ...ak(akamai(503, 1, 'Service Unavailable - Zero size object', 'The server is temporarily unable to service your request.')),
    variants: {
      dns: ak(
        akamai(
          503,
          11,
          'Service Unavailable - DNS failure',
          'The server is temporarily unable to service your request. Please try again later.',
        ),
      ),
      'not-configured': ak(akamai(400, 9, 'Invalid URL', 'The requested URL "[no URL]", is invalid.')),
      'connect-timeout': ak(
        akamai(504, 97, 'Gateway Timeout - In read', 'The proxy server did not receive a timely response from the upstream server.'),
      ),
      'origin-tls': ak(akamai(503, 30)),
    },
  },
  {
    id: 'edge-cloudfront',
    row: 85,
    description: 'CloudFront: the server behind it could not be connected.',
    ...aws(502, "CloudFront wasn't able to connect to the origin."),
    variants: {
      'origin-dns': aws(502, "CloudFront wasn't able to resolve the origin domain name. NonS3OriginDnsError"),
      'alias-unknown': aws(
        403,
        "Bad request. We can't connect to the server for this app or website at this time. There might be too much traffic or a configuration error.",
      ),
      timeout: aws(
        504,
        'CloudFront attempted to establish a connection with the origin, but either the attempt failed or the origin closed the connection.',
      ),
      'function-503': aws(503, 'The Lambda function associated with the CloudFront distribution is invalid or has failed.'),
    },
  },
  {
    id: 'edge-fastly',
    row: 85,
    description: 'Fastly: no server behind it is healthy.',
    ...fly(fastly('All backends failed or unhealthy')),
    variants: {
      'unknown-domain': { ...fly(fastlyUnknownDomain), row: 43 },
      'first-byte': fly(fastly('first byte timeout')),
      'read-error': fly(fastly('backend read error')),
      'connect-timeout': fly(fastly('Connection timed out')),
    },
  },
  {
    id: 'edge-sucuri',
    row: 85,
    description: 'Sucuri: the server behind it does not answer.',
    ...su(sucuri(502, 'Sucuri WebSite Firewall - Back-end server error', 'The hosting server of this site did not answer.', null)),
    variants: {
      timeout: su(sucuri(504, 'Sucuri WebSite Firewall - Back-end server timeout', 'The hosting server of this site took too long.', null)),
    },
  },
]
