import { Liquid } from 'liquidjs'
import { nearest } from '../document.ts'
import type { Complaint } from '../document.ts'
import type { Audience } from '../playbook/playbook.ts'
import { composeWords } from './compose.ts'
import { templateKey } from './template.ts'
import type { Template } from './template.ts'
import { WORD_PATHS } from './word-facts.ts'
import type { AlsoTold, DigestPart, WordFacts } from './word-facts.ts'

const MAX_CHARACTERS = 50_000
const FRONT = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/
// Loading other files and writing values without their escape are not for words; the rest of Liquid's tags are.
const FORBIDDEN = /\{%-?\s*(include|render|layout|block)\b|\|\s*raw\b/
const linter = new Liquid({ strictFilters: true, templates: {} })
linter.registerFilter('link', (value) => value)

type About = Pick<Template, 'name' | 'language' | 'partner' | 'file'>
type Read = { readonly template: Template | null; readonly complaints: readonly Complaint[] }

/** Reads one template: `subject:` in front, Markdown behind, and only variables of the data dictionary (`variable_unknown`). */
export function readTemplate(text: string, about: About): Read {
  const parsed = parseTemplate(text, about)
  if (!parsed.template) return parsed
  const complain = complainOf(about)
  const front = FRONT.exec(text)![0]
  const linesBefore = front.split('\n').length - 1
  const found = [...lint(parsed.template.subject, 1, complain), ...lint(text.slice(front.length), linesBefore, complain)]
  const complaints = found.length > 0 ? found : tryOut(parsed.template, linesBefore, complain)
  return complaints.length > 0 ? { template: null, complaints } : parsed
}

/** The same without a judgement of what it says: for words that were judged before they were shipped. */
export function parseTemplate(text: string, about: About): Read {
  const complain = complainOf(about)
  const refuse = (...complaints: Complaint[]) => ({ template: null, complaints })
  if (text.length > MAX_CHARACTERS) return refuse(complain(1, 1, `the template has more than ${MAX_CHARACTERS} characters`, 'write less'))
  const front = FRONT.exec(text)
  const subject = /^subject:\s*(.+?)\s*$/m.exec(front?.[1] ?? '')?.[1]?.replace(/^(["'])(.*)\1$/, '$2')
  if (!front || !subject) return refuse(complain(1, 1, 'the template has no subject', 'begin it with "---", "subject: …", "---"'))
  const body = text.slice(front[0].length).trim()
  const linesBefore = front[0].split('\n').length - 1
  if (body === '') return refuse(complain(linesBefore + 1, 1, 'the template has no words', 'write what the reader should know'))
  return { template: { ...about, subject, body }, complaints: [] }
}

const complainOf =
  ({ file }: About): Complain =>
  (line, column, message, fix) => ({ level: 'error', file, line, column, message, fix })

type Complain = (line: number, column: number, message: string, fix: string) => Complaint

function lint(words: string, linesBefore: number, complain: Complain): Complaint[] {
  const place = (index: number): [number, number] => {
    const lines = words.slice(0, Math.max(0, index)).split('\n')
    return [linesBefore + lines.length, lines.at(-1)!.length + 1]
  }
  const forbidden = FORBIDDEN.exec(words)
  if (forbidden)
    return [complain(...place(forbidden.index), `"${forbidden[0].trim()}" is not allowed in a template`, 'write the words out')]
  try {
    const paths = linter.globalFullVariablesSync(linter.parse(words))
    return paths.flatMap((path) => unknownVariable(path, place(words.indexOf(path.split(/[.[]/)[0]!)), complain))
  } catch (error) {
    return [brokenAt(error, linesBefore, complain)]
  }
}

function unknownVariable(path: string, place: [number, number], complain: Complain): Complaint[] {
  // `because[0]` and `because.size` are the list's own.
  const name = path.replace(/\[\d+\]/g, '').replace(/\.(size|first|last)$/, '')
  if (WORD_PATHS.includes(name)) return []
  const meant = nearest(name, WORD_PATHS)
  const fix = meant ? `did you mean "${meant}"?` : `known: ${WORD_PATHS.join(', ')}`
  return [complain(...place, `there is no variable "${name}" (variable_unknown)`, fix)]
}

function brokenAt(error: unknown, linesBefore: number, complain: Complain): Complaint {
  const { message } = error as Error
  const [, line, column] = /line:(\d+), col:(\d+)/.exec(message) ?? []
  const what = message.split('\n')[0]!.replace(/, line:.*$/, '')
  return complain(
    linesBefore + Number(line ?? 1),
    Number(column ?? 1),
    what,
    'mend the template here; what may be missing needs an {% if %} around it',
  )
}

/** The least that can be known. Words that fail on it would fail at three in the morning. */
const BARE: WordFacts = {
  site: 'a.example',
  url: 'https://a.example/',
  since: 'now',
  since_short: 'now',
  duration: '0 seconds',
  again_since: null,
  well_since: null,
  visitors_see: 'an error',
  service: null,
  client: null,
  partner: 'Partner',
  recipient: 'You',
  greeting: 'Hello You',
  brand: { name: 'Partner', colour: '#000000', logo: null, signature: null },
  cause: null,
  cause_title: null,
  because: [],
  facts: {},
  status_link: 'https://a.example/',
  incident_link: 'https://a.example/',
  hand_over_link: null,
  answer_link: null,
  acknowledge_link: null,
  playbook: null,
  step_title: null,
  coverage_note: null,
  next_update: null,
  again: false,
  outages: 1,
  acknowledged_by: null,
  task_titles: [],
  larger_outage: null,
  also: [],
  quickened_note: null,
}
const ALSO: AlsoTold = { site: 'b.example', since: 'now', duration: '0 seconds', cause: null }
const PART: DigestPart = { subject: 'b.example is down', lines: ['It is down.'] }
const AUDIENCES: readonly Audience[] = ['client', 'partner', 'responder', 'public']

function tryOut(template: Template, linesBefore: number, complain: Complain): Complaint[] {
  const templates = new Map([[templateKey(template.language, template.name, template.partner), template]])
  for (const audience of AUDIENCES) {
    for (const facts of [
      BARE,
      { ...BARE, cause: 'x', cause_title: 'X', because: ['Y.'], task_titles: ['Z'], also: [ALSO], parts: [PART] },
    ]) {
      try {
        composeWords(templates, { template: template.name, language: template.language, audience, facts, partner: template.partner })
      } catch (error) {
        return [brokenAt(error, linesBefore, complain)]
      }
    }
  }
  return []
}
