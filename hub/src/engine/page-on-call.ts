import { randomUUID } from 'node:crypto'
import { onDutyAt } from '../domain/audience/on-duty.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { OnDuty, Recipient } from '../domain/incident/incident.ts'
import type { PageChannel, Plan } from '../domain/plan/plan.ts'
import { postMessage } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import { isUsable } from './room.ts'
import type { Room } from './room.ts'

export type Alarm = {
  readonly key: string
  readonly template: string
  readonly subject: string
  readonly text: string
  readonly without?: string // a channel that does not work
}

/** Pages whoever is on call about the product itself, and no incident: over the channels of their rung, or where these are out over any other. */
export async function pageOnCall(room: Room, tx: Tx, alarm: Alarm): Promise<void> {
  const plan = room.plan()
  const duty = onDutyAt({ plan, secretsPresent: (path) => isUsable(room, path), at: room.clock.now() })
  const rung = plan.escalation.find(({ notify }) => (duty[notify] ?? []).length > 0)
  for (const person of duty['on-call']!) {
    const works = Object.keys(person.by).filter((channel) => channel !== alarm.without) as PageChannel[]
    const wanted = works.filter((channel) => rung!.by.includes(channel))
    for (const channel of wanted.length > 0 ? wanted : works) await pageOver(room, tx, { plan, person, channel }, alarm)
  }
}

type Whom = { readonly plan: Plan; readonly person: OnDuty; readonly channel: PageChannel }

async function pageOver(room: Room, tx: Tx, { plan, person, channel }: Whom, { key, template, subject, text }: Alarm) {
  const at = room.clock.now()
  const { name, mail } = plan.operator
  const to = { audience: 'responder', name: person.name, channel, address: [person.by[channel]!] } as const
  const recipient: Recipient = { ...to, from: `${name} <${mail}>`, cc: [], why: null }
  await postMessage(tx, {
    ...{ partner: OPERATOR, key: `${key}/${person.person}/${channel}`, incident: null, step: null, contract: 'page' },
    ...{ recipient, template, subject, text, html: null, link: plan.hub.url, orderedAt: at, dueAt: at },
    messageId: `<${randomUUID()}@${mail.split('@')[1]}>`,
  })
}
