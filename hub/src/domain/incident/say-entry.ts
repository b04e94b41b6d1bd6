import { AUDIENCES, sentence, words } from '../playbook/say-step.ts'
import type { Entry } from './entry.ts'

export type SaidEntry = { readonly what: string; readonly detail: string | null }

/** One line of the timeline, for a person. `nameOf` gives a person's name by their id. */
export function sayEntry(entry: Entry, nameOf: (id: string) => string): SaidEntry {
  const { kind, to = [], subject, state, note, step } = entry
  const named = to.map(nameOf).join(', ')
  switch (kind) {
    case 'state':
      return { what: note ? withName(note, nameOf) : sentence(words(state ?? '')), detail: null }
    case 'page':
      return { what: `Paged ${named} by ${entry.channel ?? 'a channel'}`, detail: subject ?? note ?? null }
    case 'message':
      return {
        what: `To ${entry.audience ? AUDIENCES[entry.audience] : named}: ${subject ?? words(entry.template ?? '')}`,
        detail: envelope(entry, named),
      }
    case 'announcement':
      return sayAnnouncement(entry, named)
    case 'task':
      return { what: `Task${named === '' ? '' : ` for ${named}`}: ${note ?? subject ?? words(step ?? '')}`, detail: state ?? null }
    case 'action':
      return { what: `${sentence(words(step ?? 'action'))}: ${state ?? 'started'}`, detail: note ?? null }
    case 'approval':
      return { what: `Approval of ${entry.audience ? AUDIENCES[entry.audience] : named}: ${state ?? 'asked'}`, detail: note ?? null }
    case 'escalation':
      return { what: named === '' ? 'Escalated' : `Escalated to ${named}`, detail: note ?? null }
  }
}

function sayAnnouncement({ channel, state, subject, template, note }: Entry, named: string): SaidEntry {
  const where = channel === undefined || channel === 'status-page' ? 'Status page' : sentence(channel)
  if (state === 'posted') return { what: `${where}: posted`, detail: note ?? null }
  return { what: `${where}: ${subject ?? words(template ?? '')}`, detail: named === '' ? null : `on ${named}` }
}

// A line about what a person did begins with their id.
const withName = (note: string, nameOf: (id: string) => string) =>
  note.replace(/^([a-z][a-z0-9-]*)(?= (acknowledged|confirmed|wanted|took|hands|escalated)\b|: )/, (id) => nameOf(id))

function envelope({ channel, from, cc = [], note }: Entry, named: string): string {
  const parts = [`by ${channel ?? '?'} to ${named}`]
  if (cc.length > 0) parts.push(`cc ${cc.join(', ')}`)
  if (from) parts.push(`from ${from}`)
  if (note) parts.push(note)
  return parts.join(' · ')
}
