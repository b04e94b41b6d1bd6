import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

/** Where the data of each release is kept, as `npm run keep-release` leaves it. */
export const RELEASES = fileURLToPath(new URL('./releases', import.meta.url))

/** The key that whatever is sealed in them is sealed under; it opens nothing else. */
export const MASTER_KEY = '5a'.repeat(32)

/** The names of the kept releases, and the SQLite file of each. */
export const keptReleases = (): { name: string; database: Buffer }[] =>
  readdirSync(RELEASES)
    .filter((file) => file.endsWith('.sqlite.br'))
    .map((file) => ({ name: file.replace('.sqlite.br', ''), database: brotliDecompressSync(readFileSync(join(RELEASES, file))) }))
