import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document as YamlDocument, YAMLMap } from 'yaml'
import type { z } from 'zod'

/** What is wrong in something a person wrote, and where. Lines and columns count from 1. */
export type Complaint = {
  readonly level: 'error' | 'finding' | 'warning'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string // what is wrong, naming the key
  readonly fix: string // what to write instead
}

export type Path = readonly PropertyKey[]

/** A YAML file as read: plain data, the complaints of reading it, and where each of its parts stands. */
export type Document = {
  readonly file: string
  readonly text: string
  readonly value: unknown
  readonly complaints: readonly Complaint[]
  /** A complaint at the value that `path` leads to, or at the nearest part of it that exists. `key` points at the key instead. */
  complain(path: Path, message: string, fix: string, more?: { level?: Complaint['level']; key?: boolean }): Complaint
  /** The words that stand in the file at `path`, variables and all; empty when nothing stands there. */
  source(path: Path): string
}

export type Variables = { lookup(name: string): string | undefined; readonly unsetIsEmpty: boolean }

const MAX_BYTES = 1024 * 1024
const MOST_COMPLAINTS = 200 // of one kind: nobody reads more, and each place is looked up
// Control characters but tab and line break, halves of a pair, and what turns the direction of the text around.
const FORBIDDEN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u
const LONGEST_WORD = 200 // that somebody may have mistyped
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads YAML 1.2 as people write it. Duplicate keys, unknown tags, alias bombs and files over 1 MiB are complaints, all of them at once.
 * `${NAME}` and `${NAME:-default}` in a value are replaced from `variables`; an unset one is a complaint, unless unset means empty.
 */
export function readDocument(text: string, file: string, variables?: Variables): Document {
  const lines = new LineCounter()
  const complaints: Complaint[] = []
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const at = (offset: number, message: string, fix: string, level: Complaint['level'] = 'error'): Complaint => ({
    level,
    file,
    ...place(offset),
    message,
    fix,
  })
  // The tree is some thirty times as large as the text, and a hub keeps its file for good: who asks for a place later has it read anew.
  let tree: WeakRef<YamlDocument> | null = null
  const treeNow = () => tree?.deref() ?? parse(text)
  const shell = (value: unknown, hasTree: boolean): Document => ({
    file,
    text,
    value,
    complaints,
    complain: (path, message, fix, more = {}) => at(hasTree ? offsetOf(treeNow(), path, more.key ?? false) : 0, message, fix, more.level),
    source: (path) => text.slice(...((hasTree && endsOf(treeNow().getIn(path, true))) || [0, 0])),
  })

  if (text.length > MAX_BYTES) {
    complaints.push(
      at(0, `the file has ${text.length} characters, more than ${MAX_BYTES}`, 'split it, or remove what does not belong here'),
    )
    return shell(null, false)
  }
  if (text.startsWith('\uFEFF')) complaints.push(at(0, 'the file begins with a byte order mark', 'save it as UTF-8 without one'))

  const yaml = parse(text, lines)
  tree = new WeakRef(yaml)
  const pen: Pen = {
    complain: (...complaint) => void (complaints.length < MOST_COMPLAINTS && complaints.push(at(...complaint))),
    lineOf: (offset) => place(offset).line,
  }
  if (text.includes('\uFFFD')) pen.complain(text.indexOf('\uFFFD'), 'the file is not UTF-8 here', 'save it as UTF-8')
  judgeSyntax(yaml, pen)
  if (complaints.some((complaint) => complaint.level === 'error')) return shell(null, true)
  fillIn(yaml, variables, pen)
  return shell(plain(yaml, pen), true)
}

/**
 * The same of a text of which it is known what it `said`, variables and all, when it was read without an error: nothing but the variables is new. Null
 * where something is wrong with these, and it must be read to say where.
 */
export function readAgain(text: string, file: string, said: unknown, variables: Variables): Document | null {
  let isWell = true
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const { text: filled, unset } = replaceVariables(value, variables)
      if (unset.length > 0 || FORBIDDEN_TEXT.test(filled)) isWell = false
      return filled
    }
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]))
  }
  const value = fill(said)
  let whole: Document | null = null
  // Only who asks for the place of a complaint needs the tree.
  const complain: Document['complain'] = (path, message, fix, more = {}) => {
    const placed = () => (whole ??= readDocument(text, file, variables)).complain(path, message, fix, more)
    return {
      ...{ level: more.level ?? 'error', file, message, fix },
      get line() {
        return placed().line
      },
      get column() {
        return placed().column
      },
    }
  }
  const source = (path: Path) => JSON.stringify(path.reduce<unknown>((inner, part) => (inner as Inside)?.[part], said)) ?? ''
  return isWell ? { file, text, value, complaints: [], complain, source } : null
}
type Inside = Readonly<Record<PropertyKey, unknown>> | null | undefined

const parse = (text: string, lineCounter?: LineCounter) =>
  parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })

/** Writes complaints about places in the text, counted in characters from its beginning. */
type Pen = { complain(offset: number, message: string, fix: string): void; lineOf(offset: number): number }

function judgeSyntax(yaml: YamlDocument, pen: Pen) {
  for (const { code, message, pos } of yaml.errors) pen.complain(pos[0], sentence(message), hintFor(code))
  visit(yaml, { Map: (_, map) => refuseDoubles(map, pen) })
  for (const { code, message, pos } of yaml.warnings) {
    if (code === 'TAG_RESOLVE_FAILED') pen.complain(pos[0], sentence(message), 'remove the tag: plain values are enough here')
  }
}

// The library compares each key with all before it: a file of many keys would hold everybody up.
function refuseDoubles({ items }: YAMLMap, pen: Pen) {
  const known = new Map<unknown, number>()
  for (const { key } of items) {
    if (!isScalar(key)) continue
    const [first, offset] = [known.get(key.value), rangeOf(key) ?? 0]
    if (first === undefined) known.set(key.value, offset)
    else pen.complain(offset, `the key "${String(key.value)}" stands in line ${pen.lineOf(first)} already`, 'keep one of the two')
  }
}

// Puts the variables in, and refuses what could deceive a reader or reach further than a value should.
function fillIn(yaml: YamlDocument, variables: Variables | undefined, pen: Pen) {
  visit(yaml, {
    Pair(_, { key }) {
      if (!isScalar(key) || !FORBIDDEN_KEYS.has(String(key.value))) return
      pen.complain(rangeOf(key) ?? 0, `the key "${String(key.value)}" is not allowed`, 'use another name')
    },
    Scalar(key, node) {
      if (typeof node.value !== 'string') return
      const offset = rangeOf(node) ?? 0
      const read = key === 'key' || !variables ? { text: node.value, unset: [] } : replaceVariables(node.value, variables)
      node.value = read.text
      for (const name of read.unset) {
        pen.complain(offset, `the environment variable ${name} is not set`, `set it, or give a default: \${${name}:-…}`)
      }
      const hidden = FORBIDDEN_TEXT.exec(read.text)
      if (hidden) pen.complain(offset, ...hiddenCharacter(hidden))
    },
  })
}

/** The document as `schema` understands it, or null with every complaint at its place. */
export function judge<T>(
  schema: z.ZodType<T>,
  document: Document,
): { readonly value: T | null; readonly complaints: readonly Complaint[] } {
  if (document.complaints.some((complaint) => complaint.level === 'error')) return { value: null, complaints: document.complaints }
  const { value, complaints } = judgePart(schema, document, [], document.value)
  return { value, complaints: [...document.complaints, ...complaints] }
}

/** A part of a document, `value` as read at `path`, as `schema` understands it; null with the complaints about this part alone. */
export function judgePart<T>(
  schema: z.ZodType<T>,
  document: Document,
  path: Path,
  value: unknown,
): { readonly value: T | null; readonly complaints: readonly Complaint[] } {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { value: result.data, complaints: [] }
  return {
    value: null,
    complaints: result.error.issues.slice(0, MOST_COMPLAINTS).flatMap((issue) => complaintsOf(issue, [], { schema, document, part: path })),
  }
}

/** The word of `list` that a person most likely meant, or null when none is near. */
export function nearest(word: string, list: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  if (word.length > LONGEST_WORD) return null
  for (const candidate of list) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const far = distance(word.toLowerCase(), candidate.toLowerCase())
    if (far < least) [best, least] = [candidate, far]
  }
  return best
}

/** `file:line:column  what is wrong; what to write`, one complaint a line, in the order of the file. */
export function printComplaints(complaints: readonly Complaint[]): string {
  return [...complaints]
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
    .map(
      ({ file, line, column, level, message, fix }) =>
        `${file}:${line}:${column}  ${level === 'warning' ? 'warning: ' : ''}${message}; ${fix}\n`,
    )
    .join('')
}

// A schema's own message may say what to write after a semicolon: "is not a duration; write 90s, 15m or 4h".
type Judged = { readonly schema: z.ZodType; readonly document: Document; readonly part: Path }

function complaintsOf(issue: z.core.$ZodIssue, base: Path, judged: Judged): Complaint[] {
  const { schema, document, part } = judged
  const inner = [...base, ...issue.path]
  const path = [...part, ...inner]
  const name = path.length === 0 ? 'the file' : path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, inner)
    return issue.keys.slice(0, MOST_COMPLAINTS).map((key) => {
      const meant = nearest(key, known)
      const fix = meant ? `did you mean "${meant}"?` : known.length > 0 ? `known here: ${known.join(', ')}` : 'remove it'
      return document.complain([...path, key], `${path.length > 0 ? `${name}: ` : ''}unknown key "${key}"`, fix, { key: true })
    })
  }
  if (issue.code === 'invalid_union') {
    const nearestBranch = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0]
    if (nearestBranch && depth(nearestBranch) > 0) return nearestBranch.flatMap((deeper) => complaintsOf(deeper, inner, judged))
  }
  if (issue.code === 'invalid_key')
    return [
      document.complain(path, `${name}: the key is not a valid name`, 'use lower-case letters, digits, dots and hyphens', { key: true }),
    ]
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const key = String(path.at(-1) ?? 'it')
    return [document.complain(path, `${name} is missing`, issue.message.split('; ')[1] ?? `add "${key}:" (${issue.expected})`)]
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    const meant = nearest(String(issue.input), values)
    return [
      document.complain(
        path,
        `${name}: "${show(issue.input)}" is not allowed here`,
        meant ? `did you mean "${meant}"?` : `write one of ${values.join(', ')}`,
      ),
    ]
  }
  if (issue.code === 'invalid_type') {
    const unquoted = issue.expected === 'string' && (typeof issue.input === 'number' || typeof issue.input === 'boolean')
    const expected = issue.expected === 'boolean' ? 'true or false' : article(issue.expected)
    const what = issue.input === null ? `${name} is empty` : `${name}: "${show(issue.input)}" is not ${expected}`
    return [document.complain(path, what, unquoted ? 'put it in quotes' : `write ${expected}`)]
  }
  const [what, fix] = split(issue.message)
  return [document.complain(path, `${name}: ${what}`, fix)]
}

const depth = (issues: readonly z.core.$ZodIssue[]) =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))
const article = (kind: string) =>
  kind === 'object' ? 'a map' : kind === 'record' ? 'a map' : kind === 'array' ? 'a list' : kind === 'string' ? 'a text' : `a ${kind}`
const show = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 80)

function split(message: string): [string, string] {
  const cut = message.lastIndexOf('; ')
  return cut < 0 ? [message, 'see the examples in the guide'] : [message.slice(0, cut), message.slice(cut + 2)]
}

type SchemaDef = {
  type?: string
  shape?: Record<string, unknown>
  keyType?: { def?: { entries?: Record<string, unknown> } }
  valueType?: unknown
  element?: unknown
}

// Walks the schema along `path` to the keys that are known there.
function knownKeys(schema: z.ZodType, path: Path): string[] {
  let inside: unknown = schema
  for (const part of [...path, null]) {
    inside = unwrap(inside)
    const def = (inside as { def?: SchemaDef } | undefined)?.def
    if (part === null) return Object.keys(def?.shape ?? def?.keyType?.def?.entries ?? {})
    if (def?.type === 'object') inside = def.shape?.[String(part)]
    else if (def?.type === 'record') inside = def.valueType
    else if (def?.type === 'array') inside = def.element
    else return []
  }
  return []
}

function unwrap(schema: unknown): unknown {
  let inside = schema as { def?: { type?: string; innerType?: unknown; in?: unknown; getter?: () => unknown } } | undefined
  for (let n = 0; n < 10 && inside?.def; n++) {
    if (inside.def.innerType) inside = inside.def.innerType as typeof inside
    else if (inside.def.type === 'pipe') inside = inside.def.in as typeof inside
    else if (inside.def.type === 'lazy') inside = inside.def.getter?.() as typeof inside
    else return inside
  }
  return inside
}

function offsetOf(yaml: YamlDocument, path: Path, wantsKey: boolean): number {
  let node: unknown = yaml.contents
  let offset = 0
  for (const [depthOfPart, part] of path.entries()) {
    const isLast = depthOfPart === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
      if (!pair) return rangeOf(node) ?? offset
      offset = rangeOf(pair.key) ?? offset
      if (isLast && wantsKey) return offset
      node = pair.value
    } else {
      node = yaml.getIn([...path.slice(0, depthOfPart + 1)], true)
    }
    offset = rangeOf(node) ?? offset
  }
  return rangeOf(node) ?? offset
}

const endsOf = (node: unknown) =>
  (node as { range?: [number, number, number] | null } | null)?.range?.slice(0, 2) as [number, number] | undefined
const rangeOf = (node: unknown): number | null => endsOf(node)?.[0] ?? null

function plain(yaml: YamlDocument, pen: Pen): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 50 })
  } catch {
    pen.complain(0, 'aliases in this file expand to too much', 'write the values out')
    return null
  }
}

function replaceVariables(text: string, variables: Variables): { text: string; unset: string[] } {
  const unset: string[] = []
  const read = text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g, (_, name: string, fallback: string | undefined) => {
    const value = variables.lookup(name) || fallback
    if (value === undefined && !variables.unsetIsEmpty) unset.push(name)
    return value ?? ''
  })
  return { text: read, unset }
}

function hintFor(code: string): string {
  if (code === 'TAB_AS_INDENT') return 'indent with spaces'
  if (code === 'BAD_INDENT') return 'line it up with its neighbours'
  return 'mend the YAML here'
}

const hiddenCharacter = (found: RegExpExecArray): [string, string] => [
  `the text has a character at position ${found.index + 1} that nobody sees (U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`,
  'remove it',
]

const sentence = (message: string) =>
  message
    .replace(/\s+at line[^]*$/, '')
    .replace(/:\n[^]*$/, '')
    .replace(/\.$/, '')

// How many letters were mistyped: wrong, missing, too many, or two that changed places (optimal string alignment).
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)]
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    const above = rows[row - 1]!
    for (let col = 1; col <= b.length; col++) {
      const isSame = a[row - 1] === b[col - 1]
      const changedPlaces = row > 1 && col > 1 && a[row - 1] === b[col - 2] && a[row - 2] === b[col - 1]
      const least = Math.min(above[col]! + 1, line[col - 1]! + 1, above[col - 1]! + (isSame ? 0 : 1))
      line.push(changedPlaces ? Math.min(least, rows[row - 2]![col - 2]! + 1) : least)
    }
    rows.push(line)
  }
  return rows[a.length]![b.length]!
}
