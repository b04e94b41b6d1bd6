import { mkdirSync, readdirSync, rmSync, statSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../metrics/files.ts'
import { writeWhole } from '../write-whole.ts'
import { Unable } from './host-hand.ts'
import type { Command, Owner, Premises, Step } from './host-hand.ts'
import type { Kind } from './safe-files.ts'
import { wpCommand } from './website.ts'
import type { Website } from './website.ts'

/** What an order has put aside, and where it belongs. Root's alone writes and reads it. */
export type Aside =
  | { readonly is: 'file'; readonly site: string; readonly file: string; readonly kind: Kind }
  | { readonly is: 'files'; readonly site: string; readonly owner: Owner; readonly paths: readonly string[]; readonly database: boolean }

const KEPT_MS = 90 * 86_400_000
const LEAST_FREE = 2 ** 30 // bytes that stay free
const MINUTE = 60_000
const TAR = '/usr/bin/tar'

/** Where what an order has put aside lies. */
export const placesOf = ({ kept }: Pick<Premises, 'kept'>, order: string) => {
  const folder = join(kept, order)
  return { folder, note: join(folder, 'note.json'), file: join(folder, 'file'), files: join(folder, 'files.tar.gz'), database: join(folder, 'database.sql') } // prettier-ignore
}

/** Puts files of a website aside, and its database where that is wanted: from there the order is rolled back. */
export function putAside(website: Website, paths: readonly string[], database: boolean, premises: Premises): Step[] {
  const places = placesOf(premises, premises.order)
  const { site, owner } = website
  const note: Aside = { is: 'files', site, owner, paths, database }
  return [
    { says: `Put aside in ${places.folder}: ${sayPaths(paths)}${database ? ', and the database' : ''}`, act: () => begin(premises, note) },
    { ...{ program: TAR, timeoutMs: 10 * MINUTE, as: owner, into: places.files }, args: ['--create', '--gzip', `--directory=${site}`, '--', ...paths] },
    ...(database ? [{ ...wpCommand(website, ['db', 'export', '-', '--add-drop-table'], premises), timeoutMs: 20 * MINUTE, into: places.database }] : []),
  ] // prettier-ignore
}

/** Makes the place for what is put aside, with the note of what it is. */
export function begin(premises: Premises, note: Aside): string {
  const { folder, note: path } = placesOf(premises, premises.order)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < LEAST_FREE) throw new Unable('Less than 1 GB is free there.')
  writeWhole(path, JSON.stringify(note))
  return `What is put aside lies in ${folder}. The way back: roll-back order=${premises.order}`
}

/** What an order has put aside; Unable when there is nothing. */
export function readAside(premises: Premises, order: string): Aside {
  const text = readText(placesOf(premises, order).note)
  if (text === null)
    throw new Unable(`Nothing is kept of order ${order}: it put nothing aside, or it is more than ${KEPT_MS / 86_400_000} days old.`)
  return JSON.parse(text) as Aside
}

/** Files as they were when they were put aside: what has come beside them since goes. */
export const unpack = ({ site, owner }: Extract<Aside, { is: 'files' }>, from: string): Command => ({
  ...{ program: TAR, timeoutMs: 10 * MINUTE, as: owner, from },
  args: ['--extract', '--gzip', '--unlink-first', '--recursive-unlink', '--preserve-permissions', `--directory=${site}`],
})

/** Forgets what was put aside long ago. */
export function forgetAside(kept: string, now: number): void {
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(kept)) {
    const folder = join(kept, name)
    if (now - statSync(folder).mtimeMs > KEPT_MS) rmSync(folder, { recursive: true, force: true })
  }
}

/** So many, and the first of them. */
export const sayPaths = (paths: readonly string[]) =>
  `${paths.length === 1 ? '1 path' : `${paths.length} paths`} (${paths.slice(0, 20).join(', ')}${paths.length > 20 ? ', …' : ''})`
