import type { Account } from '../domain/announce/networks.ts'
import type { Span } from '../domain/instant.ts'
import type { AppKind } from '../domain/plan/app-kinds.ts'
import type { PageDeed } from '../domain/message/page-stand.ts'
import type { Network } from '../network/network.ts'

/** What an attempt to send came to. The one question it answers: is it worth trying again? */
export type Delivery =
  | { readonly outcome: 'delivered'; readonly reference: string | null } // what the service calls it: a Slack `ts`, a queue id
  | { readonly outcome: 'try_later'; readonly reason: string; readonly after: Span | null }
  | { readonly outcome: 'refused'; readonly reason: string; readonly address: string | null } // asking again would only hide it; address: which one
  | { readonly outcome: 'uncertain'; readonly reason: string } // nobody knows; a person decides

export type Choice = { readonly id: string; readonly says: string; readonly url: string }

/** A page to a responder: where they acknowledge it, by which token, and what a channel with buttons offers. */
export type Paged = {
  readonly incident: number
  readonly acknowledge?: string
  readonly token?: string
  readonly deeds?: readonly PageDeed[]
}

/** A message as the outbox holds it, ready to leave. */
export type Outgoing = {
  readonly key: string
  readonly messageId: string // stable, `<…@host>`
  readonly threadReference: string | null // first message of this incident to this recipient: Message-ID for mail, `ts` for Slack
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string | null // for mail: where answers go; where its domain speaks for the sender's, undelivered mail comes back there too
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly link: string
  readonly page: Paged | null
  readonly incident?: number | null // that it tells of
  readonly isInPlace?: boolean // of the post that `threadReference` names
  readonly stand?: 'taken' | 'over' | null // by these words: somebody has the incident, or it is over
  readonly choices?: readonly Choice[] // what the words let their reader answer, for a channel that has buttons
  readonly unsubscribe?: string // where the reader can ask for no more of these; never in what an incident owes them
  readonly at: number // instant of the order: a date header that does not change with attempts
}

/** One way of speaking. Adding one is a file, its test, and a line in `index.ts`. */
export type Channel = {
  readonly kind: string
  readonly title: string
  readonly says: string // what it does, in a sentence
  /** Sends once. `committing` must be awaited just before the byte after which the other side may have accepted (the final dot, the end of the request). */
  send(
    message: Outgoing,
    settings: ChannelSettings,
    around: { readonly network: Network; readonly signal: AbortSignal; readonly committing: () => Promise<void> },
  ): Promise<Delivery>
}
/** An app as its sender needs it; what its kind does not need is empty. */
export type AppSettings = {
  readonly kind: AppKind
  readonly url: string
  readonly token: string
  readonly to: string
  readonly api: string
  readonly closes?: boolean // of a tracker: the all clear closes the ticket
}

/** What the plan and the secrets give a channel. */
export type ChannelSettings = {
  readonly mail?: {
    readonly host: string
    readonly port: number
    readonly secure: boolean
    readonly user: string | null
    readonly password: string | null
    readonly dkim: { readonly domain: string; readonly selector: string; readonly key: string } | null
    readonly helo: string
  }
  readonly slack?: { readonly api: string; readonly token: string; readonly channel: string; readonly hears?: boolean } // hears: what is pressed there reaches us
  readonly ntfy?: { readonly url: string }
  readonly app?: AppSettings
  readonly webhook?: { readonly secret: string } // of a subscriber, who can check by it who speaks
  readonly account?: Account & { readonly token: string } // of a network
  readonly browsers?: {
    readonly subscriptions: readonly { readonly endpoint: string; readonly p256dh: string; readonly auth: string }[]
    readonly vapid: { readonly subject: string; readonly publicKey: string; readonly privateKey: string }
    readonly forget: (endpoint: string) => Promise<void> // it is gone
  }
  readonly twilio?: { readonly api: string; readonly account: string; readonly token: string; readonly from: string }
}

/** Speaks in one kind of chat, pager or tracker. */
export type SendToApp = (message: Outgoing, settings: AppSettings, around: Parameters<Channel['send']>[2]) => Promise<Delivery>
