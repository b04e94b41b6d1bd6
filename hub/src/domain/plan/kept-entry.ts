import type { Document } from '../document.ts'

/** The parts of the plan that people may add to and change on screen. What says how the product runs always comes from the file. */
export const KEPT_KINDS = ['partners', 'clients', 'sites'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

export type Words = Readonly<Record<string, unknown>>

/** A partner, client or site as people made or filled it in on screen, in the words of `allclear.yaml`. */
export type KeptEntry = { readonly kind: KeptKind; readonly id: string; readonly body: Words }

/** The keys that may be kept on screen. Secrets and accounts stand in the file alone. */
export const KEPT_KEYS: Readonly<Record<KeptKind, readonly string[]>> = {
  partners: ['name', 'timezone', 'holidays', 'language', 'brand', 'contacts', 'cc', 'status-page'],
  clients: ['partner', 'name', 'timezone', 'holidays', 'language', 'first-response', 'escalation', 'contacts', 'status-page'],
  sites: [...['client', 'url', 'interval', 'expect', 'checks', 'tags'], ...['registrar', 'dns', 'hosting', 'cdn', 'host', 'plan', 'stack']],
}

/** Where a complaint about what is kept on screen stands, in the place of a file's name. */
export const placeOnScreen = ({ kind, id }: Pick<KeptEntry, 'kind' | 'id'>): string => `${kind}.${id} (on screen)`

/** An entry as it holds: the file's keys win, also inside of a map such as `checks` or `expect`. */
export function mergeWords(written: unknown, kept: Words): Words {
  if (!isMap(written)) return kept
  const both = Object.keys(kept).filter((key) => isMap(kept[key]) && isMap(written[key]))
  return { ...kept, ...written, ...Object.fromEntries(both.map((key) => [key, { ...(kept[key] as Words), ...(written[key] as Words) }])) }
}

/** The document with what is kept on screen laid over it, as if it had been written there; a complaint about such a part names the screen. */
export function withKept(document: Document, kept: readonly KeptEntry[]): Document {
  const { value } = document
  if (kept.length === 0 || !isMap(value)) return document
  const laid: Record<string, unknown> = { ...value }
  for (const kind of KEPT_KINDS) {
    const entries = kept.filter((entry) => entry.kind === kind)
    const written = value[kind] ?? {}
    if (entries.length === 0 || !isMap(written)) continue
    laid[kind] = { ...written, ...Object.fromEntries(entries.map(({ id, body }) => [id, mergeWords(written[id], body)])) }
  }
  const rows = new Map(kept.map((entry) => [placeOnScreen(entry), entry]))
  return {
    ...document,
    value: laid,
    complain(path, message, fix, more) {
      const made = document.complain(path, message, fix, more)
      const row = rows.get(placeOnScreen({ kind: String(path[0]) as KeptKind, id: String(path[1]) }))
      const isOfRow = path.some((_, n) => n > 0 && writtenAt(value, path.slice(0, n + 1)) === undefined && has(row, path.slice(2, n + 1)))
      return row && isOfRow ? { ...made, file: placeOnScreen(row), line: 1, column: 1 } : made
    },
  }
}

const has = (row: KeptEntry | undefined, path: readonly PropertyKey[]) => row !== undefined && writtenAt(row.body, path) !== undefined

/** What stands at a place of plain data; undefined where nothing does. */
export function writtenAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value
  for (const part of path) here = isMap(here) && Object.hasOwn(here, part) ? here[part as string] : undefined
  return here
}

export const isMap = (value: unknown): value is Words => typeof value === 'object' && value !== null && !Array.isArray(value)
