import { quietUntil } from '../calendar/quiet-hours.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import type { NoticeKind, Reached } from './scheduled.ts'

// A text message is for what must be known beforehand: what goes on in the small hours is read in the mail and on the page.
const BY_SMS: readonly NoticeKind[] = ['notice', 'reminder', 'moved', 'cancelled']

/** Whether this channel carries this notice. */
export const carries = (channel: string, kind: NoticeKind): boolean => channel !== 'sms' || BY_SMS.includes(kind)

/** When a notice that is ordered at a moment leaves for this reader: quiet hours hold a text message. */
export function leavesAt({ clients, operator }: Pick<Plan, 'clients' | 'operator'>, { client, recipient }: Reached, at: Instant): Instant {
  if (recipient.channel !== 'sms') return at
  const { timezone } = clients[client ?? ''] ?? operator
  return quietUntil(at, timezone) ?? at
}
