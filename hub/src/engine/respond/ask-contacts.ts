import { randomUUID } from 'node:crypto'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { sender } from '../../domain/audience/recipients.ts'
import { after } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { answerPage } from '../../domain/message/answers.ts'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import { CONFIRM_EVERY } from '../../domain/plan/kept-contacts.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { beginBooks, markAsked, nextStaleBook, staleBooks } from '../../store/contact-books.ts'
import type { StoredBook } from '../../store/contact-books.ts'
import { postMessage } from '../../store/outbox.ts'
import type { Tx } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 200

/** Asks partners, each 90 days and once each time, whether their contacts and those of their clients are still right (PRP-1). */
export function startAskingForContacts(room: Room): Loop {
  let begun: string | null = null
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      const { version } = room.plan()
      if (version !== begun) await beginAsking(room)
      begun = version
      return askForContacts(room)
    },
  })
}

type Asking = Pick<Room, 'store' | 'clock' | 'plan'>

/** What is new in the plan is asked for in 90 days. */
export async function beginAsking({ store, clock, plan }: Asking): Promise<void> {
  const { partners, clients } = plan()
  const whose = [
    ...Object.keys(partners).map((partner) => ({ partner, client: null })),
    ...Object.values(clients).map(({ id, partner }) => ({ partner, client: id })),
  ].filter(({ partner }) => partner !== OPERATOR)
  const dueAt = after(clock.now(), CONFIRM_EVERY)
  for (let n = 0; n < whose.length; n += AT_ONCE) await store.transaction((tx) => beginBooks(tx, whose.slice(n, n + AT_ONCE), dueAt))
}

/** One pass; gives when the next is due. */
export async function askForContacts({ store, clock, plan }: Asking): Promise<Instant | null> {
  const now = clock.now()
  for (const book of await staleBooks(store.db, now, AT_ONCE))
    await store.transaction(async (tx) => {
      if (await markAsked(tx, book, now)) await postQuestion(tx, plan(), book, now)
    })
  return nextStaleBook(store.db)
}

// One that the plan no longer knows is asked about by nobody, and a partner without a mailbox sees it in the portal.
async function postQuestion(tx: Tx, plan: Plan, { partner: id, client, dueAt }: StoredBook, at: Instant) {
  const partner = plan.partners[id]
  const whose = client === null ? partner?.name : plan.clients[client]?.name
  const reader = partner?.contacts.find(({ mail }) => mail !== null)
  const address = reader?.mail ?? partner?.cc[0]
  if (!partner || whose === undefined || address === undefined) return
  const words = PORTAL_WORDS[languageFor(partner.language) ?? 'en'].letter.contacts
  const { operator, hub } = plan
  await postMessage(tx, {
    ...{ partner: id, key: `contacts/${client ?? ''}/${dueAt}`, incident: null, step: null, contract: 'message' },
    recipient: {
      ...{ audience: 'partner', name: reader?.name ?? partner.name, channel: 'mail', address: [address], cc: [], why: null },
      from: sender({ name: operator.name, address: operator.mail }),
    },
    ...{ template: 'contacts-stale', subject: words.subject(whose), text: words.text(whose, `${answerPage(hub.url)}/contacts`) },
    ...{ html: null, link: `${hub.url}portal/`, messageId: `<${randomUUID()}@${operator.mail.split('@')[1]}>`, orderedAt: at, dueAt: at },
  })
}
