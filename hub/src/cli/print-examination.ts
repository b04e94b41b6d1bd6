import { styleText } from 'node:util'
import type { Evidence } from '../domain/diagnosis/evidence.ts'
import { CERTAIN, isWorthAThought } from '../domain/diagnosis/diagnosis.ts'
import { sayRemedy } from '../domain/diagnosis/remedies.ts'
import { findCause } from '../domain/diagnosis/taxonomy.ts'
import type { ProviderContact } from '../domain/handover/contacts.ts'
import type { Playbook, Step } from '../domain/playbook/playbook.ts'
import { sayDeed, sayStart, sentence } from '../domain/playbook/say-step.ts'
import type { Diagnosed } from './diagnose.ts'
import { saySources } from './say-sources.ts'
import { saySeconds } from './say-seconds.ts'
import { wrap } from './wrap.ts'

type Colour = 'green' | 'yellow' | 'red'

const VERDICTS: Record<Diagnosed['verdict'], { mark: string; colour: Colour; says: string }> = {
  healthy: { mark: '●', colour: 'green', says: 'is well' },
  slow: { mark: '●', colour: 'yellow', says: 'answers, but slowly' },
  'false-alarm': { mark: '●', colour: 'green', says: 'is well: what failed was our own view of it' },
  maintenance: { mark: '●', colour: 'yellow', says: 'is under planned maintenance' },
  genuine: { mark: '●', colour: 'red', says: 'is down' },
}
const BLIND = { mark: '○', colour: 'yellow' as Colour, says: 'was not seen: our own view is disturbed' }

const COLUMNS = 80
const LABEL_WIDTH = 13
const SOURCE_WIDTH = 17
const FIRST_STEPS = 4

/** A look at a site as its printing needs it: what was said, what was seen, what would be done, and which companies it concerns. */
export type Printed = {
  readonly said: Diagnosed
  readonly seen: Evidence
  readonly playbook: Playbook | null
  readonly steps: readonly Step[] // of the playbook, as far as they apply
  readonly contacts: readonly ProviderContact[]
}

/** One look at a site as a person reads it, in the order they need it at night, 80 columns wide; colour only on a terminal that wants it. */
export function printExamination({ said, seen, playbook, steps, contacts }: Printed): string {
  const { mark, colour, says } = said.healthy === null ? BLIND : VERDICTS[said.verdict]
  const head = `${styleText(colour, mark)} ${styleText('bold', new URL(said.url).host)} ${styleText(colour, says)}`
  const parts = [causeOf(said), doubtsAbout(said), toDo(said, { playbook, steps, contacts }), evidenceOf(seen)].filter(
    (rows) => rows.length > 0,
  )
  const foot = `  ${styleText('dim', `${said.url} · looked for ${saySeconds(said.durationMs)}`)}`
  return `\n${[head, ...parts.map((rows) => rows.join('\n')), foot].join('\n\n')}\n\n`
}

function causeOf({ cause, confidence, because, root, pattern }: Diagnosed): string[] {
  const known = cause === null ? undefined : findCause(cause)
  const sure = [`${cause}, ${percent(confidence)} sure`, ...(pattern === null ? [] : [PATTERNS[pattern]])].join('; ')
  return [
    ...block('Cause', cause === null ? [] : [known?.title ?? cause], 'bold'),
    ...block('', known && cause !== 'unknown' ? [`${sentence(known.plain)}.`] : []),
    ...block('', cause === null || cause === 'unknown' ? [] : [`(${sure})`], 'dim'),
    ...block('Behind it', root === null ? [] : [`${titleOf(root)} (${root})`]),
    ...block('Why', because),
  ]
}

const PATTERNS = { persistent: 'it stays', intermittent: 'it comes and goes' }

const doubtsAbout = ({ against, alternatives, check }: Diagnosed): string[] => [
  ...block('Against it', against),
  ...block(
    'Or else',
    alternatives.filter(isWorthAThought).map((other) => `${titleOf(other.cause)} (${other.cause}, ${percent(other.confidence)} sure)`),
  ),
  // A command is copied, so it stays on one line, however long.
  ...(check === null ? [] : [row('See it with', oneLine(check))]),
]

function toDo(
  { cause, contact, confidence }: Diagnosed,
  { playbook, steps, contacts }: Pick<Printed, 'playbook' | 'steps' | 'contacts'>,
): string[] {
  const certain = confidence >= CERTAIN
  const remedy = cause === null ? null : sayRemedy(cause, certain)
  const rest = steps.length - FIRST_STEPS
  return [
    ...block('To mend it', remedy === null ? [] : [remedy]),
    ...block('Hears first', contact === null ? [] : [`the ${contact}`]),
    ...block('Whom to ask', contacts.map(sayContact)),
    ...block('Playbook', playbook ? [`${playbook.title} (${playbook.id})`] : []),
    ...block('What to do', [
      ...steps.slice(0, FIRST_STEPS).map(({ does, start }) => `${sentence(sayStart(start))}: ${sayDeed(does)}`),
      ...(rest > 0 ? [`and ${rest} more`] : []),
    ]),
  ]
}

const sayContact = ({ roles, name, support: { phone, mail, url } }: ProviderContact) =>
  [`${name} (${roles.join(', ')})`, phone, mail, url].filter((part) => part !== null).join(', ')

const evidenceOf = (seen: Evidence): string[] =>
  saySources(seen).map(({ name, said, tookMs }, index) => {
    const took = tookMs === null ? '' : ` (${saySeconds(tookMs)})`
    const room = COLUMNS - LABEL_WIDTH - SOURCE_WIDTH - 2 - took.length
    return row(index === 0 ? 'Looked at' : '', `${name.padEnd(SOURCE_WIDTH)}${cut(oneLine(said), room)}${styleText('dim', took)}`)
  })

/** A label and its lines, each wrapped; nothing where there are none. */
const block = (label: string, lines: readonly string[], style?: 'bold' | 'dim') =>
  lines
    .flatMap((line) => wrap(oneLine(line), COLUMNS - LABEL_WIDTH - 2))
    .map((line, index) => row(index === 0 ? label : '', style ? styleText(style, line) : line))

const row = (label: string, line: string) => `  ${styleText('dim', label.padEnd(LABEL_WIDTH))}${line}`.trimEnd()
const titleOf = (id: string) => findCause(id)?.title ?? id
const percent = (share: number) => `${Math.round(share * 100)} %`
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

// Page titles and names of strangers stand in these sentences; an escape sequence in them must not reach the terminal.
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
