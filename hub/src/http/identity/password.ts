import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '../../problem.ts'

// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SHORTEST = 12
const LONGEST = 128

const derive = promisify(argon2)
const hash = (password: string, nonce: Buffer) => derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, ...COST })

/** What is kept of a password: Argon2id as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain(nonce)}$${plain(await hash(password, nonce))}`
}

const NOBODY = Buffer.alloc(16)

/** Whether it is the password that was kept. Takes the same time where none is, so that nobody learns who has one. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [nonce, wanted] = kept === null ? [NOBODY, null] : kept.split('$').slice(-2).map((part) => Buffer.from(part, 'base64')) // prettier-ignore
  const given = await hash(password.slice(0, LONGEST), nonce!)
  return wanted != null && timingSafeEqual(given, wanted)
}

/** Refuses a password that is too short or easily guessed (ASVS 6.2.1, 6.2.4, 6.2.11); it may hold anything else, and need not. */
export function refuseWeak(password: string, about: readonly string[]) {
  const small = password.toLowerCase()
  const weak = (what: string) =>
    new Problem('bad-input', 'password_weak', `This password ${what}.`, 'Take four or five words that do not belong together.', {
      field: 'password',
    })
  if ([...password].length < SHORTEST) throw weak(`has fewer than ${SHORTEST} characters`)
  if (password.length > LONGEST) throw weak(`has more than ${LONGEST} characters`)
  if (new Set(small).size < 5) throw weak('is made of very few different characters')
  const guessed = [...about, 'allclear', 'password', 'qwerty', '123456'].find(
    (word) => word.length > 3 && small.includes(word.toLowerCase()),
  )
  if (guessed !== undefined) throw weak(`holds "${guessed}", which is tried first`)
}
