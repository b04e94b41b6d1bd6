import { People } from '@allclear/wire/person.ts'
import { z } from 'zod'
import { iso, isoOrNull, minutes } from '../../domain/instant.ts'
import { sayProof } from '../../engine/health/prove-channels.ts'
import { channelProofs } from '../../store/channel-proofs.ts'
import { webhookPosts } from '../../store/webhook-posts.ts'
import type { Around } from '../around.ts'
import { newTest, testMethod } from '../contact-methods.ts'
import { limiter } from '../limiter.ts'
import { showPeople } from '../show-people.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { postShape, showPost } from './webhook-posts.ts'

const moment = z.iso.datetime()
const proofShape = z.object({
  channel: z.string(),
  proof: z.string(), // how far it goes
  provedAt: moment.nullable(),
  works: z.boolean().nullable(),
  failingSince: moment.nullable(),
  reason: z.string().nullable(),
  nextAt: moment,
})
/** `/api/v1/people` and `/api/v1/communication`: whether people can be reached, and whether the ways to reach anyone work (PRP-4). */
export function peopleRoutes(around: Around): Route[] {
  const tests = limiter({ max: 5, per: minutes(1) })
  return [
    api({
      method: 'GET',
      path: '/api/v1/people',
      who: 'viewer',
      does: 'Lists the people of the plan with the ways to reach them, and which of these failed three times in a row; and who may look into the portals.',
      query: z.strictObject({}),
      gives: People,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await showPeople(around, callerOf(asked)) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/people/:person/test',
      who: 'responder',
      does: 'Sends a person a test over one channel.',
      params: z.strictObject({ person: z.string().max(63) }),
      body: newTest,
      gives: z.object({ ordered: z.literal(true) }),
      answer: async (asked) => {
        operatorOnly(asked)
        const wait = tests(asked.params.person, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        await testMethod(around, callerOf(asked).by, asked.params.person, asked.body)
        return { json: { ordered: true }, status: 202 }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/communication',
      who: 'viewer',
      does: 'How each channel stood when it was tested last, and what the webhook did not take.',
      query: z.strictObject({}),
      gives: z.object({ channels: z.array(proofShape), webhook: z.object({ waiting: z.array(postShape), refused: z.array(postShape) }) }),
      answer: async (asked) => {
        operatorOnly(asked)
        const { db } = around.store
        const inState = (state: 'waiting' | 'refused') => webhookPosts(db, { state, limit: 200 })
        const [waiting, refused] = await Promise.all([inState('waiting'), inState('refused')])
        const plan = around.plan()
        const channels = (await channelProofs(db)).map(({ channel, provedAt, failures, failingSince, reason, dueAt }) => ({
          ...{
            channel,
            proof: sayProof(channel, plan),
            reason,
            provedAt: isoOrNull(provedAt),
            works: provedAt === null ? null : failures === 0,
          },
          ...{ failingSince: isoOrNull(failingSince), nextAt: iso(dueAt) },
        }))
        return { json: { channels, webhook: { waiting: waiting.map(showPost), refused: refused.map(showPost) } } }
      },
    }),
  ]
}
