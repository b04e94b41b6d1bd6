import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Inventory } from '@allclear/wire/agent.ts'
import { findInstallations } from '../integrity/find-installations.ts'
import { readStart } from '../metrics/files.ts'

type Installation = Inventory['installations'][number]
type Pieces = Installation['plugins']

const [MOST_PLUGINS, MOST_THEMES] = [300, 100]

/** Each WordPress on this host with its plugins and themes, switched on or not: a file that is there can be asked for. */
export const readPrograms = (web: readonly string[]): Installation[] =>
  findInstallations(web).map(({ path, version }) => {
    const content = join(path, 'wp-content')
    return { path: path.slice(0, 300), version, plugins: pluginsIn(join(content, 'plugins')), themes: themesIn(join(content, 'themes')) }
  })

// WordPress finds a plugin by the header of any PHP file in its folder (get_plugins); its name is that of the folder, or of the file alone.
function pluginsIn(folder: string): Pieces {
  return entriesIn(folder)
    .flatMap((entry): Pieces => {
      if (entry.isFile() && entry.name.endsWith('.php')) return pieceOf(entry.name.slice(0, -'.php'.length), [join(folder, entry.name)])
      if (!entry.isDirectory()) return []
      const likely = `${entry.name}.php` // nearly always it is the one
      const files = entriesIn(join(folder, entry.name)).flatMap((one) => (one.isFile() && one.name.endsWith('.php') ? [one.name] : []))
      const ordered = files.toSorted((one, other) => Number(other === likely) - Number(one === likely))
      return pieceOf(entry.name, ordered.slice(0, 30).map((file) => join(folder, entry.name, file))) // prettier-ignore
    })
    .slice(0, MOST_PLUGINS)
}

const themesIn = (folder: string): Pieces =>
  entriesIn(folder)
    .flatMap((entry) => (entry.isDirectory() ? pieceOf(entry.name, [join(folder, entry.name, 'style.css')]) : []))
    .slice(0, MOST_THEMES)

function pieceOf(name: string, files: readonly string[]): Pieces {
  for (const file of files) {
    const start = readStart(file) ?? ''
    const version = /^[ \t/*#@]*(?:Plugin|Theme) Name:/im.test(start)
      ? /^[ \t/*#@]*Version:[ \t]*([\w.+~-]{1,40})/im.exec(start)?.[1]
      : undefined
    if (version !== undefined) return [[name.toLowerCase().slice(0, 120), version]]
  }
  return []
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
