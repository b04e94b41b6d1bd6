import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key of 32 bytes, and the name under which what it sealed knows it. */
export type SealingKey = { readonly id: string; readonly key: Buffer }

const MARK = 's1'

/** Where a secret stands: its table, its column and the key of its row. */
export type SealedPlace = { readonly table: string; readonly column: string; readonly row: readonly string[] }

const aad = ({ table, column, row }: SealedPlace) => Buffer.from(JSON.stringify([table, column, ...row]))

/** Words that the database alone does not give away: AES-256-GCM, bound to their place, so that what is moved to another row does not open. */
export function sealAt({ id, key }: SealingKey, place: SealedPlace, words: Buffer | string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(place))
  const sealed = Buffer.concat([cipher.update(words), cipher.final()])
  return `${MARK}.${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** Under which key something was sealed; null when it is not sealed. */
export const keyIdOf = (sealed: string): string | null => /^s1\.([^.]+)\./.exec(sealed)?.[1] ?? null

/** What all begins with that this key has sealed. */
export const sealedBy = (id: string): string => `${MARK}.${id}.`

/** What was sealed at this place; null when it was changed, moved, or sealed under another key. */
export function openAt({ id, key }: SealingKey, place: SealedPlace, sealed: string): Buffer | null {
  if (!sealed.startsWith(sealedBy(id))) return null
  const bytes = Buffer.from(sealed.slice(sealedBy(id).length), 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(aad(place))
  try {
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}
