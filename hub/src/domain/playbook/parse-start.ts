import { nearest } from '../document.ts'
import { FACT_NAMES } from '../incident/facts.ts'
import { parseDelay } from './parse-delay.ts'
import type { Parsed } from './parse-delay.ts'
import type { Answer, Start, StepEnd } from './playbook.ts'

const STEP_ENDS: readonly StepEnd[] = ['succeeds', 'fails', 'is done', 'times out']
const ANSWERS: readonly Answer[] = ['replies', 'approves', 'declines']
const FORMS =
  'write "at once", "15m after confirmed", "1 business day after <step>", "next business day 09:00", "when <step> fails", "when client replies" or "when <fact>"; two of them with "or" between for whichever comes first'

/** A step cannot be called what the language itself says. */
export const RESERVED_STEP_IDS: readonly string[] = ['confirmed', 'recovered', 'client', 'partner']

/** Reads when a step starts, in every form that `start` knows. Whether a step that it names exists is for the playbook to say. */
export function parseStart(text: string): Parsed<Start> {
  const parts = text.trim().replace(/\s+/g, ' ').split(' or ').map(parseOne)
  const wrong = parts.find((part) => 'wrong' in part)
  if (wrong || parts.length === 1) return wrong ?? parts[0]!
  return { value: { kind: 'first of', starts: parts.flatMap((part) => ('value' in part ? [part.value] : [])) } }
}

function parseOne(words: string): Parsed<Start> {
  if (words === 'at once') return { value: { kind: 'at once' } }
  if (words.startsWith('next ')) return parseNextDay(words)
  if (words.startsWith('when ')) return parseWhen(words.slice('when '.length))
  if (/^-?\d/.test(words)) return parseAfter(words)
  const meant = nearest(words, ['at once'])
  return { wrong: `"${words}" says no start`, fix: meant ? `did you mean "${meant}"?` : FORMS }
}

function parseAfter(words: string): Parsed<Start> {
  const [length = '', of, ...more] = words.split(/ after(?: |$)/).map((part) => part.trim())
  const delay = parseDelay(length)
  if ('wrong' in delay) return delay
  if (of === undefined || of === '' || more.length > 0)
    return { wrong: `"${words}" does not say after what`, fix: `write "${length} after confirmed" or "${length} after <step>"` }
  if (of.includes(' ')) return { wrong: `"${of}" is no step`, fix: 'write confirmed, recovered or the id of a step after "after"' }
  if (of === 'recovered' && 'businessDays' in delay.value)
    return { wrong: 'business days cannot count from recovered', fix: 'count them from confirmed or a step, or write hours' }
  const from = of === 'confirmed' || of === 'recovered' ? of : { step: of }
  return { value: { kind: 'after', delay: delay.value, of: from } }
}

function parseNextDay(words: string): Parsed<Start> {
  const match = /^next (business )?day(?: (.+))?$/.exec(words)
  if (!match) return { wrong: `"${words}" names no day`, fix: 'write "next day 09:00" or "next business day 09:00"' }
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(match[2] ?? '')
  if (!time)
    return {
      wrong: match[2] === undefined ? `"${words}" has no time of day` : `"${match[2]}" is no time of day`,
      fix: `write "next ${match[1] ?? ''}day 09:00"; times run from 00:00 to 23:59`,
    }
  return { value: { kind: 'next day', business: match[1] !== undefined, minute: Number(time[1]) * 60 + Number(time[2]) } }
}

function parseWhen(words: string): Parsed<Start> {
  const space = words.indexOf(' ')
  if (space < 0) return parseFact(words)
  const [subject, verb] = [words.slice(0, space), words.slice(space + 1)]
  if (subject === 'client' || subject === 'partner') {
    const answers = ANSWERS.find((known) => known === verb)
    return answers ? { value: { kind: 'when answer', who: subject, answers } } : wrongVerb(subject, verb, ANSWERS)
  }
  const ends = STEP_ENDS.find((known) => known === verb)
  return ends ? { value: { kind: 'when step', step: subject, ends } } : wrongVerb(subject, verb, STEP_ENDS)
}

function parseFact(word: string): Parsed<Start> {
  const fact = FACT_NAMES.find((known) => known === word)
  return fact ? { value: { kind: 'when fact', fact } } : unknownFact(word)
}

/** What is wrong with a word that is no fact, with the nearest one that is. */
export function unknownFact(word: string): { readonly wrong: string; readonly fix: string } {
  const meant = nearest(word, FACT_NAMES)
  return { wrong: `"${word}" is no fact`, fix: meant ? `did you mean "${meant}"?` : `the facts are ${FACT_NAMES.join(', ')}` }
}

function wrongVerb(subject: string, verb: string, known: readonly string[]): Parsed<Start> {
  const meant = nearest(verb, known)
  return {
    wrong: `"when ${subject} ${verb}" is not understood`,
    fix: meant ? `did you mean "when ${subject} ${meant}"?` : `write ${known.map((word) => `"when ${subject} ${word}"`).join(' or ')}`,
  }
}
