import { ADDRESSES } from '../addresses.ts'
import { addressRecord, alsoHas, apexAt, changes } from '../record-changes.ts'
import type { Website } from '../sites.ts'
import type { ZoneRecord } from '../zone.ts'
import type { FaultEntry } from './fault.ts'

const onlyIssuer =
  (issuer: string) =>
  ({ name }: Website): readonly ZoneRecord[] => [{ type: 'CAA', name, ttl: 300, data: { flags: 0, tag: 'issue', value: issuer } }]

/** Certificates and handshakes that browsers refuse. */
export const TLS_FAULTS: readonly FaultEntry[] = [
  {
    id: 'certificate-expired',
    row: 25,
    description: 'The certificate ran out a minute ago.',
    certificate: 'expired',
    variants: {
      'long-ago': { certificate: 'expired-long-ago' },
      'behind-edge': {
        edge: { brand: 'cloudflare' },
        description: 'The certificate behind the delivery network ran out; the network refuses it.',
      },
    },
  },
  {
    id: 'certificate-expired-issuer-forbidden',
    row: 26,
    description: 'The certificate ran out, and the zone allows another issuer only: renewing must fail.',
    certificate: 'expired',
    dns: { records: alsoHas(onlyIssuer('otherca.example')) },
    variants: {
      'nobody-may': { dns: { records: alsoHas(onlyIssuer(';')) } },
      'address-moved': {
        dns: {
          records: changes(alsoHas(onlyIssuer('otherca.example')), (records, about) => [
            ...records,
            addressRecord(about.site.name, ADDRESSES.deadIpv6),
          ]),
        },
      },
    },
  },
  { id: 'certificate-not-yet-valid', row: null, description: 'The certificate becomes valid tomorrow.', certificate: 'not-yet-valid' },
  {
    id: 'certificate-wrong-name',
    row: 27,
    description: 'The server shows a certificate for another name.',
    certificate: 'wrong-name',
    variants: {
      'host-wildcard': { certificate: 'host-wildcard', description: 'After a move the server shows the certificate of the host itself.' },
      'address-moved': {
        dns: { records: apexAt(ADDRESSES.stranger) },
        description: 'The address moved to a server that shows a stranger’s certificate.',
      },
      'without-www': { certificate: 'apex-only', description: 'The certificate leaves out www.' },
    },
  },
  {
    id: 'certificate-self-signed',
    row: 28,
    description: 'The server signed its certificate itself.',
    certificate: 'self-signed',
    variants: {
      plesk: { certificate: 'panel-self-signed', description: 'The server shows the certificate that its panel made for itself.' },
      snakeoil: { certificate: 'snakeoil' },
    },
  },
  {
    id: 'certificate-chain',
    row: 29,
    description: 'The server leaves out the intermediate certificate.',
    certificate: 'missing-intermediate',
    variants: {
      'wrong-intermediate': {
        certificate: 'wrong-intermediate',
        description: 'The server sends an intermediate certificate that did not sign the site’s.',
      },
    },
  },
  {
    id: 'certificate-intermediate-expired',
    row: 30,
    description: 'The certificate is good; the intermediate sent along has run out.',
    certificate: 'expired-intermediate',
    variants: { 'behind-edge': { edge: { brand: 'akamai' }, description: 'The same, behind a delivery network that refuses it.' } },
  },
  {
    id: 'certificate-untrusted',
    row: null,
    description: 'The certificate comes from a root that nobody knows.',
    certificate: 'unknown-root',
  },
  {
    id: 'certificate-revoked',
    row: 31,
    description: 'The certificate is on the revocation list of its issuer.',
    certificate: 'revoked',
    variants: {
      'forged-list': {
        certificate: 'revoked-by-nobody',
        description: 'Healthy: the certificate is on a list that its issuer never signed.',
      },
    },
  },
  {
    id: 'tls-too-old',
    row: 32,
    description: 'The server speaks TLS 1.1 at most.',
    transport: { http: 'open', https: 'old-versions' },
    variants: {
      alert: { transport: { http: 'open', https: 'version-refused' }, description: 'The server refuses every version that we offer.' },
    },
  },
  {
    id: 'tls-no-common-cipher',
    row: 33,
    description: 'The server and its visitors have no cipher in common.',
    transport: { http: 'open', https: 'no-common-cipher' },
    variants: {
      alert: { transport: { http: 'open', https: 'handshake-refused' }, description: 'The server ends every handshake with an alert.' },
    },
  },
  {
    id: 'tls-plain-http',
    row: 34,
    description: 'On the port of https the server speaks plain http.',
    transport: { http: 'open', https: 'plain' },
    variants: { 'port-80-closed': { transport: { http: 'closed', https: 'plain' } } },
  },
  {
    id: 'tls-port-closed',
    row: 35,
    description: 'The port of https is closed; http answers.',
    transport: { http: 'open', https: 'closed' },
    variants: {
      silent: { transport: { http: 'open', https: 'silent-handshake' }, description: 'The port of https accepts and never greets.' },
      'hang-up': { transport: { http: 'open', https: 'hang-up' }, description: 'The port of https hangs up at once.' },
    },
  },
  {
    id: 'tls-name-unknown',
    row: 36,
    description: 'The server knows no site of this name and says so in the handshake.',
    transport: { http: 'open', https: 'unknown-name' },
    variants: { 'port-80-closed': { transport: { http: 'closed', https: 'unknown-name' } } },
  },
]
