import { createHmac, timingSafeEqual } from 'node:crypto'
import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'

const FRESH = minutes(5)

export type StandardSigned = {
  readonly body: string
  readonly id: string | undefined
  readonly timestamp: string | undefined
  readonly signature: string | undefined
}

/** When it was signed with this secret, within five minutes of now; null where it was not (standardwebhooks.com: `v1`, several signatures with spaces between). */
export function signedAt({ body, id = '', timestamp = '', signature = '' }: StandardSigned, secret: string, now: Instant): Instant | null {
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return null
  const at = (Number(timestamp) * 1000) as Instant
  if (Math.abs(between(at, now)) > FRESH) return null
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  const isOurs = (given: string) => {
    const bytes = Buffer.from(given.slice('v1,'.length), 'base64')
    return given.startsWith('v1,') && bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
  }
  return signature.split(' ').some(isOurs) ? at : null
}
