import type { Instant } from '../domain/instant.ts'
import { INTEGER, partAt, partsIn, SEQUENCE } from './der.ts'
import type { Part } from './der.ts'

const UTC_TIME = 0x17
const TIME = 0x18

/**
 * Whether a revocation list (RFC 5280 section 5.1, DER) names the certificate of this serial number, in hexadecimal.
 * Null when it is no such list or should have been renewed by now. Whether its issuer signed it is another question.
 */
export function readRevoked(der: Buffer, serial: string, now: Instant): boolean | null {
  const list = partAt(der, 0, der.length)
  const signed = list?.tag === SEQUENCE ? partAt(der, list.from, list.to) : null
  if (signed?.tag !== SEQUENCE) return null
  const fields = [...partsIn(der, signed)].filter(({ tag }) => tag !== INTEGER) // the version, which may be missing
  const [algorithm, issuer, ...rest] = fields
  if (algorithm?.tag !== SEQUENCE || issuer?.tag !== SEQUENCE || !isTime(rest[0])) return null
  const nextUpdate = isTime(rest[1]) ? readTime(der, rest[1]!) : null
  if (nextUpdate === null || nextUpdate < now) return null
  const entries = rest[2]?.tag === SEQUENCE ? rest[2] : null
  return entries !== null && names(der, entries, wanted(serial))
}

const isTime = (part: Part | undefined) => part?.tag === UTC_TIME || part?.tag === TIME
const wanted = (serial: string) => Buffer.from(serial.length % 2 === 0 ? serial : `0${serial}`, 'hex')

function names(der: Buffer, entries: Part, serial: Buffer): boolean {
  for (const entry of partsIn(der, entries)) {
    const number = partAt(der, entry.from, entry.to)
    if (number?.tag !== INTEGER) continue
    const isPadded = der[number.from] === 0 && number.to - number.from > 1 // a zero keeps a large number from being negative
    if (der.subarray(number.from + (isPadded ? 1 : 0), number.to).equals(serial)) return true
  }
  return false
}

// UTCTime has two digits of the year, from 1950 on; GeneralizedTime four.
function readTime(der: Buffer, { tag, from, to }: Part): Instant | null {
  const text = der.toString('latin1', from, Math.min(to, from + 20))
  const match = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match || (match[1]!.length === 2) !== (tag === UTC_TIME)) return null
  const short = Number(match[1])
  const year = tag === UTC_TIME ? short + (short < 50 ? 2000 : 1900) : short
  const [month, day, hour, minute, second] = match.slice(2).map(Number)
  return Date.UTC(year, month! - 1, day, hour, minute, second) as Instant
}
