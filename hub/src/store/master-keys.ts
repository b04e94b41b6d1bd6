import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../problem.ts'
import type { SealingKey } from './sealed.ts'

/** Where the master key is: itself (`given`, from the environment), else in a file; nowhere for data that ends with the process. */
export type MasterKeyPlace = { readonly given?: string | undefined; readonly file?: string | undefined }

/** The master keys of an installation: the first seals, the others still open. Null when there is none yet. */
export function readMasterKeys({ given, file }: MasterKeyPlace): readonly SealingKey[] | null {
  if (given) return keysIn(given.split(','), 'ALLCLEAR_MASTER_KEY')
  if (file === undefined) return null
  try {
    return keysIn(readFileSync(file, 'utf8').split('\n'), file)
  } catch (error) {
    if (error instanceof Problem) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Problem('ours', 'key_unreadable', `The master key ${file} cannot be read: ${(error as Error).message}.`, FIX_READ)
  }
}
const FIX_READ = 'Let the user who runs Allclear read it, and nobody else.'

/** Makes a master key, in the file where one is named: readable by its owner only, on the disk before anything is sealed under it. */
export function makeMasterKey({ file }: MasterKeyPlace): readonly SealingKey[] {
  const text = randomBytes(32).toString('base64url')
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const open = openSync(file, 'wx', 0o600)
    writeSync(open, `${text}\n`)
    fsyncSync(open)
    closeSync(open)
  }
  return keysIn([text], file ?? 'memory')
}

function keysIn(lines: readonly string[], where: string): SealingKey[] {
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  const keys = texts.map((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64'))
  if (keys.length === 0 || keys.some(({ length }) => length !== 32))
    throw new Problem(
      'ours',
      'key_unreadable',
      `${where} holds no master key: each is 32 random bytes, as base64 or hexadecimal.`,
      'Put the key back as it was, or for a new installation write what "openssl rand -base64 32" prints.',
    )
  return keys.map((key) => ({ id: createHash('sha256').update('allclear master key').update(key).digest('hex').slice(0, 12), key }))
}
