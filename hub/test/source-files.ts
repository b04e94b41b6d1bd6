import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { posix } from 'node:path'

/** One file of the project, its path from the root with `/`. */
export type SourceFile = { readonly path: string; readonly text: string }

/** One import as written: the module, resolved when it is a file of ours, and the names taken by it. */
export type Import = { readonly target: string; readonly names: string }

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const NOT_OURS = ['node_modules', '.git', 'allclear-data', 'dist']

/** Every file of the project as it stands on disk. */
export function readProject(): readonly SourceFile[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.includes(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(entry.name) : [entry.name]))
    .map((path) => ({ path, text: readFileSync(ROOT + path, 'utf8') }))
}

function filesIn(folder: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => posix.join(parentPath.slice(ROOT.length).replaceAll('\\', '/'), name))
    .filter((path) => !NOT_OURS.some((word) => path.split('/').includes(word)))
}

// Our formatter writes every import at the start of a line, so that a pattern is enough to read it.
const WRITTEN = [
  /^(?:import|export)(?: type)? (?<names>\*(?: as \w+)?|\w+(?:, )?(?:\{[^}]*\})?|\{[^}]*\}) from '(?<target>[^']+)'/gm,
  /^import '(?<target>[^']+)'/gm,
  /\bimport(?:\.meta\.resolve)?\('(?<target>[^']+)'\)/g,
  /\bcreateRequire\(import\.meta\.url\)\('(?<target>[^']+)'\)/g,
]

/** What a file imports, types and late imports included. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)]).map(({ groups }) => {
    const target = groups!.target!
    return {
      target: target.startsWith('.') ? posix.join(posix.dirname(path), target) : target,
      names: (groups!.names ?? '*').replace(/[{}\s]+/g, ' ').trim(),
    }
  })
}

/** The text without comments, for rules about what is said and not what is talked about. */
export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
