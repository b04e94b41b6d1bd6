import type { Entry } from '../../domain/incident/entry.ts'
import { sayEntry } from '../../domain/incident/say-entry.ts'
import type { SaidEntry } from '../../domain/incident/say-entry.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { IconName } from '@allclear/wire/icon.ts'

const ICONS: Record<Entry['kind'], IconName> = {
  state: 'flag',
  page: 'bell',
  message: 'mail',
  announcement: 'eye',
  task: 'check',
  action: 'gear',
  approval: 'half',
  escalation: 'up',
}

/** One line of the timeline, in words and with its shape. */
export const showEntry = (entry: Entry, plan: Plan): SaidEntry & { readonly icon: IconName } => ({
  icon: ICONS[entry.kind],
  ...sayEntry(entry, (id) => plan.people[id]?.name ?? id),
})
