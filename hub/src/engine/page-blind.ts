import { randomUUID } from 'node:crypto'
import { OPERATOR } from '../domain/audience/pages.ts'
import { onDutyAt } from '../domain/audience/on-duty.ts'
import type { Recipient } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Verdict } from '../domain/triage/verdict.ts'
import { postMessage } from '../store/outbox.ts'
import { isUsable } from './room.ts'
import type { Room } from './room.ts'

/** The probe cannot see: no incident, no word to any client, one page to whoever is on call (MON-9, I-4). */
export async function pageBlind(room: Room, verdict: Verdict, at: Instant) {
  const plan = room.plan()
  const duty = onDutyAt({ plan, secretsPresent: (path) => isUsable(room, path), at })
  const { notify, by } = plan.escalation[0]!
  const subject = `The probe at ${plan.hub.location} cannot see`
  const text = `${verdict.because.join(' ')}\n\nNo incident was opened and nobody else was told. Sites are judged again from fresh checks.`
  await room.store.transaction(async (tx) => {
    for (const person of duty[notify] ?? []) {
      for (const channel of by) {
        const address = person.by[channel]
        if (!address) continue
        const recipient: Recipient = {
          audience: 'responder',
          name: person.name,
          channel,
          address: [address],
          from: `${plan.operator.name} <${plan.operator.mail}>`,
          cc: [],
          why: null,
        }
        await postMessage(tx, {
          partner: OPERATOR,
          key: `cannot-see/${plan.hub.location}/${at}/${person.person}/${channel}`,
          incident: null,
          step: null,
          contract: 'page',
          recipient,
          template: 'cannot-see',
          subject,
          text,
          html: null,
          link: plan.hub.url,
          messageId: `<${randomUUID()}@${plan.operator.mail.split('@')[1]}>`,
          orderedAt: at,
          dueAt: at,
        })
      }
    }
  })
  room.loops.deliver?.nudge()
}
