import { createHash } from 'node:crypto'
import { readMailbox } from '../../domain/message/address.ts'

/** One Message-ID for all attempts, under the domain of whoever speaks: a white-label mail names nobody else. */
export function messageIdOf(partner: string, key: string, from: string): string {
  const domain = readMailbox(from)?.address.split('@')[1] ?? 'localhost'
  return `<${createHash('sha256').update(`${partner}/${key}`).digest('hex').slice(0, 32)}@${domain}>`
}
