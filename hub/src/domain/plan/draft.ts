import { z } from 'zod'
import { judgePart, nearest } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'

export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** A plan in the making: the file it is read from, and the complaints and secrets found so far. It never leaves `readPlan`. */
export class Draft {
  readonly document: Document
  readonly complaints: Complaint[] = []
  readonly secrets = new Map<string, string>()

  constructor(document: Document) {
    this.document = document
  }

  /** A part of the file as `schema` understands it, or null and its complaints. A part that was not written reads like an empty one. */
  part<T>(schema: z.ZodType<T>, path: Path): T | null {
    const { value, complaints } = judgePart(schema, this.document, path, this.written(path) ?? {})
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

  /** The ids that a map of the file has, the faulty entries included: what a reference may name. */
  ids(part: string): string[] {
    const map = this.written([part])
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : []
  }

  complain(path: Path, message: string, fix: string, more?: { level?: Complaint['level']; key?: boolean }) {
    this.complaints.push(this.document.complain(path, message, fix, more))
  }

  warn(path: Path, message: string, fix: string) {
    this.complain(path, message, fix, { level: 'warning' })
  }

  /** Complains when what stands at `path` names nothing; `what` says what it should name. */
  mustName(path: Path, name: string | null, what: string, known: readonly string[]): boolean {
    if (name === null || known.includes(name)) return true
    const meant = nearest(name, known)
    const fix = meant
      ? `did you mean "${meant}"?`
      : known.length > 0
        ? `known: ${known.slice(0, 12).join(', ')}`
        : 'add it, or leave this out'
    this.complain(path, `${path.map(String).join('.')}: there is no ${what} "${name.slice(0, 80)}"`, fix)
    return false
  }

  /** Keeps a secret by its place. An empty one is a warning: what needs it is off. */
  keepSecret(path: Path, value: string, off: string) {
    if (value !== '') this.secrets.set(path.map(String).join('.'), value)
    else this.warn(path, `${path.map(String).join('.')} is empty: ${off}`, 'set the environment variable it names')
  }

  written(path: Path): unknown {
    let value = this.document.value
    for (const part of path) value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined
    return value
  }
}
