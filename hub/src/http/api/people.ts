import { z } from 'zod'
import { iso, isoOrNull, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { sayProof } from '../../engine/health/prove-channels.ts'
import { absenceCalendars } from '../../store/absences.ts'
import type { AbsenceCalendar } from '../../store/absences.ts'
import { channelProofs } from '../../store/channel-proofs.ts'
import { webhookPosts } from '../../store/webhook-posts.ts'
import type { WebhookPost } from '../../store/webhook-posts.ts'
import type { Around } from '../around.ts'
import { newTest, reachablePeople, testMethod } from '../contact-methods.ts'
import type { Reachable } from '../contact-methods.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const moment = z.iso.datetime()
const personShape = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  away: z.array(z.object({ from: moment, until: moment, why: z.string().nullable() })), // not over yet
  calendar: z.object({ readAt: moment.nullable(), reason: z.string().nullable() }).nullable(), // of their absences
  methods: z.array(
    z.object({
      channel: z.string(),
      address: z.string(),
      broken: z.boolean(),
      last: z.object({ state: z.string(), at: moment, reason: z.string().nullable(), test: z.boolean() }).nullable(),
    }),
  ),
})
const proofShape = z.object({
  channel: z.string(),
  proof: z.string(), // how far it goes
  provedAt: moment.nullable(),
  works: z.boolean().nullable(),
  failingSince: moment.nullable(),
  reason: z.string().nullable(),
  nextAt: moment,
})
const postShape = z.object({
  id: z.string(),
  type: z.string(),
  incident: z.string(),
  orderedAt: moment,
  tries: z.int(),
  reason: z.string().nullable(),
})

/** `/api/v1/people` and `/api/v1/communication`: whether people can be reached, and whether the ways to reach anyone work (PRP-4). */
export function peopleRoutes(around: Around): Route[] {
  const tests = limiter({ max: 5, per: minutes(1) })
  return [
    api({
      method: 'GET',
      path: '/api/v1/people',
      who: 'viewer',
      does: 'Lists the people of the plan with the ways to reach them, and which of these failed three times in a row.',
      query: z.strictObject({}),
      gives: listOf(personShape),
      answer: async (asked) => {
        operatorOnly(asked)
        const [people, calendars] = await Promise.all([reachablePeople(around), absenceCalendars(around.store.db)])
        const shown = people.map((one) => showPerson(one, calendars, around.clock.now()))
        return { json: { items: shown, next: null } }
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
        const [waiting, refused] = await Promise.all([webhookPosts(db, 'waiting', 200), webhookPosts(db, 'refused', 200)])
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

const showPerson = (
  { person: { id, name, role, absences }, methods }: Reachable,
  calendars: readonly AbsenceCalendar[],
  now: Instant,
): z.infer<typeof personShape> => ({
  ...{ id, name, role },
  away: absences.flatMap(({ from, until, why }) => (until > now ? [{ from: iso(from), until: iso(until), why: why ?? null }] : [])),
  calendar: calendars.flatMap(({ person, readAt, reason }) => (person === id ? [{ readAt: isoOrNull(readAt), reason }] : []))[0] ?? null,
  methods: methods.map(({ channel, address, isBroken, last }) => ({
    ...{ channel, address, broken: isBroken },
    last: last && { state: last.state, at: iso(last.at), reason: last.reason, test: last.isTest },
  })),
})

const showPost = ({ seq, incident, orderedAt, tries, reason, body }: WebhookPost): z.infer<typeof postShape> => ({
  ...{ id: `msg_${seq}`, type: (JSON.parse(body) as { type: string }).type, incident: String(incident) },
  ...{ orderedAt: iso(orderedAt), tries, reason },
})
