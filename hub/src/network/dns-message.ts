import { AUTHORITATIVE_ANSWER, CHECKING_DISABLED, DNSSEC_OK, RECURSION_DESIRED, TRUNCATED_RESPONSE, decode, encode } from 'dns-packet'
import type { Answer, DecodedPacket } from 'dns-packet'
import type { DnsRecord, RecordType } from './network.ts'

export type Question = { readonly id: number; readonly name: string; readonly type: RecordType }
export type Message = {
  readonly rcode: string
  readonly authoritative: boolean
  readonly truncated: boolean
  readonly extended: number | null
  readonly answers: readonly DnsRecord[]
  readonly authorities: readonly DnsRecord[]
  readonly additionals: readonly DnsRecord[]
}

const MOST_RECORDS = 100 // of one section: a thousand addresses tell us no more
const MOST_TEXT = 4096
const EXTENDED_ERROR = 15
const EDNS_SIZE = 1232 // DNS flag day 2020: fits every path unfragmented

/** One question as it goes over the wire. */
export function writeQuestion(question: Question, options: { recurse: boolean; dnssec: boolean; unchecked: boolean }): Buffer {
  return encode({
    type: 'query',
    id: question.id,
    flags: (options.recurse ? RECURSION_DESIRED : 0) | (options.unchecked ? CHECKING_DISABLED : 0),
    questions: [{ type: question.type, name: question.name, class: 'IN' }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: EDNS_SIZE,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: options.dnssec ? DNSSEC_OK : 0,
        flag_do: options.dnssec,
        options: [],
      },
    ],
  })
}

/** Reads an answer to our question; null when it answers another one (a stray or a forgery), `malformed` when nobody could read it. */
export function readMessage(bytes: Buffer, question: Question): Message | 'malformed' | null {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== question.id) return null
  let packet: DecodedPacket & { rcode?: string }
  try {
    packet = decode(bytes)
  } catch {
    return 'malformed'
  }
  const rcode = packet.rcode ?? 'NOERROR'
  if (!packet.flag_qr || !answersUs(packet, question, rcode)) return null
  return {
    rcode,
    authoritative: (packet.flags! & AUTHORITATIVE_ANSWER) !== 0,
    truncated: (packet.flags! & TRUNCATED_RESPONSE) !== 0,
    extended: extendedError(packet.additionals),
    answers: records(packet.answers),
    authorities: records(packet.authorities),
    additionals: records(packet.additionals),
  }
}

// RFC 8914: option 15 of the OPT record begins with two bytes of code.
function extendedError(additionals: readonly Answer[] = []): number | null {
  for (const record of additionals) {
    if (record.type !== 'OPT') continue
    const option = ((record.options ?? []) as readonly { code: number; data?: Buffer }[]).find(({ code }) => code === EXTENDED_ERROR)
    if (option?.data && option.data.length >= 2) return option.data.readUInt16BE(0)
  }
  return null
}

// A server that refuses may leave the question out.
function answersUs(packet: DecodedPacket, question: Question, rcode: string): boolean {
  const asked = packet.questions ?? []
  if (asked.length === 0) return rcode !== 'NOERROR'
  return asked.length === 1 && asked[0]!.type === question.type && sameName(asked[0]!.name, question.name)
}

/** Whether two names are the same to DNS: case and the final dot do not count. */
export const sameName = (one: string, other: string) => plainName(one) === plainName(other)

/** A name in lower case without the final dot, control characters made visible. */
export const plainName = (name: string) => visible(name.toLowerCase().replace(/\.$/, ''))

const visible = (text: string) =>
  text.slice(0, MOST_TEXT).replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)

const records = (answers: readonly Answer[] = []): DnsRecord[] =>
  answers
    .filter((answer) => answer.type !== 'OPT')
    .slice(0, MOST_RECORDS)
    .map((answer) => ({ name: plainName(answer.name), type: answer.type, ttl: ttlOf(answer), data: dataOf(answer) }))

// RFC 2181 section 8: a time to live with the top bit set counts as zero.
function ttlOf(answer: Answer): number {
  const ttl = 'ttl' in answer ? (answer.ttl ?? 0) : 0
  return ttl > 0x7fff_ffff ? 0 : ttl
}

function dataOf(answer: Answer): string {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return answer.data
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return plainName(answer.data)
    case 'MX':
      return `${answer.data.preference ?? 0} ${plainName(answer.data.exchange)}`
    case 'TXT':
      return visible([answer.data].flat().map(String).join(''))
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = answer.data
      return [plainName(mname), plainName(rname), serial, refresh, retry, expire, minimum].join(' ')
    }
    case 'DS':
      return [answer.data.keyTag, answer.data.algorithm, answer.data.digestType, answer.data.digest.toString('hex')].join(' ')
    case 'DNSKEY':
      return [answer.data.flags, 3, answer.data.algorithm, answer.data.key.toString('base64')].join(' ')
    case 'RRSIG': {
      const { typeCovered, algorithm, labels, originalTTL, expiration, inception, keyTag, signersName } = answer.data
      return [typeCovered, algorithm, labels, originalTTL, expiration, inception, keyTag, plainName(signersName)].join(' ')
    }
    case 'CAA':
      return visible(`${answer.data.flags ?? 0} ${answer.data.tag} "${answer.data.value}"`)
    default:
      return ''
  }
}
