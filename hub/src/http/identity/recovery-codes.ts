import { randomBytes } from 'node:crypto'
import { keepRecoveryCodes } from '../../store/credentials.ts'
import type { Tx } from '../../store/store.ts'
import { hashToken } from '../tokens.ts'
import { base32 } from './totp.ts'

const CODES = 10

/** Ten new ones, which stand in for a second factor that is lost; handed back once, kept as hashes. */
export async function makeRecoveryCodes(tx: Tx, person: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () =>
    base32(randomBytes(10))
      .toLowerCase()
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
  await keepRecoveryCodes(tx, person, codes.map(hashRecovery))
  return codes
}

/** What is kept of a recovery code: it is random and long. */
export const hashRecovery = (code: string) => hashToken(code.toLowerCase().replace(/[^a-z2-7]/g, ''))
