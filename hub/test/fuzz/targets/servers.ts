import { encode, RECURSION_DESIRED, AUTHORITATIVE_ANSWER } from 'dns-packet'
import type { Instant } from '../../../src/domain/instant.ts'
import { parseJson } from '../../../src/evidence/parse-json.ts'
import { readDate } from '../../../src/evidence/read-date.ts'
import { readFeed } from '../../../src/evidence/read-feed.ts'
import { readHtml } from '../../../src/evidence/read-html.ts'
import { readMaking } from '../../../src/evidence/read-making.ts'
import { readBootstrap, readRegistration } from '../../../src/evidence/read-rdap.ts'
import { readRevoked } from '../../../src/evidence/read-revoked.ts'
import { readStatus } from '../../../src/evidence/read-status.ts'
import { readWhois } from '../../../src/evidence/read-whois.ts'
import { takeBody } from '../../../src/network/body.ts'
import { readMessage } from '../../../src/network/dns-message.ts'
import { readAnswer } from '../../../src/network/read-answer.ts'
import type { Roll } from '../../stories/dice.ts'
import { mutateJson, mutateText } from '../mutate.ts'
import type { Target } from '../target.ts'

const NOW = Date.parse('2026-12-01T00:00:00Z') as Instant
const NAME = 'cornerbakery.example'
const LARGEST = 512 * 1024 // of what is kept of one answer, as JSON

function bounded(value: unknown) {
  const size = (JSON.stringify(value) ?? '').length
  if (size > LARGEST) throw new Error(`${size} characters are kept`)
}

const HEADS = [
  'HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: 5\r\n\r\nhello',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nx-end: 1\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 301 Moved\r\nlocation: /a\r\nset-cookie: a=b\r\nset-cookie: c=d\r\n\r\n',
  'HTTP/1.0 404 Not Found\r\nserver: x\r\nretry-after: 86400\r\n\r\ngone',
  'HTTP/1.1 204 No Content\r\ncontent-encoding: gzip, br\r\n\r\n',
  `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(50)}\r\n`,
]

const DOMAIN = {
  objectClassName: 'domain',
  ldhName: NAME,
  status: ['client hold', 'active'],
  events: [
    { eventAction: 'expiration', eventDate: '2027-05-01T00:00:00Z' },
    { eventAction: 'last changed', eventDate: '2026-02-30' },
  ],
  entities: [{ roles: ['registrar'], handle: '1', vcardArray: ['vcard', [['fn', {}, 'text', 'Silver']]] }],
  nameservers: [{ ldhName: 'NS1.EXAMPLE.' }],
  links: [{ rel: 'related', href: 'https://rdap.example/domain/', type: 'application/rdap+json' }],
}
const BOOTSTRAP = {
  version: '1.0',
  services: [
    [
      ['example', 'com'],
      ['https://rdap.example/', 'http://rdap.example/'],
    ],
  ],
}

const WHOIS = [
  `Domain Name: ${NAME.toUpperCase()}\r\nRegistrar: X\r\nRegistry Expiry Date: 2027-05-01T00:00:00Z\r\nDomain Status: clientHold https://icann.org/epp#clientHold\r\nName Server: NS1.X.EXAMPLE\r\nRegistrar WHOIS Server: whois.x.example\r\n`,
  `% notice\n\nrefer: whois.${NAME}\n\ndomain: EXAMPLE\n`,
  `No match for "${NAME}".\r\n`,
  `    Domain name:\r\n        ${NAME}\r\n\r\n    Relevant dates:\r\n        Expiry date:  01-May-2027\r\n`,
  `[Domain Name] ${NAME}\n[Expires on] 2027/05/01\n[State] Active\n`,
  `domain: ${NAME}\nexpires: 31.02.2027\nnserver: ns1.x.example\nstatus: ok, hold\n`,
]
const FEED =
  '<?xml version="1.0"?><rss><channel><title>x</title><item><title>Outage</title><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Investigating&lt;/p&gt;</description></item></channel></rss>'
const ATOM =
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><updated>2026-11-21T10:00:00Z</updated><content type="html">Resolved</content></entry></feed>'
const STATUS = [
  {
    status: { indicator: 'major' },
    components: [{ name: 'Web', status: 'major_outage' }],
    incidents: [{ name: 'x', status: 'investigating', impact: 'major', started_at: '2026-11-21T10:00:00Z', components: [{ name: 'Web' }] }],
    scheduled_maintenances: [{ name: 'y', status: 'scheduled', scheduled_for: '2026-12-21T10:00:00Z', scheduled_until: 'x' }],
  },
  { page: { status: 'HASISSUES' }, activeIncidents: [{ name: 'x', status: 'INVESTIGATING', impact: 'MAJOROUTAGE', started: 'x' }] },
  {
    data: { type: 'status_page', attributes: { aggregate_state: 'downtime' } },
    included: [{ id: 1, type: 'status_page_resource', attributes: { public_name: 'Web', status: 'downtime' } }],
  },
]
const HTML = [
  '<!doctype html><html lang="en"><head><title>Corner Bakery</title><meta name="generator" content="WordPress 6.8.1"><meta http-equiv=refresh content="0;url=/x"><script src="/wp-content/plugins/x/a.js?ver=1"></script><link rel=stylesheet href=//a.example/b.css></head><body><a href="https://b.example/">x</a><p>Fresh &amp; bread</p></body></html>',
  '<svg><title>a</title><script><!-- <script></script>--></script><template><p>x</template><a href="javascript:1">y</a>',
]

// A list by OpenSSL that names two serial numbers.
const LIST =
  'MIHdMIGEAgEBMAoGCCqGSM49BAMCMBIxEDAOBgNVBAMMB0xpc3QgQ0EXDTI2MTEyMjAwMjM0NloYDzIwNTEwNzE0MDAyMzQ2WjAvMBICAQoXDTI2MTEyMjAwMjM0NlowGQIIAPHi08S1' +
  'ppcXDTI2MTEyMjAwMjM0NlqgDjAMMAoGA1UdFAQDAgEBMAoGCCqGSM49BAMCA0gAMEUCIDD0WzW9dQbKdLtuyikAl3E4j5W7PEMod5J3CEJaAI5iAiEA1AV4xdLFQbQnvSaeRRZ468qu' +
  'KCtKqkfzf1rqb1ophEY='

// A value of DER whose length, tag or content is another; the lengths around it stay right or not, as it falls.
function mutateDer(roll: Roll): string {
  const bytes = Buffer.from(LIST, 'base64')
  for (let left = 1 + roll.upTo(4); left > 0; left--) {
    const at = roll.upTo(bytes.length)
    bytes[at] = roll.one([0, 0x80, 0x84, 0xff, 0x30, 0x02, 0x17, 0x18, roll.upTo(256)])
  }
  return roll.chance(0.3) ? mutateText([bytes.toString('latin1')], roll) : bytes.toString('latin1')
}

const QUESTION = { id: 7, name: NAME, type: 'A' } as const
const RECORDS: readonly unknown[] = [
  { type: 'A', name: NAME, ttl: 300, data: '192.0.2.1' },
  { type: 'AAAA', name: NAME, ttl: 2 ** 31, data: '2001:db8::1' },
  { type: 'CNAME', name: NAME, data: 'a.example' },
  { type: 'MX', name: NAME, data: { preference: 10, exchange: 'mx.example' } },
  { type: 'TXT', name: NAME, data: ['v=spf1 -all', '\u0001\u001b[31m'] },
  { type: 'SOA', name: 'example', data: { mname: 'a', rname: 'b', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 } },
  { type: 'NS', name: 'example', data: 'ns1.example' },
  { type: 'CAA', name: NAME, data: { flags: 0, tag: 'issue', value: 'ca.example' } },
  { type: 'DS', name: NAME, data: { keyTag: 1, algorithm: 13, digestType: 2, digest: Buffer.alloc(32) } },
  { type: 'DNSKEY', name: NAME, data: { flags: 257, algorithm: 13, key: Buffer.alloc(64) } },
  { type: 'RRSIG', name: NAME, data: { typeCovered: 'A', algorithm: 13, labels: 2, originalTTL: 3, expiration: 4, inception: 5, keyTag: 6, signersName: 'example', signature: Buffer.alloc(64) } }, // prettier-ignore
  { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [{ code: 15, data: Buffer.from([0, 9, 65]) }] },
]
const some = (roll: Roll) => Array.from({ length: roll.upTo(5) }, () => roll.one(RECORDS)) as never[]
function drawMessage(roll: Roll): string {
  const bytes = encode({
    type: 'response',
    id: 7,
    flags: (roll.chance(0.5) ? RECURSION_DESIRED : AUTHORITATIVE_ANSWER) | roll.upTo(6),
    questions: [{ type: 'A', name: roll.chance(0.9) ? NAME : 'other.example', class: 'IN' }],
    answers: some(roll),
    authorities: some(roll),
    additionals: some(roll),
  })
  for (let left = roll.upTo(5); left > 0; left--) bytes[2 + roll.upTo(bytes.length - 2)] = roll.one([0, 0xc0, 0xff, 0x0c, roll.upTo(256)])
  const text = bytes.toString('latin1')
  return roll.chance(0.1) ? text.slice(0, 2 + roll.upTo(text.length)) : text
}

/** What the servers of others answer: hostile until proven otherwise. */
export const SERVERS: readonly Target[] = [
  {
    name: 'http-answer',
    draw: (roll) => `${String.fromCharCode(1 + roll.upTo(60))}${mutateText(HEADS, roll)}`,
    read: (text) => {
      const size = Math.max(1, text.charCodeAt(0) & 0xff)
      const bytes = Buffer.from(text.slice(1), 'latin1')
      let told = 0
      let body: ReturnType<typeof takeBody> | null = null
      const reader = readAnswer('GET', {
        onHead: ({ headers }) => (body = takeBody(headers, 65_536, {}, bounded)),
        onBody: (piece) => body!.take(piece),
        onEnd: (isWhole) => {
          told++
          body?.end(isWhole)
        },
        onWrong: () => told++,
      })
      for (let at = 0; at < bytes.length; at += size) reader.take(bytes.subarray(at, at + size))
      reader.end()
      if (told > 1) throw new Error(`the end is told ${told} times`)
    },
  },
  { name: 'dns-message', draw: drawMessage, read: (text) => bounded(readMessage(Buffer.from(text, 'latin1'), QUESTION)) },
  { name: 'revocation-list', draw: mutateDer, read: (text) => readRevoked(Buffer.from(text, 'latin1'), '0A', NOW) },
  {
    name: 'rdap',
    draw: (roll) => mutateJson([DOMAIN], roll),
    read: (text) => {
      const found = readRegistration(parseJson(text), NAME, NOW)
      bounded(found)
      const expires = found?.registration.registryExpires
      if (typeof expires === 'number' && Number.isNaN(expires)) throw new Error('a date that is none')
    },
  },
  { name: 'rdap-bootstrap', draw: (roll) => mutateJson([BOOTSTRAP], roll), read: (text) => readBootstrap(parseJson(text)) },
  { name: 'whois', draw: (roll) => mutateText(WHOIS, roll), read: (text) => bounded(readWhois(text, NAME, NOW)) },
  {
    name: 'date',
    draw: (roll) => mutateText(['2027-05-01T00:00:00Z', '01-May-2027', '2027. 5. 1.', 'Mon May  3 10:00:00 UTC 2027', '31.02.2027'], roll),
    read: (text) => {
      const found = readDate(text)
      if (found !== null && !Number.isFinite(found)) throw new Error('a date that is none')
    },
  },
  { name: 'status-page', draw: (roll) => mutateJson(STATUS, roll), read: (text) => bounded(readStatus(text, NOW)) },
  { name: 'feed', draw: (roll) => mutateText([FEED, ATOM], roll), read: (text) => bounded(readFeed(text, NOW)) },
  {
    name: 'html',
    draw: (roll) => mutateText(HTML, roll),
    read: (text) => {
      const page = readHtml(text)
      bounded(page)
      bounded(readMaking(page, new URL('https://cornerbakery.example/')))
    },
  },
]
