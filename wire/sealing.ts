import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { signedText } from './signed-text.ts'

/** A fresh Ed25519 key, made where it is used: the private half (PKCS8 in PEM) never leaves that machine, the public one is SPKI in base64. */
export function makeKey(): { readonly key: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  }
}

/** The headers that prove that the agent or probe with this id sends this body now. */
export function sealedBy({ id, key }: { readonly id: string; readonly key: string }, body: string, sentAt: number): Record<string, string> {
  const signature = sign(null, Buffer.from(signedText(sentAt, body)), createPrivateKey(key)).toString('base64')
  return { 'x-allclear-agent': id, 'x-allclear-sent-at': String(sentAt), 'x-allclear-signature': signature }
}
