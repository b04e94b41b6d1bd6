import { sayClock, sayTime } from '../calendar/say-time.ts'
import { inZone } from '../calendar/local-time.ts'
import { sayEntry } from '../incident/say-entry.ts'
import type { Instant } from '../instant.ts'
import { sayRemedy } from '../diagnosis/remedies.ts'
import { findCause } from '../diagnosis/taxonomy.ts'
import type { HandedCause, HandOver } from './hand-over.ts'
import { zoneLines } from './restore.ts'
import { AUDIENCES, sentence } from '../playbook/say-step.ts'

/** A hand-over as plain text, for a ticket or a letter; times as the clocks of `zone` show them, the raw evidence left out. `nameOf` gives a person's name by their id. */
export function sayHandOver(over: HandOver, zone: string, nameOf: (id: string) => string): string {
  const time = (at: Instant) =>
    inZone(at, zone).toPlainDate().equals(inZone(over.at, zone).toPlainDate()) ? sayClock(at, zone) : sayTime(at, zone)
  const parts = [
    [`Incident ${over.incident}: ${over.site}`, `As of ${sayTime(over.at, zone)}.`],
    section('What is broken', [over.broken, ...(over.parent ? [over.parent.says] : []), ...earlier(over, time)]),
    section('Cause', over.cause ? causeLines(over.cause) : ['Not known yet.']),
    section(`What changed since it last worked${lastWorked(over, time)}`, changeLines(over, time)),
    section('What was tried', over.tried.length === 0 ? ['Nothing yet.'] : over.tried.flatMap((one) => triedLines(one, time))),
    section('What to do next', nextLines(over, time)),
    section('Who was told', over.told.length === 0 ? ['Nobody yet.'] : over.told.map((one) => toldLine(one, time))),
    section('Timeline', over.timeline.length === 0 ? ['Nothing yet.'] : over.timeline.map((entry) => timelineLine(entry, time, nameOf))),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

type Time = (at: Instant) => string

const section = (name: string, lines: readonly string[]) => [name.toUpperCase(), ...lines]
const item = (text: string) => `- ${text.replaceAll('\n', '\n  ')}`
const percent = (share: number) => `${Math.round(share * 100)} %`

const earlier = ({ earlier: before }: HandOver, time: Time) =>
  before ? [`It came back: incident ${before.incident}${before.resolvedAt === null ? '' : ` ended ${time(before.resolvedAt)}`}.`] : []

function causeLines({ id, title, confidence, confirmed, because, against, alternatives, root, pattern, check }: HandedCause): string[] {
  return [
    `${title} (${id}), ${percent(confidence)} sure, ${confirmed ? 'confirmed' : 'not confirmed'}${pattern ? `, ${pattern}` : ''}.`,
    ...because.map(item),
    ...(root === null ? [] : [`Behind it: ${findCause(root)?.title ?? root} (${root}).`]),
    ...(against.length === 0 ? [] : ['Against it:', ...against.map(item)]),
    ...(alternatives.length === 0
      ? []
      : ['It might also be:', ...alternatives.map((other) => item(`${other.title} (${other.id}), ${percent(other.confidence)}`))]),
    ...(check === null ? [] : ['To see it for yourself:', `    ${check}`]),
  ]
}

const lastWorked = ({ lastGood }: HandOver, time: Time) => (lastGood?.seen ? `, ${time(lastGood.seen)}` : '')

function changeLines({ lastGood, changed: { changes, same } }: HandOver, time: Time): string[] {
  if (!lastGood) return ['Not known: the site was never looked at closely while it was well.']
  const lines = changes.map(({ what, before, now, firstSeen }) => item(`${what}: ${before} → ${now}; first seen ${time(firstSeen)}`))
  return [
    ...(lines.length > 0 ? lines : ['Nothing that was compared.']),
    ...(same.length > 0 ? [`The same as before: ${same.join(', ')}.`] : []),
  ]
}

function triedLines({ kind, at, what, result, by, output }: HandOver['tried'][number], time: Time): string[] {
  const line = kind === 'note' ? `${by ?? 'somebody'} noted: ${what}` : `${what}: ${result}${by === null ? '' : ` by ${by}`}`
  return [
    item(`${time(at)}  ${line}`),
    ...(output
      ? output
          .trimEnd()
          .split('\n')
          .map((one) => `    ${one}`)
      : []),
  ]
}

function nextLines({ cause, next: { tasks, steps, contacts, restore } }: HandOver, time: Time): string[] {
  return [
    ...remedyLines(cause),
    ...listed('To do:', tasks, ({ title, people, dueAt, contact }) =>
      [title, people.join(', '), dueAt === null ? '' : `due ${time(dueAt)}`, contact ?? ''].filter((part) => part !== '').join(' · '),
    ),
    ...listed(
      'Values to put back:',
      restore.flatMap((record) => zoneLines(record).map((line) => ({ line, record }))),
      ({ line, record: { now } }) => (now === null ? line : `${line}   (now: ${now.length === 0 ? 'none' : now.join(', ')})`),
    ),
    ...listed('Whom to ask:', contacts, ({ roles, name, support, login, authority }) =>
      [
        `${name} (${roles.join(', ')})`,
        ...[support.url, support.phone, support.mail].filter((way) => way !== null),
        ...(login === null ? [] : [`login ${login}`]),
        ...(authority === null ? [] : [`may speak with it: ${authority}`]),
      ].join(' · '),
    ),
    ...listed('By itself:', steps, ({ does, when, at }) => `${at === null ? '' : `${time(at)}  `}${does} (${when})`),
  ]
}

function remedyLines(cause: HandedCause | null): string[] {
  const remedy = cause && sayRemedy(cause.id, cause.confirmed)
  return remedy === null ? [] : [remedy]
}

const listed = <T>(name: string, items: readonly T[], say: (one: T) => string) =>
  items.length === 0 ? [] : [name, ...items.map((one) => item(say(one)))]

const toldLine = ({ at, audience, channel, name, to, subject, state, reason }: HandOver['told'][number], time: Time) =>
  item(
    `${time(at)}  ${sentence(AUDIENCES[audience])}, ${[name, ...to].filter((one) => one !== '').join(', ')} by ${channel}: ${subject} (${state}${reason === null ? '' : `: ${reason}`})`,
  )

function timelineLine(entry: HandOver['timeline'][number], time: Time, nameOf: (id: string) => string): string {
  const { what, detail } = sayEntry(entry, nameOf)
  return item(`${time(entry.at)}  ${what}${detail === null ? '' : ` (${detail})`}`)
}
