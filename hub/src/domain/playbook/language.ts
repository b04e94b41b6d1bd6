import { CAUSES, familyOf } from '../diagnosis/taxonomy.ts'
import { FACTS } from '../incident/facts.ts'
import { MARKS } from '../incident/mark.ts'
import { DIAGNOSIS_FACTS, kebab } from '../message/word-facts.ts'
import type { Around, Written } from './read-playbook.ts'

/** What may be written where: the keys of each map (`playbook`, `step`, and the deeds by their name), and the values of `map.key`. */
export type Language = {
  readonly keys: Record<string, Word[]>
  readonly values: Record<string, Word[]>
}
export type Word = { word: string; says: string }

/** What each key of the language means. One that it learns, and that nobody explains here, does not compile. */
export const KEYS: { readonly [Map in keyof Written]: Readonly<Record<keyof Written[Map], string>> } = {
  playbook: {
    playbook: 'its name',
    version: 'of this language: 1',
    title: 'how people call it',
    causes: 'ids, families such as tls.*, or "*"',
    'first-contact': 'who hears first when a step names both',
    severity: 'minor, major or critical',
    'stable-for': 'how long the site must be well before the all clear',
    'all-clear-if': 'facts for which the all clear waits as well',
    steps: '1 to 100 of them',
  },
  step: {
    id: 'lower-case letters, digits, hyphens',
    start: 'when it begins',
    every: 'repeats from its first start',
    until: 'pauses the repetition while one of these facts holds',
    'at-most': 'how often, the first time included',
    'only-if': 'waits until every one of these facts holds',
    unless: 'waits while one of these facts holds',
    message: 'words to client, partner, public or responders',
    task: 'something a person does',
    action: 'something the product does by itself',
    approval: 'a question with a yes or no',
    escalate: 'pages somebody, although somebody may have acknowledged',
    announce: 'the status page',
  },
  message: {
    to: 'client, partner, public or responders',
    template: 'which words',
    via: 'one channel, instead of the usual',
    needs: 'facts without which a person writes it',
  },
  task: {
    title: 'what is to be done',
    for: 'a person, a schedule, on-call or next',
    due: 'how long it may take',
    contact: 'whom to ask',
    checklist: 'what it consists of',
    marks: 'the fact that is true once it is done',
    asks: 'the form that it is done by',
    'follow-up': 'it outlives the all clear',
  },
  action: {
    run: 'which action',
    on: 'hosting, dns, registrar or a provider',
    timeout: '10m unless it says otherwise',
    approval: 'who is asked first',
  },
  approval: {
    from: 'client or partner',
    template: 'which words',
    offers: 'what is offered',
    for: 'how long the question waits',
  },
  escalate: { to: 'a person, a schedule or next' },
  announce: { template: 'which words' },
}

const STARTS = [
  ...['at once', '15m after confirmed', '10m after recovered', 'next day 09:00', 'next business day 09:00'],
  ...['client', 'partner'].flatMap((who) => ['replies', 'approves', 'declines'].map((answer) => `when ${who} ${answer}`)),
]

/** The whole language, with the names that hold around this playbook. */
export function languageOf({ templates, actions, people = [] }: Around): Language {
  const facts = FACTS.map(({ name, says }) => ({ word: name, says }))
  const causes = CAUSES.map(({ id, title }) => ({ word: id, says: title }))
  const families = [...new Set(CAUSES.map(({ id }) => `${familyOf(id)}.*`)), '*'].map((word) => ({ word: `"${word}"`, says: 'a family' }))
  const [words, names] = [plain([...templates].sort()), plain(people)]
  return {
    keys: Object.fromEntries(
      Object.entries(KEYS).map(([map, keys]) => [map, Object.entries(keys).map(([word, says]) => ({ word, says }))]),
    ),
    values: {
      'playbook.causes': [...families, ...causes],
      'playbook.first-contact': plain(['client', 'partner']),
      'playbook.severity': plain(['minor', 'major', 'critical']),
      'playbook.all-clear-if': facts,
      'step.start': [...plain(STARTS), ...facts.map(({ word, says }) => ({ word: `when ${word}`, says }))],
      'step.until': facts,
      'step.only-if': facts,
      'step.unless': facts,
      'message.to': plain(['client', 'partner', 'public', 'responders']),
      'message.template': words,
      'message.via': plain(['mail', 'slack', 'sms', 'status-page']),
      'message.needs': plain(DIAGNOSIS_FACTS.map(kebab)),
      'task.for': [...plain(['on-call', 'next']), ...names],
      'task.marks': plain(MARKS),
      'task.asks': plain(['statistics']),
      'task.follow-up': plain(['true', 'false']),
      'action.run': plain(actions),
      'action.on': plain(['hosting', 'dns', 'registrar']),
      'action.approval': plain(['client', 'partner', 'responder']),
      'approval.from': plain(['client', 'partner']),
      'approval.template': words,
      'escalate.to': [...plain(['next']), ...names],
      'announce.template': words,
    },
  }
}

const plain = (words: Iterable<string>): Word[] => [...words].map((word) => ({ word, says: '' }))
