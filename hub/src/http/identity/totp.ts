import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../domain/instant.ts'

const STEP = 30_000 // ms
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const stepAt = (at: Instant): number => Math.floor(at / STEP)

/** The code of a time step (RFC 4226 section 5.3 over RFC 6238, SHA-1, as every authenticator speaks it). */
export function totp(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step whose code was given: this one or, for a clock that is a little off and a slow thumb, one beside it. Null when it is none. */
export function stepOf(secret: Buffer, code: string, at: Instant): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const now = stepAt(at)
  return [now, now - 1, now + 1].find((step) => timingSafeEqual(Buffer.from(totp(secret, step)), Buffer.from(code))) ?? null
}

/** Bytes as an authenticator takes them by hand (RFC 4648 base32, without padding). */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What an authenticator opens: https://github.com/google/google-authenticator/wiki/Key-Uri-Format. */
export const otpauth = (secret: Buffer, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
