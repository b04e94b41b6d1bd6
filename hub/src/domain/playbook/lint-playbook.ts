import { nearest } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'
import { CAUSES, FAMILIES, isCause } from '../diagnosis/taxonomy.ts'
import { lintOrder } from './lint-order.ts'
import { RESERVED_STEP_IDS } from './parse-start.ts'
import type { Step } from './playbook.ts'
import type { Around } from './read-playbook.ts'

const DEEDS = ['message', 'task', 'action', 'approval', 'escalate', 'announce']
const ON_CALL = ['on-call', 'next']
const MESSAGE_CHANNELS = ['mail', 'sms', 'voice', 'push', 'slack', 'webhook', 'status-page', 'mastodon', 'bluesky', 'x', 'facebook']
const CHANNEL_OF_SITES_OWN = ['discourse', 'zendesk', 'wordpress', 'discord']

/** What the shape cannot say: names that nobody knows, steps that go in circles or never begin. `steps` holds null where one could not be read. */
export function lintPlaybook(document: Document, steps: readonly (Step | null)[], around: Around): Complaint[] {
  if (document.complaints.some(({ level }) => level === 'error')) return []
  const written = document.value as { causes?: unknown; steps?: unknown; 'stable-for'?: unknown } | null
  const raw = Array.isArray(written?.steps) ? written.steps : []
  return [
    ...lintCauses(document, Array.isArray(written?.causes) ? written.causes : []),
    ...lintStability(document, written?.['stable-for']),
    ...lintDeeds(document, raw),
    ...lintIds(document, raw),
    ...steps.flatMap((step, index) => (step ? lintStep(document, step, ['steps', index], around) : [])),
    ...lintOrder(document, steps, idsOf(raw)),
  ]
}

const idsOf = (raw: readonly unknown[]): (string | null)[] =>
  raw.map((step) => {
    const id = (step as { id?: unknown } | null)?.id
    return typeof id === 'string' ? id : null
  })

function lintCauses(document: Document, causes: readonly unknown[]): Complaint[] {
  const known = [...CAUSES.map(({ id }) => id), ...FAMILIES.map((family) => `${family}.*`), '*']
  return causes.flatMap((cause, index) => {
    if (typeof cause !== 'string' || cause === '') return []
    const path = ['causes', index]
    if (causes.indexOf(cause) < index) return [document.complain(path, `causes: "${cause}" stands here twice`, 'keep one of the two')]
    if (cause === '*' || isCause(cause) || (cause.endsWith('.*') && FAMILIES.includes(cause.slice(0, -2)))) return []
    return [unknown(document, path, 'cause', cause, known)]
  })
}

function lintStability(document: Document, stableFor: unknown): Complaint[] {
  if (typeof stableFor !== 'string' || !/^0+\s*[a-z]+$/.test(stableFor.trim())) return []
  const message = `stable-for: "${stableFor}" leaves no time in which the site must be well (stability_window_required)`
  return [document.complain(['stable-for'], message, 'write 15m, or leave it out')]
}

function lintDeeds(document: Document, raw: readonly unknown[]): Complaint[] {
  return raw.flatMap((step, index) => {
    if (typeof step !== 'object' || step === null) return []
    const deeds = DEEDS.filter((deed) => (step as Record<string, unknown>)[deed] != null)
    if (deeds.length === 1) return []
    const name = `steps.${index}`
    if (deeds.length === 0)
      return [document.complain(['steps', index], `${name}: this step does nothing`, `add one of ${DEEDS.join(', ')}`)]
    return [
      document.complain(
        ['steps', index, deeds[1]!],
        `${name}: one step does one thing, and this one does ${deeds.join(' and ')}`,
        'make two steps of it',
        {
          key: true,
        },
      ),
    ]
  })
}

function lintIds(document: Document, raw: readonly unknown[]): Complaint[] {
  const ids = idsOf(raw)
  return ids.flatMap((id, index) => {
    const path = ['steps', index, 'id']
    if (id === null) return []
    if (ids.indexOf(id) < index) return [document.complain(path, `two steps are called "${id}"`, 'give one of them another id')]
    return RESERVED_STEP_IDS.includes(id)
      ? [document.complain(path, `"${id}" is a word of the language and no id`, `call the step ${id}-step, or what it does`)]
      : []
  })
}

function lintStep(document: Document, step: Step, path: Path, around: Around): Complaint[] {
  const { does } = step
  const found: (Complaint | null)[] = [...lintRepetition(document, step, path)]
  const inside = (key: string) => [...path, does.do, key]
  if (does.do === 'message' || does.do === 'approval' || does.do === 'announce')
    found.push(known(document, inside('template'), 'template', does.template, around.templates))
  if (does.do === 'message' && does.via !== null)
    found.push(known(document, inside('via'), 'channel', does.via, [...MESSAGE_CHANNELS, ...CHANNEL_OF_SITES_OWN]))
  if (does.do === 'action') found.push(known(document, inside('run'), 'action', does.run, around.actions))
  if (does.do === 'action' && does.timeout <= 0) found.push(noTime(document, inside('timeout'), 'timeout'))
  if (does.do === 'approval' && 'span' in does.for && does.for.span <= 0) found.push(noTime(document, inside('for'), 'for'))
  if (around.people) {
    const people = [...around.people]
    if (does.do === 'task') found.push(known(document, inside('for'), 'person or schedule', does.for, [...people, ...ON_CALL]))
    if (does.do === 'escalate') found.push(known(document, inside('to'), 'person or schedule', does.to, [...people, 'next']))
  }
  return found.filter((complaint) => complaint !== null)
}

function lintRepetition(document: Document, step: Step, path: Path): Complaint[] {
  if (step.every && 'span' in step.every && step.every.span <= 0) return [noTime(document, [...path, 'every'], 'every')]
  if (step.every) return []
  const idle = [...(step.until.length > 0 ? ['until'] : []), ...(step.atMost === null ? [] : ['at-most'])]
  return idle.map((key) =>
    document.complain([...path, key], `${step.id}: "${key}" has no effect without "every"`, 'add "every: 4h", or remove it', {
      level: 'warning',
      key: true,
    }),
  )
}

const noTime = (document: Document, path: Path, key: string) =>
  document.complain(path, `"${key}" is no time at all`, 'write a length of time such as 10m')

function known(document: Document, path: Path, kind: string, word: string, list: Iterable<string>): Complaint | null {
  const names = [...list]
  return names.includes(word) ? null : unknown(document, path, kind, word, names)
}

function unknown(document: Document, path: Path, kind: string, word: string, list: readonly string[]): Complaint {
  const meant = nearest(word, list)
  const some = list.length > 12 ? `${list.slice(0, 12).join(', ')} …` : list.join(', ')
  return document.complain(path, `there is no ${kind} "${word}"`, meant ? `did you mean "${meant}"?` : `known: ${some || 'none'}`)
}
