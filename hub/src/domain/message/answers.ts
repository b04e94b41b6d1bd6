import type { Spoken } from '../incident/entry.ts'
import type { Incident } from '../incident/incident.ts'
import type { Playbook } from '../playbook/playbook.ts'

/** What a reader can say by one press (COM-5, COM-11). */
export const ANSWERS = ['yes', 'no', 'done', 'help', 'call'] as const
export type AnswerId = (typeof ANSWERS)[number]
export const VOTES = ['helpful', 'unhelpful'] as const
export type VoteId = (typeof VOTES)[number]

/**
 * Where a press leads, as words are stored: what stands for the reader's own token is put in as the message leaves, so that nobody who reads
 * it in the console can answer in their name.
 */
export const answerPage = (hubUrl: string) => `${hubUrl}a/…`

/** The words with the reader's own links in them. */
export const withToken = (words: string, hubUrl: string, token: string) =>
  [answerPage(hubUrl), encodeURI(answerPage(hubUrl))].reduce((all, page) => all.replaceAll(page, `${hubUrl}a/${token}`), words)

/** Where whom a page is for acknowledges without login (RES-6). */
export const acknowledgePage = (hubUrl: string) => `${answerPage(hubUrl)}/acknowledge`

/** The answers that a message offers, by its own words. */
export const offeredIn = (text: string): readonly AnswerId[] => ANSWERS.filter((id) => new RegExp(`/a/…/${id}\\b`).test(text))

/** The words of a message without the lines that offer an answer. */
export const withoutOffers = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.includes('/a/…'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** What the reader of these words is asked: a yes or a no, or how it stands where the playbook waits for their reply. */
export function answersTo(incident: Incident, effect: Spoken): readonly AnswerId[] {
  if (effect.do !== 'message') return []
  const { audience } = effect.recipient
  const { playbook, phase } = incident
  if (effect.asks) return ['yes', 'no']
  const isStep = playbook?.steps.some(({ id }) => id === effect.step) ?? false
  const isAsked = isStep && phase === 'open' && (audience === 'client' || audience === 'partner') && waitsFor(playbook!, audience)
  return isAsked ? ['done', 'help', 'call'] : []
}

/** Whether the reader is asked if the words helped: in every letter, and in a thread once, at its end. */
export const asksWhetherHelpful = (effect: Spoken): boolean =>
  effect.do === 'message' &&
  effect.recipient.audience !== 'responder' &&
  (effect.recipient.channel === 'mail' || (effect.recipient.channel === 'slack' && effect.template === 'all-clear'))

const waitsFor = ({ steps }: Playbook, who: 'client' | 'partner') =>
  steps.some(({ start, onlyIf, unless, until }) => {
    const facts = [...onlyIf, ...unless, ...until, start.kind === 'when fact' ? start.fact : null]
    return facts.includes(`${who}-replied`) || (start.kind === 'when answer' && start.who === who && start.answers === 'replies')
  })
