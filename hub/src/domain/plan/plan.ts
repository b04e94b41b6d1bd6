import type { AlertSource } from '../alert/alert.ts'
import type { Accounts, Network } from '../announce/networks.ts'
import type { Goal } from '../availability/budget.ts'
import type { Instant, Span } from '../instant.ts'
import type { DigestPolicy } from '../message/digest.ts'
import type { Retention } from './read-retention.ts'
import type { App } from './app-kinds.ts'
import type { Standby } from './standby.ts'
import type { Statistics } from './statistics.ts'
import type { Severity } from '../playbook/playbook.ts'
import type { ReportPolicy } from '../report/report-policy.ts'
import type { FeedMapping } from '../vulnerability/feeds/mapped.ts'

/** What the operator wrote in `allclear.yaml`, read, checked and with every default filled in. Nothing in it is a secret. */
export type Plan = {
  readonly version: string // SHA-256 of the file's text, first 12 hex digits
  readonly hub: {
    readonly url: string
    readonly location: string
    readonly checkThreads?: number // that look at sites; missing: as many as the plan needs
    readonly quorum: number // so many locations have to see an outage
    readonly statusExport: string | null // a folder
    readonly pushTo: PushTo | null
    readonly domains: OwnDomains | null
    readonly watcher: string | null // the name of the watcher that looks at this hub
    readonly masterKeyFile: string | null // of the key under which secrets at rest are sealed; null: in the data directory
    readonly deadMan: string | null // asked each minute, as long as all is well
  }
  readonly operator: Operator
  readonly coverage: Coverage
  readonly firstResponse: Span
  readonly pageAfter: Span
  readonly updateEvery: Span // so often the public hears of a major outage, where no playbook says otherwise
  readonly staleAfter: Span // an acknowledgement without news; 0: never
  readonly availability: Goal // what is promised of every site, where nothing nearer says otherwise
  readonly reports: ReportPolicy | null // null: none is sent
  readonly retention: Retention
  readonly oidc: OwnIssuer | null // where the operator's people may log in besides
  readonly people: Readonly<Record<string, Person>>
  readonly schedules: Readonly<Record<string, Schedule>>
  readonly escalation: readonly Rung[]
  readonly escalations: Readonly<Record<string, readonly Rung[]>> // ladders that a client may name
  readonly partners: Readonly<Record<string, Partner>>
  readonly clients: Readonly<Record<string, Client>>
  readonly providers: Readonly<Record<string, Provider>>
  readonly hosts: Readonly<Record<string, Host>>
  readonly vulnerabilities: Readonly<Record<string, VulnerabilityFeed>>
  readonly alerts: Readonly<Record<string, AlertSource>> // other monitors that tell us what they see
  readonly sites: Readonly<Record<string, Site>>
  readonly channels: Channels
  readonly network: NetworkPlan
  readonly digest: DigestPolicy
  readonly drills: Coverage | null // the hours within which the team agreed to unannounced drills; null: to none
  readonly quickened: number // 1; in a demonstration every duration below was divided by it
}

/** Where the files of status pages are brought besides; the secret of the bucket's key stands apart. */
export type PushTo = { readonly s3: S3Bucket | null; readonly command: readonly string[] | null }
export type S3Bucket = {
  readonly endpoint: string // without a slash at its end
  readonly bucket: string
  readonly region: string
  readonly prefix: string
  readonly keyId: string
}

/** A provider of identities that speaks OpenID Connect; its client secret stands apart. */
export type Issuer = {
  readonly issuer: string
  readonly clientId: string
  readonly name: string // as people know it
  readonly domains: readonly string[] // of the addresses that may come in; empty: all
  readonly scopes: readonly string[] // besides `openid` and `email`
}

/** That of the operator's people. */
export type OwnIssuer = Issuer & {
  readonly claim: string // that names a person: `email`, or what stands as their `subject`
  readonly groups: string // the claim with their groups
  readonly roles: Readonly<Record<string, Person['role']>> | null // by group; null: what the file says of the person
  readonly only: boolean // no other way in, but for owners
}

/** What says which versions of software can be broken into, and where it is read; its token stands apart. */
export type VulnerabilityFeed = {
  readonly id: string
  readonly format: 'wordfence' | 'osv' | 'mapped'
  readonly file: string | null // this or an address
  readonly url: string | null
  readonly header: string | null // that takes the token as it is; null: `Authorization: Bearer`
  readonly every: Span
  readonly mapping: FeedMapping | null
}

/** Where own domains of status pages are answered over TLS, and which authority gives their certificates. */
export type OwnDomains = { readonly listen: { readonly host: string; readonly port: number }; readonly acme: string }

export type Operator = {
  readonly name: string
  readonly timezone: string
  readonly mail: string
  readonly statusPage: string | null
} & Public

/** How a status page speaks to the public, beside what stands on it. */
export type Public = {
  readonly announce: readonly Network[] | null // null: only of what its owner runs itself, wherever the owner has an account
  readonly subscribe: readonly SubscriberChannel[] // how its readers may be told
}

export const SUBSCRIBER_CHANNELS = ['mail', 'sms', 'slack', 'webhook'] as const
export type SubscriberChannel = (typeof SUBSCRIBER_CHANNELS)[number]

/** Hours of one local day: minutes since midnight; `to <= from` runs past midnight. A whole day is 0 to 0. */
export type Hours = { readonly from: number; readonly to: number }

export type Coverage = {
  readonly timezone: string
  readonly hours: Hours | null // null: always
  readonly days: readonly number[] // ISO week days, Monday 1
  readonly holidays: string | null
  readonly closedOnHolidays: boolean
  readonly gap: string // `wait`, or the person or schedule that is paged in a gap
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly mail: string | null
  readonly phone: string | null
  readonly app?: string // of `channels.apps`, where they are paged
  readonly slack: string | null // their id in the operator's Slack: U0123ABC
  readonly pagerduty?: string // their id in PagerDuty: PXPGF42
  readonly timezone: string
  readonly absences: readonly Absence[]
  readonly role: 'owner' | 'responder' | 'viewer'
  readonly subject?: string // what the claim of the provider says of them, where that is not the mail
  readonly hasBrowser: boolean // one of theirs takes push messages
}

/** From a moment to another, which is not in it. */
export type Period = { readonly from: Instant; readonly until: Instant }

/** When somebody is on duty nowhere; `why` is what their calendar calls it. */
export type Absence = Period & { readonly why?: string }

export type Schedule = {
  readonly id: string
  readonly timezone: string
  readonly rotations: readonly Rotation[]
  readonly overrides: readonly Override[] // the later of two wins
}

/** Who is on duty for a while, whatever the rotations say: instead of everyone, or of one person. */
export type Override = Period & { readonly people: readonly string[]; readonly insteadOf: string | null }

/** A shift, its days and its weekly turn belong to the local day on which it starts. */
export type Rotation = {
  readonly days: readonly number[]
  readonly hours: Hours
  readonly people: readonly string[]
  readonly everyDays: number // length of one person's turn; 0: all of `people` are always on
  readonly from: string | null // local date on which the first person's turn starts, YYYY-MM-DD
  readonly timezone: string | null // its own, where it follows the sun; null: the schedule's
  readonly layer: number // 1, and more: the highest on which somebody stands counts
  readonly dates: { readonly first: string; readonly last: string } | null // of a temporary one: the local days on which its shifts start
}

/** Every way to page somebody, in the order in which one stands in for another. */
export const PAGE_CHANNELS = ['push', 'slack', 'app', 'mail', 'sms', 'voice'] as const
export type PageChannel = (typeof PAGE_CHANNELS)[number]
export type Rung = {
  readonly notify: string
  readonly by: readonly PageChannel[]
  readonly wait: Span
  readonly repeat: number
  readonly only: RungOnly | null // null: always
}

/** When and for what a rung is called; otherwise it is passed over. */
export type RungOnly = {
  readonly hours: Hours
  readonly days: readonly number[]
  readonly timezone: string
  readonly severity: readonly Severity[] | null // of the playbook; while no cause is known a rung is called
}

/** How somebody is best reached. */
export const CONTACT_WAYS = ['mail', 'sms', 'voice'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

export type Contact = {
  readonly name: string
  readonly role: string | null
  readonly mail: string | null
  readonly phone: string | null
  readonly prefers?: ContactWay // otherwise mail, then the phone
}

export type Partner = {
  readonly id: string
  readonly name: string
  readonly timezone: string
  readonly holidays: string | null
  readonly language: string
  readonly brand: {
    readonly from: { readonly name: string; readonly address: string }
    readonly reply: string | null // where answers to its mail go: forwarded to the inbox. null: the inbox itself
    readonly colour: string
    readonly logo: string | null
    readonly greeting: string | null // before the name, instead of the language's own: `Hi`
    readonly signature: string | null // the lines under a letter, instead of the sender's name
    readonly dkim: { readonly selector: string } | null // the key is a secret
  }
  readonly contacts: readonly Contact[]
  readonly cc: readonly string[]
  readonly slack: { readonly channel: string; readonly api: string } | null // api: where its token is good
  readonly app?: string // of `channels.apps`: where it hears instead of Slack
  readonly social: Accounts // its own; nobody else's ever speak of its clients
  readonly loopIn?: 'slack' | 'mail' // where it wants to hear first; otherwise in Slack, if it can
  readonly oidc?: Issuer // where its members may log in besides
  readonly askFirst?: boolean // a person's words to its clients wait for its yes
  readonly availability?: Goal // promised of its clients' sites
  readonly statusPage: string | null
} & Public

export type Client = {
  readonly id: string
  readonly partner: string // a partner's id, or `operator`
  readonly name: string
  readonly timezone: string
  readonly holidays: string | null
  readonly language: string
  readonly firstResponse: Span | null // of its care plan; null: what is promised to all
  readonly escalation: string | null // of its care plan, one of `escalations`; null: the ladder of all
  readonly availability?: Goal // of its care plan
  readonly contacts: readonly Contact[]
  readonly statusPage: string | null
} & Public

/** The control panels whose language is spoken. */
export const PANEL_KINDS = ['cpanel', 'plesk'] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

export type Provider = {
  readonly id: string
  readonly name: string
  readonly kind: string // hosting, registrar, dns, …
  readonly managed: boolean // we can act in its control panel
  readonly panel: { readonly kind: PanelKind; readonly url: string } | null
  readonly support: { readonly url: string | null; readonly mail: string | null; readonly phone: string | null }
  readonly login: string | null
  readonly authority: Authority | null
  readonly credentials: string | null // where they are kept; never the secret itself
  readonly status: string | null
  readonly plans: readonly {
    readonly name: string
    readonly disk: string | null // null: unlimited, here and below
    readonly transfer: string | null // a month
    readonly visits: number | null // a month
    readonly price: string
  }[]
}

/** Who may speak with a provider in the name of clients, and what proves it (REA-10). */
export type Authority = {
  readonly people: readonly string[]
  readonly for: readonly string[] // clients; empty: all
  readonly proof: string
}

/** A server that an agent may be on. */
export type Host = { readonly id: string; readonly name: string }

export type Site = {
  readonly id: string // its name, as a host: cornerbakery.example
  readonly client: string | null // null: the operator's own
  readonly partner: string // the partner's id, or `operator`; first in every key
  readonly url: string
  readonly monitors: readonly Monitor[]
  readonly expect: { readonly status: number | null; readonly contains: string | null }
  readonly registrar: string | null
  readonly dns: string | null
  readonly hosting: string | null
  readonly host: string | null // the server it runs on, where an agent may be
  readonly cdn: string | null // in front of the site, where it is written
  readonly plan: string | null
  readonly stack: string | null
  readonly tags?: readonly string[] // what people look for in lists
  readonly availability?: Goal // promised of this one
  readonly standby?: Standby // where it is kept besides
  readonly ahead?: Ahead // what is written of its dates and quotas, where anything is
}

/** What nobody but a portal or an invoice knows of a site. */
export type Ahead = {
  readonly domainEnds: Instant | null // as the registrar's portal says
  readonly hostingDue: Instant | null // when the hosting is to be paid
  readonly uses: Statistics // of its plan, in a month
}

/** A configured watch on a site. `options` is what its check's schema made of the file. */
export type Monitor = { readonly id: string; readonly kind: string; readonly interval: Span; readonly options: unknown }

export type Channels = {
  readonly mail: { readonly host: string; readonly port: number; readonly secure: boolean } | null
  readonly inbox: Inbox | null
  readonly slack: { readonly api: string }
  readonly apps?: Readonly<Record<string, App>>
  readonly tickets?: string // of `apps`: each incident has a ticket there
  readonly push: { readonly ntfy: string } | null
  readonly sms: { readonly api: string; readonly from: string } | null
  readonly voice: { readonly api: string; readonly from: string } | null
  readonly webhook: { readonly url: string } | null // hears tasks and incidents; its secret is a secret
  readonly social: Accounts // the operator's
}

/** A mailbox on a server; its password is a secret. */
export type ImapMailbox = {
  readonly host: string
  readonly port: number
  readonly secure: boolean // TLS from the first byte
  readonly user: string
  readonly mailbox: string
}

/** Where answers to our mail arrive, and how they get from there to us. */
export type Inbox = {
  readonly address: string
  readonly imap: ImapMailbox | null
  readonly listen: { readonly host: string; readonly port: number } | null
}

export type NetworkPlan = {
  readonly resolvers: readonly string[] // `system` or address[:port]
  readonly rootServers: readonly string[] | null
  readonly rdapBootstrap: string
  readonly whois: string
  readonly trustedCa: string | null // path of a PEM file
  readonly wordpressChecksums: string | null
  readonly webRisk: { readonly api: string } | null // its key is a secret
  readonly allowPrivateTargets: boolean
  readonly resumesTls?: boolean // between whole handshakes
  readonly canaries: readonly string[] // empty: the probe's own connection is not checked, and the verdict says so
  readonly ports: Readonly<Record<number, number>>
}

/**
 * What may not be shown, logged or stored, by the place it was read from: `partners.brightside.slack.token`,
 * `providers.anchor-hosting.panel.token`, `channels.mail.smtp`, `partners.brightside.brand.dkim.key` …
 * An empty or unset one is not in the map: its channel is off.
 */
export type Secrets = ReadonlyMap<string, string>
