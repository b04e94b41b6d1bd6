import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { onDutyAt } from '../domain/audience/on-duty.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { PAGE_CHANNELS } from '../domain/plan/plan.ts'
import type { PageChannel, Person } from '../domain/plan/plan.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { lastEndsOf } from '../store/contact-methods.ts'
import type { MethodEnd } from '../store/contact-methods.ts'
import { postMessage } from '../store/outbox.ts'
import type { Around } from './around.ts'

/** One way to reach a person: whether it failed three times in a row, and how the last message over it ended. */
export type Method = {
  readonly channel: PageChannel
  readonly address: string
  readonly isBroken: boolean
  readonly last: MethodEnd | null
}
export type Reachable = { readonly person: Person; readonly methods: readonly Method[] }

export const newTest = z.strictObject({ channel: z.enum(PAGE_CHANNELS) })

const IN_A_ROW = 3

/** Everyone of the plan with the ways to reach them that are not off. */
export async function reachablePeople(around: Around): Promise<Reachable[]> {
  const ways = waysOf(around)
  return Promise.all(
    Object.values(around.plan().people).map(async (person) => ({
      person,
      methods: await Promise.all(
        Object.entries(ways[person.id]?.[0]?.by ?? {}).map((way) => methodOf(around, ...(way as [PageChannel, string]))),
      ),
    })),
  )
}

async function methodOf({ store }: Around, channel: PageChannel, address: string): Promise<Method> {
  const ends = await lastEndsOf(store.db, { channel, address }, IN_A_ROW)
  const isBroken = ends.length === IN_A_ROW && ends.every(({ state }) => state === 'refused')
  return { channel, address, isBroken, last: ends[0] ?? null }
}

const waysOf = ({ plan, secrets, clock }: Around) =>
  onDutyAt({ plan: plan(), secretsPresent: (path) => secrets().has(path), at: clock.now() })

/** Sends a person a test over one channel, which has nothing to do with any incident; how it ends is seen where their ways are shown. */
export async function testMethod(around: Around, by: string, id: string, { channel }: z.infer<typeof newTest>): Promise<void> {
  const { operator, hub, people } = around.plan()
  const person = people[id]
  const at = around.clock.now()
  if (!person) throw new Problem('not-found', 'person_unknown', `There is no person "${id}".`, 'See people: in the configuration.')
  const address = waysOf(around)[id]?.[0]?.by[channel]
  if (!address)
    throw new Problem('conflict', 'channel_off', `${person.name} has no ${channel}, or it is off.`, 'See channels: and people:.')
  const text = `This is a test of ${operator.name}: pages for ${person.name} arrive here. Nothing is down, and nothing is to be done.`
  const words = { template: 'contact-test', subject: `A test of ${operator.name}`, text, html: null, link: `${hub.url}people` }
  const recipient = { audience: 'responder', name: person.name, channel, address: [address] } as const
  await around.store.transaction(async (tx) => {
    await postMessage(tx, {
      ...{ partner: OPERATOR, key: `contact-test/${id}/${channel}/${at}`, incident: null, step: null, contract: 'message', ...words },
      ...{ recipient: { ...recipient, from: `${operator.name} <${operator.mail}>`, cc: [], why: null }, orderedAt: at, dueAt: at },
      messageId: `<${randomUUID()}@${operator.mail.split('@')[1]}>`,
    })
    await addAudit(tx, { at, partner: null, who: by, what: 'contact-tested', about: `${id} by ${channel}` })
  })
}
