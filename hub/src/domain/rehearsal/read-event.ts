import type { z } from 'zod'
import { nearest } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'
import { CAUSES, isCause } from '../diagnosis/taxonomy.ts'
import { SERVICES } from '../triage/beside-the-page.ts'
import { statisticsWords } from '../plan/words.ts'
import { readLength } from './read-time.ts'
import type { Around } from './read-scenario.ts'
import type { ScenarioEvent, ScenarioHappening } from './scenario.ts'

type Read<T> = { readonly value: T | null; readonly complaints: readonly Complaint[] }
type Words = Readonly<Record<string, unknown>>
type Inside = { readonly words: Words; readonly complain: (key: string, message: string, fix: string) => null; readonly plan: Around }

const WHO = ['client', 'partner'] as const

/** One reader per kind of event; each gives what happens, or complains and gives null. */
const KINDS: Readonly<Record<string, { readonly also: readonly string[]; read(inside: Inside): ScenarioHappening | null }>> = {
  site: { also: [], read: (inside) => one(inside, 'site', ['down', 'up', 'slow'] as const, (state) => ({ happens: 'site', state })) },
  service: {
    also: [],
    read: (inside) => one(inside, 'service', SERVICES, (service) => ({ happens: 'service', service })),
  },
  cause: {
    also: [],
    read: ({ words, complain }) => {
      const cause = String(words['cause'])
      const ids = CAUSES.map(({ id }) => id)
      return isCause(cause) ? { happens: 'cause', cause } : complain('cause', `there is no cause "${cause}"`, meant(cause, ids))
    },
  },
  acknowledge: {
    also: [],
    read: ({ words, complain, plan }) => {
      const person = String(words['acknowledge'])
      const people = Object.keys(plan.people)
      return people.includes(person)
        ? { happens: 'acknowledge', person }
        : complain('acknowledge', `the configuration has no person "${person}"`, meant(person, people))
    },
  },
  reply: { also: [], read: (inside) => one(inside, 'reply', WHO, (who) => ({ happens: 'reply', who })) },
  approve: { also: [], read: (inside) => one(inside, 'approve', WHO, (who) => ({ happens: 'approve', who })) },
  decline: { also: [], read: (inside) => one(inside, 'decline', WHO, (who) => ({ happens: 'decline', who })) },
  bounce: { also: [], read: (inside) => text(inside, 'bounce', (address) => ({ happens: 'bounce', address })) },
  action: {
    also: ['result'],
    read: (inside) =>
      text(inside, 'action', (action) =>
        one(inside, 'result', ['done', 'failed'] as const, (result) => ({ happens: 'action', action, result })),
      ),
  },
  task: {
    also: ['done'],
    read: (inside) =>
      text(inside, 'task', (step) =>
        inside.words['done'] === true
          ? { happens: 'task', step }
          : inside.complain('done', 'a task can only be done', 'write "done: true"'),
      ),
  },
  scan: { also: [], read: (inside) => one(inside, 'scan', ['clean', 'infected'] as const, (found) => ({ happens: 'scan', found })) },
  provider: {
    also: [],
    read: (inside) => one(inside, 'provider', ['confirmed', 'recovered'] as const, (state) => ({ happens: 'provider', state })),
  },
  statistics: { also: [], read: readStatistics },
  maintenance: { also: [], read: readMaintenance },
}
const KIND_NAMES = Object.keys(KINDS)

/** One event: `at`, what happens, and `of` where several sites are hit. */
export function readEvent(
  written: unknown,
  path: Path,
  around: { readonly document: Document; readonly plan: Around; readonly sites: readonly string[] },
): Read<ScenarioEvent> {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { value: null, complaints: [] } // the shape has said so
  const words = written as Words
  const complaints: Complaint[] = []
  const name = path.map(String).join('.')
  const complain = (key: string, message: string, fix: string, isKey = false) => {
    complaints.push(around.document.complain(words[key] === undefined ? path : [...path, key], `${name}: ${message}`, fix, { key: isKey }))
    return null
  }
  const kinds = KIND_NAMES.filter((kind) => words[kind] !== undefined)
  const kind = kinds[0]
  const known = ['at', 'of', ...(kind ? [kind, ...KINDS[kind]!.also] : KIND_NAMES)]
  for (const key of Object.keys(words)) {
    if (!known.includes(key) && !kinds.includes(key)) complain(key, `unknown key "${key}"`, meant(key, known), true)
  }
  const at =
    words['at'] === undefined ? complain('at', 'at is missing', 'add "at: 5m", the time after the start') : readLength(String(words['at']))
  if (at !== null && typeof at !== 'number') {
    const [wrong, fix] = at.wrong.split('; ') as [string, string]
    complain('at', wrong, fix)
  }
  if (kinds.length > 1) complain(kinds[1]!, `one event is one thing, and this one is ${kinds.join(' and ')}`, 'make two events of it', true)
  if (kind === undefined) complain('', 'nothing happens here', `add one of ${KIND_NAMES.join(', ')}`)
  const of = words['of'] === undefined ? around.sites : around.sites.filter((site) => site === words['of'])
  if (of.length === 0 && words['of'] !== undefined)
    complain('of', `"${String(words['of'])}" is not among the sites of this rehearsal`, meant(String(words['of']), around.sites))
  const happening = kind === undefined ? null : KINDS[kind]!.read({ words, complain, plan: around.plan })
  const value = happening !== null && typeof at === 'number' && complaints.length === 0 ? { at, of, ...happening } : null
  return { value, complaints }
}

function readStatistics({ words, complain }: Inside): ScenarioHappening | null {
  const read = statisticsWords.safeParse(words['statistics'])
  if (read.success) return { happens: 'statistics', statistics: read.data }
  const [{ path, message }] = read.error.issues as [z.core.$ZodIssue]
  const [wrong, fix = 'write { disk: 9GB, transfer: 380GB, visits: 90000 }'] = message.split('; ') as [string, string?]
  return complain('statistics', `${['statistics', ...path].join('.')}: ${wrong}`, fix)
}

function readMaintenance({ words, complain }: Inside): ScenarioHappening | null {
  const said = String(words['maintenance'])
  if (said === 'started' || said === 'completed' || said === 'cancelled') return { happens: 'maintenance', state: said }
  const length = /^extended (.+)$/.exec(said)?.[1]
  if (length === undefined)
    return complain('maintenance', `"${said}" is not understood`, 'write started, "extended 30m", completed or cancelled')
  const by = readLength(length)
  if (typeof by === 'number' && by > 0) return { happens: 'maintenance', state: 'extended', by }
  return complain('maintenance', `"${length}" is no length of time`, 'write "extended 30m"')
}

function one<const W extends string>(
  { words, complain }: Inside,
  key: string,
  list: readonly W[],
  make: (word: W) => ScenarioHappening,
): ScenarioHappening | null {
  const word = list.find((known) => known === words[key])
  if (word !== undefined) return make(word)
  const seen = words[key]
  return seen === undefined
    ? complain(key, `${key} is missing`, `add "${key}: ${list.join('" or "')}"`)
    : complain(key, `${key}: "${String(seen)}" is not allowed here`, meant(String(seen), list))
}

function text({ words, complain }: Inside, key: string, make: (word: string) => ScenarioHappening | null): ScenarioHappening | null {
  const word = words[key]
  return typeof word === 'string' && word !== '' ? make(word) : complain(key, `${key}: "${String(word)}" is not a text`, 'write a text')
}

function meant(word: string, list: readonly string[]): string {
  const near = nearest(word, list)
  return near ? `did you mean "${near}"?` : `write one of ${list.slice(0, 12).join(', ')}`
}
