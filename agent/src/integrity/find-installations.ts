import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../metrics/files.ts'

/** A WordPress on this host. */
export type Installation = { readonly path: string; readonly version: string | null; readonly locale: string }

const DEEPEST = 4
const MOST = 20
const MOST_FOLDERS = 2000

/** Every WordPress below the folders where websites lie, links not followed. */
export function findInstallations(roots: readonly string[]): Installation[] {
  const found: Installation[] = []
  let seen = 0
  const look = (folder: string, depth: number) => {
    if (found.length >= MOST || seen++ > MOST_FOLDERS) return
    const says = readText(join(folder, 'wp-includes', 'version.php'))
    if (says !== null) found.push({ path: folder, ...versionIn(says) })
    else if (depth < DEEPEST) for (const name of foldersIn(folder)) look(join(folder, name), depth + 1)
  }
  for (const root of roots) look(root, 0)
  return found
}

/** The version and language that `wp-includes/version.php` names. */
export const versionIn = (text: string) => ({
  version: /^\$wp_version\s*=\s*'([\d.]{1,20})'/m.exec(text)?.[1] ?? null,
  locale: /^\$wp_local_package\s*=\s*'([A-Za-z_]{2,20})'/m.exec(text)?.[1] ?? 'en_US',
})

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && entry.name !== 'node_modules' ? [entry.name] : [])) // prettier-ignore
  } catch {
    return []
  }
}
