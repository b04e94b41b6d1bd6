import { nearest } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'
import { readInstant, readLength } from './read-time.ts'
import type { Expectation } from './scenario.ts'

const KINDS = ['state', 'page', 'message', 'announcement', 'task', 'action', 'approval', 'escalation']
const AUDIENCES = ['client', 'partner', 'responder', 'public']
const FIELDS = ['kind', 'step', 'audience', 'channel', 'from', 'to', 'cc', 'subject', 'template', 'state', 'note', 'site']
const KEYS = ['after', 'before', 'at', ...FIELDS]

/** One entry of `expect` or `never`: when, and any field of the timeline. `from` is a bound when it is a length of time, else the sender. */
export function readExpectation(
  written: unknown,
  path: Path,
  document: Document,
): { readonly value: Expectation | null; readonly complaints: readonly Complaint[] } {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { value: null, complaints: [] } // the shape has said so
  const words = written as Readonly<Record<string, unknown>>
  const complaints: Complaint[] = []
  const name = path.map(String).join('.')
  const complain = (key: string, wrong: string, isKey = false) => {
    const [message, fix] = wrong.split('; ') as [string, string]
    complaints.push(document.complain([...path, key], `${name}: ${message}`, fix, { key: isKey }))
    return null
  }
  const time = <T>(key: string, read: (text: string) => T | { readonly wrong: string }): T | null => {
    if (words[key] === undefined) return null
    const value = read(String(words[key]))
    return typeof value === 'object' && value !== null && 'wrong' in value ? complain(key, value.wrong) : (value as T)
  }
  for (const key of Object.keys(words)) if (!KEYS.includes(key)) complain(key, `unknown key "${key}"; ${hint(key, KEYS)}`, true)
  for (const [key, list] of [
    ['kind', KINDS],
    ['audience', AUDIENCES],
  ] as const) {
    const word = words[key]
    if (word !== undefined && !list.includes(String(word)))
      complain(key, `${key}: "${String(word)}" is not allowed here; ${hint(String(word), list)}`)
  }
  if (Object.keys(words).length === 0)
    complaints.push(document.complain(path, `${name}: nothing is looked for`, 'write { after: 15m, kind: message }'))

  const fromIsBound = typeof words['from'] !== 'string' || typeof readLength(words['from']) === 'number'
  const after = time('after', readLength)
  const value: Expectation = {
    after: after === null ? null : Math.floor(after / 60_000),
    from: fromIsBound ? time('from', readLength) : null,
    before: time('before', readLength),
    at: time('at', readInstant),
    fields: fieldsOf(words, fromIsBound),
    ...placeOf(document, path),
    says: Object.entries(words)
      .map(([key, word]) => `${key}: ${sayWord(word)}`)
      .join(', '),
  }
  return { value: complaints.length > 0 ? null : value, complaints }
}

function fieldsOf(words: Readonly<Record<string, unknown>>, fromIsBound: boolean): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = {}
  for (const key of FIELDS) {
    const word = words[key]
    if (word === undefined || (key === 'from' && fromIsBound)) continue
    fields[key] = Array.isArray(word) ? word.map(String) : String(word)
  }
  return fields
}

const sayWord = (word: unknown) => (Array.isArray(word) ? `[${word.map(String).join(', ')}]` : String(word))

function placeOf(document: Document, path: Path): { readonly line: number; readonly column: number } {
  const { line, column } = document.complain(path, '', '')
  return { line, column }
}

function hint(word: string, list: readonly string[]): string {
  const meant = nearest(word, list)
  return meant ? `did you mean "${meant}"?` : `write one of ${list.join(', ')}`
}
