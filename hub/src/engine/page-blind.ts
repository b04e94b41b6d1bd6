import { onDutyAt } from '../domain/audience/on-duty.ts'
import type { Instant } from '../domain/instant.ts'
import type { Verdict } from '../domain/triage/verdict.ts'
import { postNotice } from './post-notice.ts'
import { isUsable } from './room.ts'
import type { Room } from './room.ts'

/** The probe cannot see: no incident, no word to any client, one page to whoever is on call (MON-9, I-4). */
export async function pageBlind(room: Room, verdict: Verdict, at: Instant) {
  const plan = room.plan()
  const duty = onDutyAt({ plan, secretsPresent: (path) => isUsable(room, path), at })
  const { notify, by } = plan.escalation[0]!
  const notice = {
    key: `cannot-see/${plan.hub.location}/${at}`,
    template: 'cannot-see',
    subject: `The probe at ${plan.hub.location} cannot see`,
    text: `${verdict.because.join(' ')}\n\nNo incident was opened and nobody else was told. Sites are judged again from fresh checks.`,
    link: plan.hub.url,
    at,
  }
  await room.store.transaction(async (tx) => {
    for (const person of duty[notify] ?? []) await postNotice(tx, plan, person, by, notice)
  })
  room.loops.deliver?.nudge()
}
