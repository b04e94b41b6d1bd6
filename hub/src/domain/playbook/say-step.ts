import { list } from '../diagnosis/compare.ts'
import { saySpan } from '../instant.ts'
import type { Audience, Deed, Delay, Start } from './playbook.ts'

export const AUDIENCES: Readonly<Record<Audience, string>> = {
  client: 'the client',
  partner: 'the partner',
  responder: 'the responder',
  public: 'the public',
}

/** What a step does, for a person. */
export function sayDeed(does: Deed): string {
  switch (does.do) {
    case 'message':
      return `Tell ${list(does.to.map((to) => AUDIENCES[to]))}: ${words(does.template)}`
    case 'task':
      return does.title
    case 'action':
      return sayAction(does)
    case 'approval':
      return `Ask ${AUDIENCES[does.from]}: ${words(does.template)}`
    case 'escalate':
      return does.to === 'next' ? 'Call the next rung' : `Call ${does.to}`
    case 'announce':
      return `Status page: ${words(does.template)}`
  }
}

/** What an action does and where, for a person: `Certificate renew on hosting`. */
export const sayAction = ({ run, on }: { readonly run: string; readonly on: string }) => `${sentence(words(run))} on ${words(on)}`

/** When a step starts, for a person. */
export function sayStart(start: Start): string {
  switch (start.kind) {
    case 'at once':
      return 'at once'
    case 'after':
      return `${sayDelay(start.delay)} after ${typeof start.of === 'string' ? start.of : words(start.of.step)}`
    case 'next day':
      return `next ${start.business ? 'business ' : ''}day, ${String(Math.floor(start.minute / 60)).padStart(2, '0')}:${String(start.minute % 60).padStart(2, '0')}`
    case 'when step':
      return `when ${words(start.step)} ${start.ends}`
    case 'when answer':
      return `when the ${start.who} ${start.answers}`
    case 'when fact':
      return `when ${words(start.fact)}`
    case 'first of':
      return start.starts.map(sayStart).join(' or ')
  }
}

/** An id as words: `certificate-renew` → `certificate renew`. */
export const words = (id: string) => id.replaceAll('-', ' ').replaceAll('_', ' ')

/** With a capital in front. */
export const sentence = (text: string) => (text === '' ? '' : text[0]!.toUpperCase() + text.slice(1))

/** A length of time, or business days, for a person. */
export const sayDelay = (delay: Delay) =>
  'span' in delay ? saySpan(delay.span) : `${delay.businessDays} business day${delay.businessDays === 1 ? '' : 's'}`
