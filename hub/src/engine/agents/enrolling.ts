import { createHash, randomBytes } from 'node:crypto'
import { hours } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { readPublicKey } from './agent-keys.ts'

/** A token that lets one agent or probe in, once and within the hour; only its hash is kept. */
export function newToken() {
  const token = randomBytes(24).toString('base64url')
  return { token, hash: hashOf(token), lasts: hours(1) }
}

/** What is kept of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Refuses what is no Ed25519 key. */
export function mustBeKey(key: string): void {
  if (readPublicKey(key)) return
  const fix = 'Send SPKI in base64, as `agent enrol` and `probe` do.'
  throw new Problem('bad-input', 'agent_key_invalid', 'This is no Ed25519 key.', fix, { field: 'key' })
}

/** Nobody is let in with this token; `again` makes another. */
export const tokenRefused = (again: string) =>
  new Problem(
    'not-allowed',
    'enrolment_refused',
    'This token is unknown, was used before, or is older than an hour.',
    `Make another with: ${again}`,
  )
