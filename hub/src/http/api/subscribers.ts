import { z } from 'zod'
import { iso } from '../../domain/instant.ts'
import type { Subscriber } from '../../domain/subscribers/subscription.ts'
import { releaseSubscriber } from '../../engine/publish/sign-up.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { forgetSubscriber, listSubscribers, subscriberNumbered } from '../../store/subscribers.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const state = z.enum(['pending', 'confirmed', 'held', 'stopped'])
const shape = z.object({
  ...{ id: z.int(), partner: z.string(), page: z.string(), channel: z.string(), address: z.string(), language: z.string() },
  ...{ incidents: z.boolean(), maintenance: z.boolean(), sites: z.array(z.string()).nullable() },
  ...{ state, reason: z.string().nullable(), askedAt: z.iso.datetime() },
})
const params = z.strictObject({ id: z.coerce.number().int().min(1) })

/** `/api/v1/subscribers`: who is told by the status pages, and whom a brake caught. */
export function subscriberRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/subscribers',
      who: 'responder',
      does: 'Lists the subscribers of status pages, the first first.',
      query: z.strictObject({ ...paging, page: z.string().max(100).optional(), state: state.optional() }),
      gives: listOf(shape),
      answer: async (asked) => {
        const { partner } = callerOf(asked)
        const { page, state: wanted } = asked.query
        const rows = (beyond = 0, limit: number) => listSubscribers(around.store.db, partner, { page, state: wanted, beyond, limit })
        return {
          json: await pageOf(`subscribers ${partner ?? ''} ${page ?? ''} ${wanted ?? ''}`, asked.query, rows, ({ seq }) => seq, show),
        }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/subscribers/:id/release',
      who: 'owner',
      does: 'Lets a sign-up go on that a brake caught, or that came back: its confirmation is sent.',
      params,
      body: z.strictObject({}),
      gives: shape,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const released = await releaseSubscriber(around, await subscriberOf(around, caller, asked.params.id))
        if (!released) throw new Problem('conflict', 'subscriber_not_held', 'This subscriber is not held.', 'Look at its state.')
        await noted(around, caller, released, 'released')
        around.nudge('deliver')
        return { json: show(released) }
      },
    }),
    api({
      method: 'DELETE',
      path: '/api/v1/subscribers/:id',
      who: 'owner',
      does: 'Forgets a subscriber and its address.',
      params,
      gives: shape,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const found = await subscriberOf(around, caller, asked.params.id)
        await around.store.transaction((tx) => forgetSubscriber(tx, found.partner, found.seq))
        await noted(around, caller, found, 'forgotten')
        return { json: show(found) }
      },
    }),
  ]
}

// The line names nobody: the address is forgotten.
const noted = ({ store, clock }: Around, { by }: Caller, { partner, page, seq }: Subscriber, what: 'released' | 'forgotten') =>
  store.transaction((tx) => addAudit(tx, { at: clock.now(), partner, who: by, what: `subscriber ${what}`, about: `${page}/${seq}` }))

async function subscriberOf({ store }: Around, { partner }: Caller, id: number): Promise<Subscriber> {
  const found = await subscriberNumbered(store.db, id)
  if (found && (partner === null || found.partner === partner)) return found
  throw new Problem('not-found', 'subscriber_unknown', 'There is no such subscriber.', 'Look at /api/v1/subscribers for those there are.')
}

const show = ({ seq, askedAt, ...same }: Subscriber) => ({ id: seq, ...same, askedAt: iso(askedAt) })
