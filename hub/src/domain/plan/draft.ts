import { z } from 'zod'
import { judgePart, nearest } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'

export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** A plan in the making: the file it is read from, and the complaints and secrets found so far. It never leaves `readPlan`. */
export class Draft {
  readonly document: Document
  readonly complaints: Complaint[] = []
  readonly secrets = new Map<string, string>()

  readonly #onPart: (path: Path, schema: z.ZodType) => void

  constructor(document: Document, onPart: (path: Path, schema: z.ZodType) => void = () => {}) {
    this.document = document
    this.#onPart = onPart
  }

  /** A part of the file as `schema` understands it, or null and its complaints. A part that was not written reads like an empty one. */
  part<T>(schema: z.ZodType<T>, path: Path): T | null {
    this.#onPart(path, schema)
    const { value, complaints } = judgePart(schema, this.document, path, withoutEmpty(this.written(path) ?? {}))
    this.complaints.push(...complaints)
    return value
  }

  /** The entries of a map whose keys are ids; every faulty one is complained about and left out. */
  entries<T>(schema: z.ZodType<T>, part: string, names: RegExp = NAME): (readonly [id: string, entry: T])[] {
    const map = this.written([part])
    if (map === undefined || map === null) return []
    if (typeof map !== 'object' || Array.isArray(map)) {
      this.complain([part], `${part}: is not a map`, 'write ids as keys: "ana: { … }"')
      return []
    }
    return Object.keys(map).flatMap((id) => {
      if (!names.test(id)) {
        this.complain([part, id], `${part}: "${id.slice(0, 80)}" is not a name`, 'use lower-case letters, digits and hyphens', {
          key: true,
        })
        return []
      }
      const entry = this.part(schema, [part, id])
      return entry === null ? [] : [[id, entry] as const]
    })
  }

  /** What a reference into a map of the file may name, its faulty entries included; null when the map itself is faulty, and nothing can be said. */
  ids(...parts: string[]): string[] | null {
    const maps = parts.map((part) => this.written([part]) ?? {})
    if (maps.some((map) => typeof map !== 'object' || Array.isArray(map))) return null
    return maps.flatMap((map) => Object.keys(map).map((id) => id.toLowerCase()))
  }

  /** The keys of a map inside the file; none where it is not written. */
  within(path: Path): string[] {
    const map = this.written(path)
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : []
  }

  complain(path: Path, message: string, fix: string, more?: { level?: Complaint['level']; key?: boolean }) {
    this.complaints.push(this.document.complain(path, message, fix, more))
  }

  warn(path: Path, message: string, fix: string) {
    this.complain(path, message, fix, { level: 'warning' })
  }

  /** Complains when what stands at `path` names nothing; `what` says what it should name. */
  mustName(path: Path, name: string | null, what: string, known: readonly string[] | null): boolean {
    if (name === null || known === null || known.includes(name)) return true
    const meant = nearest(name, known)
    const fix = meant
      ? `did you mean "${meant}"?`
      : known.length > 0
        ? `known: ${known.slice(0, 12).join(', ')}`
        : 'add it, or leave this out'
    this.complain(path, `${path.map(String).join('.')}: there is no ${what} "${name.slice(0, 80)}"`, fix)
    return false
  }

  /** Keeps a secret by its place. An empty one is a warning: what needs it is off. So is one that stands in the file for all to read. */
  keepSecret(path: Path, value: string, off: string, isSecret = true) {
    const name = path.map(String).join('.')
    if (value === '') return this.warn(path, `${name} is empty: ${off}`, 'set the environment variable it names')
    this.secrets.set(name, value)
    const isWrittenOut = isSecret && !this.document.source(path).includes('${')
    if (isWrittenOut)
      this.warn(path, `${name} stands in the file, where everyone who sees it reads it`, 'write ${NAME} and set that in the environment')
  }

  written(path: Path): unknown {
    let value = this.document.value
    for (const part of path) value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined
    return value
  }
}

// An environment variable that is empty leaves the key as if it had not been written.
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== '')
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutEmpty(entry)]))
}
