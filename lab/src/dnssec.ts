import { createHash, createPublicKey, generateKeyPairSync, sign as signBytes, verify, type KeyObject } from 'node:crypto'
import packet, { type Answer, type DnskeyAnswer, type DSAnswer, type Question, type RecordType, type RrsigAnswer } from 'dns-packet'
import type { DnssecChange } from './faults/fault.ts'
import { canonical, isUnder, type Reply, type ZoneRecord } from './zone.ts'

const ECDSA_P256 = 13 // ECDSAP256SHA256 (RFC 6605)
const SHA256 = 2
const KEY_SIGNING = 257
const DAY_S = 86_400
const TYPES: Partial<Record<RecordType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DS: 43,
  DNSKEY: 48,
  CAA: 257,
}

type ZoneKey = { readonly privateKey: KeyObject; readonly record: DnskeyAnswer['data'] }

const keys = new Map<string, ZoneKey>()

/** The DS record that the parent holds for a zone; a stale one fits a key that the zone had before. */
export function dsOf(zone: string, { ds }: DnssecChange, ttl: number): DSAnswer {
  const { record } = keyOf(ds === 'right' ? zone : `${zone}, before it moved`)
  const digest = createHash('sha256')
    .update(Buffer.concat([wireName(zone), keyData(record)]))
    .digest()
  return { type: 'DS', name: zone, ttl, data: { keyTag: keyTag(record), algorithm: ECDSA_P256, digestType: SHA256, digest } }
}

/** Adds to an answer what a signed zone adds: its DNSKEY, and one RRSIG for each set of records (RFC 4035). */
export function sign(reply: Reply, zone: string, change: DnssecChange, question: Question): Reply {
  if (change.signatures === 'absent' || !reply.authoritative) return reply
  const isAboutKey = question.type === 'DNSKEY' && canonical(question.name) === zone
  const key: ZoneRecord = { type: 'DNSKEY', name: zone, ttl: 300, data: keyOf(zone).record }
  const whole: Reply = isAboutKey ? { ...reply, rcode: 'NOERROR', answers: [key], authorities: [] } : reply
  const signed = (records: readonly Answer[]) => [...records, ...signaturesOf(records, zone, change.signatures === 'expired')]
  return { ...whole, answers: signed(whole.answers), authorities: signed(whole.authorities) }
}

/**
 * Judges an answer of a signed zone by the DS of its parent and the zone's own DNSKEY answer: null when it is genuine, else why it is
 * bogus, in the words of RFC 8914. Absent names are taken on trust: the lab's zones have no NSEC.
 */
export function whyBogus(
  answers: readonly Answer[],
  keyAnswers: readonly Answer[],
  ds: readonly DSAnswer[],
  now: number,
): Reply['why'] | null {
  const published = keyAnswers.filter((record): record is DnskeyAnswer => record.type === 'DNSKEY')
  const trusted = published.find(({ name, data }) => ds.some((one) => isFor(one, canonical(name), data)))
  if (!trusted) return { code: 9, text: 'no DNSKEY matches DS' }
  const sets = [...setsOf(keyAnswers), ...setsOf(answers)].filter(([first]) => isUnder(canonical(first!.name), canonical(trusted.name)))
  for (const set of sets) {
    const signature = signatureFor(set, [...keyAnswers, ...answers])
    if (!signature) return { code: 10, text: 'no RRSIG' }
    if (signature.expiration < now / 1000) return { code: 7, text: 'signature expired' }
    const key = publicKey(trusted.data)
    if (!verify('sha256', signedData(set, signature), { key, dsaEncoding: 'ieee-p1363' }, signature.signature))
      return { code: 6, text: 'signature crypto failed' }
  }
  return null
}

function isFor(ds: DSAnswer, zone: string, key: DnskeyAnswer['data']): boolean {
  const digest = createHash('sha256')
    .update(Buffer.concat([wireName(zone), keyData(key)]))
    .digest()
  return ds.data.keyTag === keyTag(key) && ds.data.digest.equals(digest)
}

const signatureFor = (set: readonly Answer[], among: readonly Answer[]): RrsigAnswer['data'] | undefined =>
  among.find(
    (record): record is RrsigAnswer =>
      record.type === 'RRSIG' && canonical(record.name) === canonical(set[0]!.name) && record.data.typeCovered === set[0]!.type,
  )?.data

function signaturesOf(records: readonly Answer[], zone: string, isExpired: boolean): RrsigAnswer[] {
  const { privateKey, record } = keyOf(zone)
  const now = Math.floor(Date.now() / 1000)
  const [inception, expiration] = isExpired ? [now - 40 * DAY_S, now - DAY_S] : [now - DAY_S, now + 13 * DAY_S]
  return setsOf(records)
    .filter(([first]) => isUnder(canonical(first!.name), zone) && TYPES[first!.type] !== undefined)
    .map((set) => {
      const [{ name, type }] = set as [Answer]
      const labels = name.split('.').length
      const about = {
        typeCovered: type,
        algorithm: ECDSA_P256,
        labels,
        originalTTL: 300,
        expiration,
        inception,
        keyTag: keyTag(record),
        signersName: zone,
      }
      const signature = signBytes('sha256', signedData(set, about), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      return { type: 'RRSIG', name, ttl: 300, data: { ...about, signature } }
    })
}

function setsOf(records: readonly Answer[]): Answer[][] {
  const plain = records.filter(({ type }) => type !== 'RRSIG' && type !== 'OPT')
  return [...Map.groupBy(plain, ({ name, type }) => `${canonical(name)} ${type}`).values()]
}

/** What is signed (RFC 4034, 3.1.8.1): the signature's own fields, then the records in canonical form and order. */
function signedData(set: readonly Answer[], about: Omit<RrsigAnswer['data'], 'signature'>): Buffer {
  const head = Buffer.alloc(18)
  head.writeUInt16BE(TYPES[about.typeCovered as RecordType] ?? 0, 0)
  head.writeUInt8(about.algorithm, 2)
  head.writeUInt8(about.labels, 3)
  for (const [value, at] of [
    [about.originalTTL, 4],
    [about.expiration, 8],
    [about.inception, 12],
  ] as const)
    head.writeUInt32BE(value, at)
  head.writeUInt16BE(about.keyTag, 16)
  const records = set.map((record) => canonicalRecord(record, about.originalTTL)).toSorted(Buffer.compare)
  return Buffer.concat([head, wireName(about.signersName), ...records])
}

function canonicalRecord(record: Answer, ttl: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(TYPES[record.type] ?? 0, 0)
  head.writeUInt16BE(1, 2)
  head.writeUInt32BE(ttl, 4)
  return Buffer.concat([wireName(record.name), head, codecOf(record.type).encode((record as { data?: unknown }).data)])
}

// dns-packet encodes the data of a record, its length in front; its types do not name the function.
const codecOf = (type: string) => (packet as unknown as { record(type: string): { encode(data: unknown): Buffer } }).record(type)

function wireName(name: string): Buffer {
  const labels = canonical(name).split('.').filter(Boolean)
  return Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]), Buffer.from([0])])
}

function keyOf(zone: string): ZoneKey {
  const known = keys.get(zone)
  if (known) return known
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const key = Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const made = { privateKey, record: { flags: KEY_SIGNING, algorithm: ECDSA_P256, key } }
  keys.set(zone, made)
  return made
}

const publicKey = ({ key }: DnskeyAnswer['data']): KeyObject => {
  const [x, y] = [key.subarray(0, 32), key.subarray(32)].map((part) => part.toString('base64url'))
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
}

const keyData = ({ flags, algorithm, key }: DnskeyAnswer['data']): Buffer => {
  const head = Buffer.from([flags >> 8, flags & 255, 3, algorithm])
  return Buffer.concat([head, key])
}

/** The short name of a key (RFC 4034, appendix B). */
function keyTag(key: DnskeyAnswer['data']): number {
  const sum = keyData(key).reduce((total, byte, index) => total + (index % 2 === 0 ? byte << 8 : byte), 0)
  return (sum + (sum >> 16)) & 0xffff
}
