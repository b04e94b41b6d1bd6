import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { dutyOf } from './duty-of.ts'
import type { Duty } from './duty.ts'

const HORIZON = days(35)

/** Who is on duty for what a rung names, until when, and who comes then; `until` and `next` are null where nothing changes within five weeks. */
export type NowAndNext = { readonly people: readonly string[]; readonly until: Instant | null; readonly next: readonly string[] | null }

export function nowAndNext(plan: Pick<Plan, 'schedules' | 'people'>, notify: string, at: Instant): NowAndNext {
  const [now, next] = dutyOf(plan, notify, { from: at, until: after(at, HORIZON) }) as [Duty, Duty | undefined]
  return { people: now.people, until: next?.from ?? null, next: next?.people ?? null }
}
