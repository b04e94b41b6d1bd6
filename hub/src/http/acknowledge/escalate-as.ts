import type { Person } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { command } from '../command.ts'
import { whoseItIs } from './acknowledge-as.ts'
import type { Paged } from './open-page.ts'

export type Escalated = { readonly isDone: boolean; readonly says: string }

/** Calls the next rung in the name of whom a page was for: once for each page, and not when somebody else has it (RES-3, RES-6). */
export async function escalateAs(around: Around, { message, incident, person }: Paged, through: string): Promise<Escalated> {
  const late = (says: string): Escalated => ({ isDone: false, says })
  if (person.role === 'viewer') return late(`${person.name}, you may look at incidents, not escalate them.`)
  const { ladder, phase, id } = incident
  const isAnothers = ladder.acknowledgedBy !== null && ladder.acknowledgedBy !== person.id
  if (isAnothers || (phase !== 'open' && phase !== 'stabilising')) return late(whoseItIs(around, incident, person).says)
  if (phase === 'stabilising') return late('The site is up again; nobody else is called.')
  if (callOf(message.key) !== ladder.calls) return late('Somebody was called again after this page already.')
  return escalated(around, person, Number(id), through)
}

async function escalated(around: Around, { id: by }: Person, number: number, through: string): Promise<Escalated> {
  try {
    await command(around, { by, partner: null, through }, number, { type: 'escalated', by, to: 'next' })
    return { isDone: true, says: 'You escalated it: the next rung is called.' }
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') return { isDone: false, says: error.message }
    throw error
  }
}

// `7/page-2/kofi/slack`: of the second call.
const callOf = (key: string) => Number(/^\d+\/page-(\d+)\//.exec(key)?.[1])
