import { channelProofs } from '../store/channel-proofs.ts'
import type { ChannelProof } from '../store/channel-proofs.ts'
import { webhookPosts } from '../store/webhook-posts.ts'
import type { Around } from './around.ts'
import { reachablePeople } from './contact-methods.ts'

/** What is known of the ways to reach anyone: channels as they were tested last, people whom a channel no longer reaches, what the webhook refused. */
export type Reach = {
  readonly proofs: readonly ChannelProof[]
  readonly broken: readonly string[]
  readonly refused: number
  readonly hasInbox: boolean // without one, mail is known only as far as its server
}

/** The same, gathered for the operator's people. */
export async function lookAtReach(around: Around): Promise<Reach> {
  const { db } = around.store
  const [proofs, people, refused] = await Promise.all([
    channelProofs(db),
    reachablePeople(around),
    webhookPosts(db, { state: 'refused', limit: 200 }),
  ])
  const broken = people.flatMap(({ person, methods }) =>
    methods.flatMap(({ channel, isBroken }) => (isBroken ? [`${person.name} by ${channel}`] : [])),
  )
  return { proofs, broken, refused: refused.length, hasInbox: around.plan().channels.inbox !== null }
}
