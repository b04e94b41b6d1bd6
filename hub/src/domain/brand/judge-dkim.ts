import type { RecordState, TextAnswer } from './brand-state.ts'
import { readTags } from './read-tags.ts'

/** Whether the key in DNS is the public half of the one that signs (RFC 6376 section 3.6.1). `publicKey` is base64; null: nothing signs. */
export function judgeDkim(domain: string, selector: string | null, publicKey: string | null, found: TextAnswer): RecordState {
  if (selector === null) return { state: 'missing', says: 'Mail is not signed: write brand.dkim with a selector and a key.', paste: null }
  const name = `${selector}._domainkey.${domain}`
  if (publicKey === null)
    return { state: 'missing', says: 'Mail is not signed: brand.dkim.key is empty, or no RSA private key in PEM.', paste: null }
  const paste = { name, type: 'TXT' as const, value: `v=DKIM1; k=rsa; p=${publicKey}` }
  if (found === null) return { state: 'unknown', says: `DNS gave no answer for ${name}.`, paste }
  if (found.length === 0) return { state: 'missing', says: `There is no key at ${name}: what is signed cannot be verified.`, paste }
  if (found.length > 1) return { state: 'wrong', says: `${name} has ${found.length} records; there must be one.`, paste }
  const tags = readTags(found[0]!)
  const key = tags.get('p')?.replace(/\s/g, '')
  if (key === '') return { state: 'wrong', says: `The key at ${name} was revoked.`, paste }
  if (key !== publicKey) return { state: 'wrong', says: `The key at ${name} is not the public half of the key that signs.`, paste }
  const isTesting = tags.get('t')?.split(':').includes('y')
  if (isTesting) return { state: 'wrong', says: `The key at ${name} says that it is only being tested (t=y).`, paste }
  return { state: 'good', says: `Mail is signed, and the key at ${name} verifies it.`, paste: null }
}
