import { z } from 'zod'
import { after, hours, minutes, readSpan } from '../domain/instant.ts'
import { quicken } from '../domain/playbook/quicken.ts'
import { Problem } from '../problem.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import type { IncidentDeed } from './command.ts'
import { words } from './input.ts'
import { operatorOnly } from './operator-only.ts'

export const newHandOver = z.strictObject({ person: z.string().min(1).max(63) })
export const newEscalation = z.strictObject({ to: z.string().min(1).max(63).default('next') })

/** Whom an incident is handed to: another of the operator's people who may act (RES-6). */
export function handedOver(around: Around, by: string, { person: to }: z.infer<typeof newHandOver>, caller: Caller): IncidentDeed {
  operatorOnly({ caller })
  const person = around.plan().people[to]
  if (!person || person.role === 'viewer' || to === by)
    throw unknown(`Nobody else who may act is called "${to}".`, 'Write the id of a responder or owner.', 'person')
  return { type: 'handed-over', by, to }
}

/** Whom an incident is escalated to by hand: the next rung, or a person or schedule of the plan (RES-3). */
export function escalated(around: Around, by: string, { to }: z.infer<typeof newEscalation>, caller: Caller): IncidentDeed {
  if (to !== 'next') operatorOnly({ caller })
  const { people, schedules } = around.plan()
  if (to !== 'next' && !(to in people) && !(to in schedules))
    throw unknown(`There is no person or schedule "${to}".`, 'Write next, or an id of the configuration.', 'to')
  return { type: 'escalated', by, to }
}

const [SHORTEST, LONGEST] = [minutes(1), hours(24)]

/** For how long the pages of an incident are silent, and why (TRI-4). */
export const newSnooze = z.strictObject({
  for: z
    .string()
    .transform((text) => readSpan(text))
    .refine((span) => span !== null && span >= SHORTEST && span <= LONGEST, 'is no length of time from 1m to 24h; write 2h')
    .transform((span) => span!),
  reason: words(500),
})

/** Until when the pages of the operator's people are silent, which they alone may say; a demonstration quickens it like everything else. */
export function snoozed(around: Around, by: string, { for: span, reason }: z.infer<typeof newSnooze>, caller: Caller): IncidentDeed {
  operatorOnly({ caller })
  return { type: 'snoozed', by, until: after(around.clock.now(), quicken(span, around.plan().quickened)), reason }
}

const unknown = (message: string, fix: string, field: string) => new Problem('bad-input', 'assignee_unknown', message, fix, { field })
