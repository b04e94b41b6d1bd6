import { verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { BIT_STRING, OBJECT_IDENTIFIER, partAt, partsIn, SEQUENCE } from './der.ts'

// By the identifier in DER, in hexadecimal (RFC 4055, RFC 5758, RFC 8410).
const HASHES: Readonly<Record<string, string | null>> = {
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
  '2b6570': null, // Ed25519 hashes by itself
}

/** Whether what is signed in the way of X.509 (RFC 5280: contents, algorithm, signature) was signed with this key; one we cannot check was not. */
export function isSignedBy(der: Buffer, key: KeyObject): boolean {
  const whole = partAt(der, 0, der.length)
  const [contents, algorithm, signature] = whole?.tag === SEQUENCE ? [...partsIn(der, whole)] : []
  if (!contents || algorithm?.tag !== SEQUENCE || signature?.tag !== BIT_STRING || der[signature.from] !== 0) return false
  const identifier = partAt(der, algorithm.from, algorithm.to)
  const hash = identifier?.tag === OBJECT_IDENTIFIER ? HASHES[der.toString('hex', identifier.from, identifier.to)] : undefined
  if (hash === undefined) return false
  try {
    return verify(hash, der.subarray(contents.at, contents.to), key, der.subarray(signature.from + 1, signature.to))
  } catch {
    return false
  }
}
