import { Message as Shown, Messages, MessageState } from '@allclear/wire/message.ts'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { incidentsOf } from '../../store/digests.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import type { Decided } from '../../store/outbox.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { incidentNumber } from '../input.ts'
import { messageOf } from '../message-of.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { showMessage, showRow } from '../show-message.ts'

const settlement = z.strictObject({ as: z.enum(['delivered', 'send-again', 'drop']) })
const params = z.strictObject({ key: z.string().min(1).max(500) })

/** `/api/v1/messages`: what was said to whom, and how each delivery stands. */
export function messageRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/messages',
      who: 'viewer',
      does: 'Lists messages, the newest first.',
      query: z.strictObject({ ...paging, incident: incidentNumber.optional(), state: MessageState.optional() }),
      gives: Messages,
      answer: async (asked) => {
        const { partner } = callerOf(asked)
        const { incident, state } = asked.query
        const rows = (before: number | undefined, limit: number) =>
          listMessages(around.store.db, {
            partner,
            limit,
            ...(incident === undefined ? {} : { incident }),
            ...(state === undefined ? {} : { states: [state] }),
            ...(before === undefined ? {} : { before }),
          })
        const list = `messages ${partner ?? ''} ${incident ?? ''} ${state ?? ''}`
        return { json: await pageOf(list, asked.query, rows, ({ seq }) => seq, showRow) }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/messages/:key',
      who: 'viewer',
      does: 'One message with its words and its design.',
      params,
      gives: Shown,
      answer: async (asked) => ({ json: showMessage(await messageOf(around, callerOf(asked), asked.params.key), callerOf(asked)) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/messages/:key/settle',
      who: 'responder',
      does: 'Says what became of a message whose delivery is uncertain: it arrived, it is sent again, or it is let be.',
      params,
      body: settlement,
      gives: Shown,
      answer: async (asked) => {
        const caller = callerOf(asked)
        return { json: showMessage(await settle(around, caller, asked.params.key, asked.body.as), caller) }
      },
    }),
  ]
}

const DECISIONS: Record<Decided, string> = {
  delivered: 'arrived',
  'send-again': 'is sent again',
  drop: 'is let be; nobody knows whether it arrived',
}

/** A person decides on an uncertain message; any other is a conflict. */
async function settle(around: Around, caller: Caller, key: string, as: Decided): Promise<Message> {
  const message = await messageOf(around, caller, key)
  const { partner, state, recipient, template } = message
  if (state !== 'uncertain') {
    throw new Problem('conflict', 'message_not_uncertain', `This message is ${state}, not uncertain.`, 'Nothing is left to decide.')
  }
  await around.settle(partner, key, as, caller.by)
  const text = `${template} to ${recipient.address.join(', ')} ${DECISIONS[as]}.`
  for (const incident of await incidentsOf(around.store.db, message))
    await around.respond(partner, incident, { type: 'noted', by: caller.by, text })
  return messageOf(around, caller, key)
}
