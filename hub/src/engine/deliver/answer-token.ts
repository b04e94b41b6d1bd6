import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Message } from '../../store/messages.ts'

type Sent = Pick<Message, 'seq' | 'partner' | 'key'>

/**
 * The token of the links in one message, the same at every attempt: which message, and 128 bits that only this installation can make. Its
 * partner and key bind it to tenant, incident, step and recipient (ASVS 7.2.3).
 */
export const answerToken = (key: string, sent: Sent): string => `${sent.seq.toString(36)}-${sealOf(key, sent)}`

/** The number of the message that a token names, before anyone has checked it; null for what is no token at all. */
export function readAnswerToken(token: string): number | null {
  const number = /^(?<number>[1-9a-z][0-9a-z]{0,9})-[\w-]{22}$/.exec(token)?.groups!.number
  const seq = number === undefined ? null : parseInt(number, 36)
  return seq !== null && Number.isSafeInteger(seq) ? seq : null
}

/** Whether the token is that of the message. */
export function isAnswerToken(key: string, token: string, sent: Sent): boolean {
  const [given, wanted] = [Buffer.from(token), Buffer.from(answerToken(key, sent))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const sealOf = (secret: string, { partner, key }: Sent) =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['answer', partner, key]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
