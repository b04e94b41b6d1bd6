import { greetingCheck } from './greeting.ts'
import type { Judgement } from './greeting.ts'

const VERSION_3 = 196_608
// What PostgreSQL says before anyone may ask who we are: starting up or shutting down, and no room (its documentation, appendix A).
const NOT_SERVING = new Set(['57P01', '57P02', '57P03', '53000', '53100', '53200', '53300'])

/** Begins as `pg_isready` does: a startup message of a user that need not exist. A question for a password is as good as a refusal of the user. */
export const postgresql = greetingCheck({
  kind: 'postgresql',
  asks: 'Does the PostgreSQL server take connections?',
  port: 5432,
  opening: startup('allclear'),
  isWhole: (bytes) => bytes.length >= 5 && bytes.length >= 1 + bytes.readUInt32BE(1),
  judge,
})

function startup(user: string): Buffer {
  const words = Buffer.from(`user\0${user}\0database\0postgres\0application_name\0allclear\0\0`)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + words.length, 0)
  head.writeUInt32BE(VERSION_3, 4)
  return Buffer.concat([head, words])
}

function judge(bytes: Buffer): Judgement {
  const kind = String.fromCharCode(bytes[0] ?? 0)
  if (kind === 'R') return { state: 'up', says: 'it asks who we are' }
  const state = kind === 'E' ? /(?:^|\0)C([0-9A-Z]{5})\0/.exec(bytes.subarray(5).toString('latin1'))?.[1] : undefined
  if (state === undefined) return { state: 'down', code: 'greeting_unexpected', says: 'what answers is another service' }
  return NOT_SERVING.has(state)
    ? { state: 'down', code: 'service_refused', says: `it refuses with ${state}` }
    : { state: 'up', says: `it runs and does not let us in (${state})` }
}
