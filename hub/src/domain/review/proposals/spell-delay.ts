import { minutes } from '../../instant.ts'
import type { Span } from '../../instant.ts'
import type { Delay } from '../../playbook/playbook.ts'

/** A length of time of whole minutes, or business days, as a playbook writes it. */
export const spellDelay = (delay: Delay): string =>
  'span' in delay ? spellSpan(delay.span) : `${delay.businessDays} business day${delay.businessDays === 1 ? '' : 's'}`

const spellSpan = (span: Span): string => (span % minutes(60) === 0 ? `${span / minutes(60)}h` : `${span / minutes(1)}m`)
