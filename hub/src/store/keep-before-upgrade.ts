import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { iso } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { markRestoring } from './restored.ts'

/** So many copies are kept, the newest; each is as large as the data was. */
const KEPT = 2

const PAGES_AT_ONCE = 10_000 // some 40 MB, then others have the thread

/**
 * Keeps a copy of a SQLite file as the given version left it, in `before-upgrade` beside it, and proves that it is whole. It is marked as restored,
 * so that a version that opens it holds what was on its way to clients (F30): some of it may have been sent since. Without a copy there is no upgrade.
 */
export async function keepBeforeUpgrade(file: string, version: string, now: Instant, say: (what: string) => void): Promise<void> {
  const folder = join(dirname(file), 'before-upgrade')
  const name = `${iso(now).replaceAll(':', '').replace(/\.\d+/, '')}-from-${version}.sqlite`
  const kept = join(folder, name)
  const writing = join(folder, 'writing') // a folder, so that nothing of a copy that was cut short lies beside the next one
  const sweep = () => rm(writing, { recursive: true, force: true })
  say(`The data is of ${version}: it is kept in ${kept}, then its tables are brought forward.`)
  try {
    await sweep()
    await mkdir(writing, { recursive: true, mode: 0o700 })
    const copy = join(writing, name)
    await copyTo(copy, file)
    prove(copy, now)
    await rename(copy, kept)
    await sweep()
    await dropOldest(folder)
  } catch (error) {
    await sweep().catch(() => {})
    const what = `The data of ${version} could not be kept before the upgrade: ${(error as Error).message}.`
    const fix = `Nothing was changed: ${version} can go on with it. Make room for a second copy of ${file}, see that it is whole, and start again.`
    throw new Problem('ours', 'data_unkept', what, fix, { cause: error })
  }
}

async function copyTo(path: string, file: string) {
  using source = new DatabaseSync(file, { readOnly: true })
  await backup(source, path, { rate: PAGES_AT_ONCE })
  await chmod(path, 0o600)
}

function prove(path: string, now: Instant) {
  using copy = new DatabaseSync(path)
  const { quick_check: found } = copy.prepare('pragma quick_check(1)').get()!
  if (found !== 'ok') throw new Error(`the copy is not whole (${String(found)})`)
  copy.exec(['pragma journal_mode = delete', 'begin', ...markRestoring(now), 'commit'].join('; '))
}

async function dropOldest(folder: string) {
  const copies = (await readdir(folder)).filter((name) => name.endsWith('.sqlite')).sort()
  for (const name of copies.slice(0, -KEPT)) await rm(join(folder, name))
}
