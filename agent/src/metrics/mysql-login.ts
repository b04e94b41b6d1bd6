import { createHash } from 'node:crypto'

/** A way of MySQL to ask who we are, and the random bytes that it sends along. */
export type Challenge = { readonly way: string; readonly nonce: Buffer }

const NONCE = 20

/** The challenge of the greeting (MySQL, "Protocol::HandshakeV10"); null when it cannot be read. */
export function challengeIn(greeting: Buffer): Challenge | null {
  const at = greeting.indexOf(0, 1) + 5 // behind the version and the number of the connection
  const [first, rest, way] = [greeting.subarray(at, at + 8), greeting.subarray(at + 27, at + 39), greeting.subarray(at + 40)]
  return rest.length < NONCE - 8 ? null : { way: textOf(way), nonce: Buffer.concat([first, rest]) }
}

/** The challenge of a server that asks another way than it began (MySQL, "Protocol::AuthSwitchRequest"). */
export function challengeOf(request: Buffer): Challenge {
  const end = request.indexOf(0, 1)
  return { way: textOf(request.subarray(1)), nonce: request.subarray(end + 1, end + 1 + NONCE) }
}

/** What we answer with a password; null where we do not speak this way. Without one there is nothing to say: the socket says who we are. */
export function answerTo({ way, nonce }: Challenge, password: string): Buffer | null {
  if (password === '') return Buffer.alloc(0)
  if (way === 'mysql_native_password') return mixed('sha1', password, (twice) => [nonce, twice])
  if (way === 'caching_sha2_password') return mixed('sha256', password, (twice) => [twice, nonce])
  return null
}

// The hash of the password, hidden under a hash of what the server knows: it keeps the password hashed twice.
function mixed(kind: string, password: string, order: (twice: Buffer) => readonly Buffer[]): Buffer {
  const hash = (...parts: readonly Buffer[]) => parts.reduce((all, part) => all.update(part), createHash(kind)).digest()
  const once = hash(Buffer.from(password))
  const cover = hash(...order(hash(once)))
  return once.map((byte, n) => byte ^ cover[n]!) as Buffer
}

const textOf = (bytes: Buffer) => bytes.toString('latin1').split('\0', 1)[0]!
