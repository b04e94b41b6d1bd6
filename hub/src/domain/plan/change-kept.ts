import { stringify } from 'yaml'
import { nearest, readDocument } from '../document.ts'
import type { Complaint, Document } from '../document.ts'
import { isMap, KEPT_KEYS, mergeWords, placeOnScreen, writtenAt } from './kept-entry.ts'
import type { KeptEntry, KeptKind, Words } from './kept-entry.ts'
import { layWhatFits } from './plan-basis.ts'
import type { PlanBasis } from './plan-basis.ts'
import type { Plan } from './plan.ts'

/** What somebody changes on screen: keys set (null takes one away; `checks.ping` is one of a map), or the whole entry taken away. */
export type Change = { readonly kind: KeptKind; readonly id: string; readonly set?: Words | undefined; readonly remove?: true | undefined }

/** One key of one entry, before and after, as people write it; null where nothing is said. */
export type Difference = {
  readonly kind: KeptKind
  readonly id: string
  readonly key: string
  readonly from: string | null
  readonly to: string | null
}

export type Changed = {
  readonly kept: readonly KeptEntry[]
  readonly plan: Plan
  readonly differences: readonly Difference[]
  readonly undo: readonly Change[]
  readonly complaints: readonly Complaint[]
  readonly isWell: boolean // otherwise nothing of it may be stored
  readonly faulty: ReadonlySet<string> // the entries that are complained about, by their place on screen
}

/** What would be kept after these changes, judged as a whole by the reader of the file. It stores nothing. */
export function changeKept(basis: PlanBasis, before: readonly KeptEntry[], changes: readonly Change[]): Changed {
  const rows = new Map(before.map((entry) => [placeOnScreen(entry), entry]))
  const own: Complaint[] = []
  const faulty = new Set<string>()
  const undo: Change[] = []
  const differences: Difference[] = []
  for (const change of changes) {
    const place = placeOnScreen(change)
    const row = rows.get(place)
    const faults = faultsOf(basis.document, change, row)
    if (faults.length > 0) faulty.add(place)
    own.push(...faults)
    undo.unshift(inverseOf(change, row))
    const body = changedBody(change, row)
    differences.push(...differencesOf(basis.document, change, row?.body ?? null, body))
    if (body === null) rows.delete(place)
    else rows.set(place, { kind: change.kind, id: change.id, body })
  }
  const kept = [...rows.values()]
  const known = new Set(basis.lay(before).complaints.map(inWords))
  const read = basis.lay(kept)
  const complaints = [...own, ...read.complaints.filter((complaint) => !known.has(inWords(complaint)))]
  const errors = complaints.filter(({ level }) => level === 'error')
  for (const { file } of errors) if (rows.has(file)) faulty.add(file)
  const plan = read.plan ?? layWhatFits(basis, kept).plan
  return { kept, plan, differences, undo, complaints, faulty, isWell: errors.length === 0 }
}

/** The same with only those changes that are right; what is wrong with the others stands in the complaints. */
export function changeWhatFits(basis: PlanBasis, before: readonly KeptEntry[], changes: readonly Change[]): Changed {
  const made = changeKept(basis, before, changes)
  const fitting = changes.filter((change) => !made.faulty.has(placeOnScreen(change)))
  if (fitting.length === changes.length) return made
  const rest = changeWhatFits(basis, before, fitting)
  const errors = made.complaints.filter(({ level }) => level === 'error')
  return { ...rest, complaints: [...errors, ...rest.complaints] }
}

const inWords = ({ file, message }: Complaint) => `${file}  ${message}`

function changedBody({ set, remove }: Change, row: KeptEntry | undefined): Words | null {
  if (remove) return null
  const body: Record<string, unknown> = { ...row?.body }
  for (const [path, value] of Object.entries(set ?? {})) {
    const [key, inner] = partsOf(path)
    body[key] = inner === undefined ? value : withoutNulls({ ...(isMap(body[key]) ? body[key] : {}), [inner]: value })
  }
  return withoutNulls(body)
}

// `checks.ping` is one key of a map: the others stay as they are.
const partsOf = (path: string) => path.split('.', 2) as [key: string, inner?: string]

function withoutNulls(words: Words): Words {
  const isSaid = (value: unknown) => value !== null && !(isMap(value) && Object.keys(value).length === 0)
  return Object.fromEntries(Object.entries(words).filter(([, value]) => isSaid(value)))
}

function inverseOf({ kind, id, set, remove }: Change, row: KeptEntry | undefined): Change {
  if (!row) return { kind, id, remove: true }
  if (remove) return { kind, id, set: row.body }
  return {
    kind,
    id,
    set: Object.fromEntries(Object.keys(set ?? {}).map((path) => [path, writtenAt(row.body, partsOf(path) as string[]) ?? null])),
  }
}

// What the reader of the file cannot see: keys that are not for the screen, that the file has said already, and text that deceives.
function faultsOf(document: Document, change: Change, row: KeptEntry | undefined): Complaint[] {
  const { kind, id, set = {}, remove } = change
  const complain = (message: string, fix: string): Complaint => ({
    ...{ level: 'error', file: placeOnScreen(change), line: 1, column: 1, message, fix },
  })
  if (remove && !row) return [complain(`${kind}.${id}: nothing of it is kept on screen`, 'remove it from the file')]
  const text = readDocument(stringify(set), placeOnScreen(change))
  const hidden = text.complaints.map(({ message, fix }) => complain(`${kind}.${id}: ${message}`, fix))
  const faults = Object.entries(set).flatMap(([path, value]): Complaint[] => {
    const [key] = partsOf(path)
    const name = `${kind}.${id}.${path}`
    if (!KEPT_KEYS[kind].includes(key)) {
      const meant = nearest(key, KEPT_KEYS[kind])
      return [complain(`${name} is not kept on screen`, meant ? `did you mean "${meant}"?` : 'write it in the file')]
    }
    if (key === 'brand' && isMap(value) && 'dkim' in value)
      return [complain(`${name}.dkim has a secret`, 'write it in the file, its key from the environment')]
    if (JSON.stringify(value).includes('${')) return [complain(`${name}: a variable means nothing here`, 'write the value itself')]
    return takenKeys(document, [kind, id, ...path.split('.', 2)], value).map((path) =>
      document.complain(path, `${path.join('.')} is written in the file, which wins`, 'change it there', { key: true }),
    )
  })
  return [...hidden, ...faults]
}

// In a map such as `checks` each key has an owner of its own. What says the same is no quarrel.
function takenKeys(document: Document, path: readonly string[], value: unknown): string[][] {
  const written = writtenAt(document.value, path)
  if (written === undefined || value === null || JSON.stringify(written) === JSON.stringify(value)) return []
  if (!isMap(written) || !isMap(value)) return [[...path]]
  return Object.keys(value).flatMap((key) => (key in written ? takenKeys(document, [...path, key], value[key]) : []))
}

function differencesOf(document: Document, { kind, id }: Change, before: Words | null, after: Words | null): Difference[] {
  const written = writtenAt(document.value, [kind, id])
  const effective = (body: Words | null) => (body === null ? (isMap(written) ? written : {}) : mergeWords(written, body))
  const [old, young] = [effective(before), effective(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(young)])].flatMap((key) => {
    const [from, to] = [say(old[key]), say(young[key])]
    return from === to ? [] : [{ kind, id, key, from, to }]
  })
}

const say = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object') return String(value)
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
}
