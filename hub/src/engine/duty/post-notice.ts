import { randomUUID } from 'node:crypto'
import { OPERATOR } from '../../domain/audience/pages.ts'
import type { OnDuty } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { PageChannel, Plan } from '../../domain/plan/plan.ts'
import { postMessage } from '../../store/outbox.ts'
import type { Tx } from '../../store/store.ts'

/** Words to one of the operator's people that belong to no incident. */
export type Notice = {
  readonly key: string // the person and the channel are added to it
  readonly template: string // by what name the outbox knows it
  readonly subject: string
  readonly text: string
  readonly link: string
  readonly at: Instant
}

/** Puts a notice to a person into the outbox, over each of the channels that they have; once, however often it is ordered. */
export async function postNotice(tx: Tx, { operator }: Plan, to: OnDuty, channels: readonly PageChannel[], notice: Notice) {
  const { key, template, subject, text, link, at } = notice
  for (const channel of channels) {
    const address = to.by[channel]
    if (!address) continue
    const from = `${operator.name} <${operator.mail}>`
    await postMessage(tx, {
      ...{ partner: OPERATOR, key: `${key}/${to.person}/${channel}`, incident: null, step: null, contract: 'page' },
      recipient: { audience: 'responder', name: to.name, channel, address: [address], from, cc: [], why: null },
      ...{ template, subject, text, html: null, link },
      messageId: `<${randomUUID()}@${operator.mail.split('@')[1]}>`,
      ...{ orderedAt: at, dueAt: at },
    })
  }
}
