import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { findWebhookPost, replayWebhookPost, webhookPosts } from '../../store/webhook-posts.ts'
import type { WebhookPost } from '../../store/webhook-posts.ts'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const moment = z.iso.datetime()
const state = z.enum(['waiting', 'delivered', 'refused'])

/** A post to the operator's webhook, without its body. */
export const postShape = z.object({
  ...{ id: z.string(), type: z.string(), incident: z.string(), orderedAt: moment },
  ...{ state, tries: z.int(), triedAt: moment.nullable(), reason: z.string().nullable(), nextAt: moment.nullable() },
})
const wholeShape = postShape.extend({ body: z.unknown() })

const params = z.strictObject({ id: z.string().regex(/^msg_\d{1,15}$/, 'is no post; write msg_7') })

/** `/api/v1/webhook-posts`: what the operator's webhook was told and how it took that; each can be told once more. */
export function webhookPostRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/webhook-posts',
      who: 'viewer',
      does: 'Lists the posts to the webhook, the newest first, with how each was taken. For the operator’s people alone.',
      query: z.strictObject({ ...paging, incident: incidentNumber.optional(), state: state.optional() }),
      gives: listOf(postShape),
      answer: async (asked) => {
        operatorOnly(asked)
        const { incident, state: wanted } = asked.query
        const rows = (before: number | undefined, limit: number) =>
          webhookPosts(around.store.db, { limit, before, incident, state: wanted })
        return { json: await pageOf(`webhook-posts ${incident ?? ''} ${wanted ?? ''}`, asked.query, rows, ({ seq }) => seq, showPost) }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/webhook-posts/:id',
      who: 'viewer',
      does: 'One post to the webhook with its body.',
      params,
      gives: wholeShape,
      answer: async (asked) => {
        operatorOnly(asked)
        const post = await postOf(around, asked.params.id)
        return { json: { ...showPost(post), body: JSON.parse(post.body) as unknown } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/webhook-posts/:id/replay',
      who: 'responder',
      does: 'Sends a post to the webhook once more, under the same id and with the same body.',
      params,
      body: z.strictObject({}),
      gives: postShape,
      answer: async (asked) => {
        operatorOnly(asked)
        await replay(around, callerOf(asked).by, await postOf(around, asked.params.id))
        return { status: 202, json: showPost(await postOf(around, asked.params.id)) }
      },
    }),
  ]
}

const numberOf = (id: string) => Number(id.slice('msg_'.length))

async function postOf({ store }: Around, id: string): Promise<WebhookPost> {
  const post = await findWebhookPost(store.db, numberOf(id))
  if (post) return post
  throw new Problem('not-found', 'webhook_post_unknown', `There is no post ${id}.`, 'Take one from GET /api/v1/webhook-posts.')
}

async function replay({ store, clock, nudge }: Around, by: string, { seq, partner }: WebhookPost) {
  const at = clock.now()
  await store.transaction(async (tx) => {
    if (!(await replayWebhookPost(tx, seq, at)))
      throw new Problem(
        'conflict',
        'webhook_post_waiting',
        'This post is on its way already.',
        'Wait for its end; `nextAt` says when it is tried.',
      )
    await addAudit(tx, { at, partner, who: by, what: 'webhook replayed', about: `msg_${seq}` })
  })
  nudge('webhook')
}

/** A post as the API tells it. */
export const showPost = ({ seq, incident, orderedAt, body, state: how, ...post }: WebhookPost): z.infer<typeof postShape> => ({
  ...{ id: `msg_${seq}`, type: (JSON.parse(body) as { type: string }).type, incident: String(incident), orderedAt: iso(orderedAt) },
  ...{ state: how, tries: post.tries, triedAt: isoOrNull(post.triedAt), reason: post.reason },
  nextAt: how === 'waiting' ? iso(post.dueAt) : null,
})
