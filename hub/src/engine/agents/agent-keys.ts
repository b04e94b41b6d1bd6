import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex') // RFC 8410, before the 32 bytes of the key

/** The key with which this installation signs orders to its agents: drawn from the one it has, so that all hubs have the same. */
export function orderKeyOf(installationKey: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', installationKey, '', 'orders to agents', 32))
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

/** What agents know it by: SPKI in base64. */
export const publicOf = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

/** An Ed25519 signature over the text, in base64. */
export const signText = (key: KeyObject, text: string) => sign(null, Buffer.from(text), key).toString('base64')

/** Whether the holder of an Ed25519 key (SPKI, base64) signed exactly this text. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = readPublicKey(publicKey)
  return key !== null && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}

/** An Ed25519 key as it is sent; null when it is none. */
export function readPublicKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}
