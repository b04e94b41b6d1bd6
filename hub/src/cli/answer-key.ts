import { randomBytes } from 'node:crypto'
import { Problem } from '../problem.ts'
import { installationKey } from '../store/installation-key.ts'
import type { Store } from '../store/store.ts'

const SHORTEST = 32

/** The key that makes the links in messages: the environment's, else the one that the store has had since its first start. */
export async function answerKey(store: Store, given: string | undefined): Promise<string> {
  if (!given) return installationKey(store, randomBytes(32).toString('base64url'))
  if (given.length >= SHORTEST) return given
  const fix = 'Write at least 32 random ones, for instance what "openssl rand -base64 32" prints.'
  throw new Problem('bad-input', 'key_too_short', `ALLCLEAR_KEY has ${given.length} characters.`, fix)
}
