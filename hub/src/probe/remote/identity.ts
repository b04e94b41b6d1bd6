import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who a probe is: where its hub is, what it is called there, where it stands, and its own key. */
export type Identity = { readonly hub: string; readonly probe: string; readonly location: string; readonly key: string } // key: PKCS8 in PEM, never sent

const FILE = 'identity.json'
const NUMBER = 'number'

/** Keeps who we are, readable for us alone. */
export function keepIdentity(folder: string, identity: Identity): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, FILE), JSON.stringify(identity), { mode: 0o600 })
  chmodSync(join(folder, FILE), 0o600)
}

/** Who we are; null before the probe was let in. */
export function readIdentity(folder: string): Identity | null {
  const text = readOrNull(join(folder, FILE))
  return text === null ? null : (JSON.parse(text) as Identity)
}

/** Counts reports; a number is never given twice, also after a restart, and one that was lost is only a gap. */
export function countReports(folder: string): () => number {
  const file = join(folder, NUMBER)
  let last = Number(readOrNull(file) ?? 0) || 0
  return () => {
    last += 1
    writeFileSync(file, String(last), { mode: 0o600, flush: true })
    return last
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
