import { createHash } from 'node:crypto'
import type { DnsEvidence, ResolverView } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { DnsAnswer } from '../network/network.ts'

const DIGESTS: Readonly<Record<string, string>> = { '1': 'sha1', '2': 'sha256', '4': 'sha384' }

/**
 * Whether the zone is signed, and well: by resolvers that fail only while they check, and by the keys asked directly, against the
 * digests at the parent and the dates of their signatures (RFC 4034, 4035). `ds` is null when the parent did not say.
 */
export function judgeSignatures(
  zone: string,
  ds: readonly string[] | null,
  keys: readonly DnsAnswer[],
  views: readonly ResolverView[],
  now: Instant,
): DnsEvidence['signed'] {
  if (ds?.length === 0) return 'no'
  if (isBrokenForOne(views)) return 'broken'
  if (ds === null) return 'unknown'
  const answered = keys.flatMap((answer) => (answer.ok && answer.rcode === 'NOERROR' && answer.authoritative ? [answer] : []))
  const isSound = answered.map(({ answers }) => {
    const has = (type: string) => answers.filter((record) => record.type === type).map(({ data }) => data)
    return isVouchedFor(zone, ds, has('DNSKEY')) && isFresh(has('RRSIG'), now)
  })
  if (isSound.length === 0) return 'unknown'
  return isSound.every((sound) => sound) ? 'well' : isSound.some((sound) => sound) ? 'unknown' : 'broken'
}

// SERVFAIL with checking and an answer without, from the same resolver, is what a broken signature looks like (causes.md 1.3).
const isBrokenForOne = (views: readonly ResolverView[]) =>
  views.some(
    ({ resolver, checking, code }) =>
      checking &&
      code === 'servfail' &&
      views.some((other) => other.resolver === resolver && !other.checking && (other.code === 'ok' || other.code === 'nodata')),
  )

// A digest of a kind that we cannot make is taken at its word when the tag fits.
function isVouchedFor(zone: string, ds: readonly string[], keys: readonly string[]): boolean {
  const known = keys.map((key) => keyData(key))
  return ds.some((record) => {
    const [tag, algorithm, digestType, digest] = record.split(' ')
    const hash = DIGESTS[digestType ?? '']
    return known.some((data) => {
      if (String(keyTag(data)) !== tag || String(data[3]) !== algorithm) return false
      return hash === undefined || createHash(hash).update(wireName(zone)).update(data).digest('hex') === digest?.toLowerCase()
    })
  })
}

function isFresh(signatures: readonly string[], now: Instant): boolean {
  const dates = signatures.map((text) => text.split(' ')).filter(([covers]) => covers === 'DNSKEY')
  const seconds = now / 1000
  return dates.some(([, , , , expiration, inception]) => Number(inception) <= seconds && seconds <= Number(expiration))
}

function keyData(key: string): Buffer {
  const [flags = '0', protocol = '3', algorithm = '0', material = ''] = key.split(' ')
  const head = Buffer.from([(Number(flags) >> 8) & 0xff, Number(flags) & 0xff, Number(protocol) & 0xff, Number(algorithm) & 0xff])
  return Buffer.concat([head, Buffer.from(material, 'base64')])
}

/** RFC 4034 appendix B. */
function keyTag(data: Buffer): number {
  let sum = 0
  for (const [at, byte] of data.entries()) sum += at % 2 === 0 ? byte << 8 : byte
  return (sum + (sum >> 16)) & 0xffff
}

const wireName = (name: string) =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length & 0x3f]), Buffer.from(label)])),
    Buffer.from([0]),
  ])
