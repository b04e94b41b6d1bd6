import { html } from 'hono/html'
import type { Instant } from '../../domain/instant.ts'
import { nameOf } from '../../engine/prove-channels.ts'
import { channelProofs } from '../../store/channel-proofs.ts'
import type { ChannelProof } from '../../store/channel-proofs.ts'
import { webhookPosts } from '../../store/webhook-posts.ts'
import type { Around } from '../around.ts'
import { reachablePeople } from '../contact-methods.ts'
import type { Html } from '../route.ts'
import { moment } from './times.ts'

/** What is known of the ways to reach anyone: channels as they were tested last, people whom a channel no longer reaches, what the webhook refused. */
export type Reach = {
  readonly proofs: readonly ChannelProof[]
  readonly broken: readonly string[]
  readonly refused: number
  readonly hasInbox: boolean
}

export async function lookAtReach(around: Around): Promise<Reach> {
  const { db } = around.store
  const [proofs, people, refused] = await Promise.all([channelProofs(db), reachablePeople(around), webhookPosts(db, 'refused', 200)])
  const broken = people.flatMap(({ person, methods }) =>
    methods.flatMap(({ channel, isBroken }) => (isBroken ? [`${person.name} by ${channel}`] : [])),
  )
  return { proofs, broken, refused: refused.length, hasInbox: around.plan().channels.inbox !== null }
}

/** The same in lines: what fails by itself, what works in one quiet one. */
export function reachLines({ proofs, broken, refused, hasInbox }: Reach, zone: string, now: Instant): Html {
  const failing = proofs.filter(({ failures }) => failures > 0)
  const well = proofs.filter(({ provedAt, failures }) => provedAt !== null && failures === 0)
  return html`${failing.map(
    ({ channel, failingSince, reason }) =>
      html`<p><strong>${nameOf(channel)}: the test fails</strong> since ${moment(failingSince!, zone, now)}. ${reason}</p>`,
  )}
  ${broken.length === 0 ? '' : html`<p><strong>Cannot be reached:</strong> <a href="/people">${broken.join(', ')}</a></p>`}
  ${refused === 0 ? '' : html`<p><strong>The webhook did not take ${refused} ${refused === 1 ? 'post' : 'posts'}.</strong></p>`}
  ${well.length === 0 ? '' : html`<p class="quiet">Tested and well: ${well.map(({ channel }) => (channel === 'mail' && !hasInbox ? 'Mail as far as its server' : nameOf(channel))).join(', ')}</p>`}`
}
