import type { ConfigurationPlan, Files } from '@allclear/wire/configuration.ts'
import type { Registry } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Happening } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { AnswerId } from '../domain/message/answers.ts'
import type { AppKind } from '../domain/plan/app-kinds.ts'
import type { PlanBasis } from '../domain/plan/plan-basis.ts'
import type { Plan, Secrets } from '../domain/plan/plan.ts'
import type { SiteCard } from '../domain/plan/site-card.ts'
import type { AgentDesk } from '../engine/agents/agents.ts'
import type { OpenIdDesk } from '../engine/identity/open-id.ts'
import type { MaintenanceDesk } from '../engine/maintenance/maintain.ts'
import type { ProbeDesk } from '../engine/probes/probe-desk.ts'
import type { Domains } from '../engine/publish/keep-domains.ts'
import type { LoopName, Room } from '../engine/room.ts'
import type { Message } from '../store/messages.ts'
import type { Decided } from '../store/outbox.ts'
import type { Store, Tx } from '../store/store.ts'
import type { BrandState } from '../domain/brand/brand-state.ts'

/** What the pages and the API need of the hub around them. The engine hands it in; nothing here reaches further. */
export type Around = {
  readonly store: Store
  readonly clock: Clock
  readonly secrets: () => Secrets
  readonly answerKey: string // what makes the links in messages
  readonly library: Room['library']
  /** Whether the secret at this place of the plan is there and its channel can be used. */
  readonly secretsPresent: (path: string) => boolean
  /** How the sending domains of the brands stand in DNS, asked now. */
  readonly judgeBrands: (plan: Plan) => Promise<readonly BrandState[]>
  /** Something happened to an incident because a person said so. `first` is stored in the same transaction; false from it, and nothing happens. */
  respond(partner: string, incident: number, happening: Happening, first?: (tx: Tx) => Promise<boolean>): Promise<void>
  /** Puts a window on the calendar, changes one, and says whom one would reach. */
  readonly maintenance: MaintenanceDesk
  /** Lets agents in, hears them and hands them orders. */
  readonly agents: AgentDesk
  /** Lets probes of other locations in, gives them work, hears them and sends them away. */
  readonly probes: ProbeDesk
  /** A message was ordered, reports may leave, a drill was planned: the loop whose work it is looks now. */
  nudge(loop: LoopName): void
  /** A person says what became of an uncertain message: it arrived, it is sent again, or it is let be. Refused (Problem) when it is not uncertain. */
  settle(partner: string, key: string, as: Decided, by: string): Promise<void>
  /** Shows in the chat what was pressed there, null when it was too late. */
  showAnswer(message: Message, answer: { readonly id: AnswerId; readonly by: string } | null): Promise<void>
  /** Speaks with the providers of identities that the plan names. */
  readonly openId: OpenIdDesk
  /** The own domains of status pages; null where none may have one. */
  readonly domains: Domains | null
  readonly plan: () => Plan // with the overrides made on screen
  /** An override was made or withdrawn, a browser added or gone: the plan is to show it from now on. */
  readOverrides(): Promise<void>
  /** The configuration file as it was read; what people keep on screen is laid over it. */
  readonly basis: PlanBasis
  /** The files themselves, planned and applied from elsewhere; null where they are no one's to change. */
  readonly configuration: {
    plan(files: Files): Promise<ConfigurationPlan>
    apply(files: Files, over: string, by: string): Promise<ConfigurationPlan>
  } | null
  /** Partners, clients or sites were changed on screen: the plan is to show them, and watch them, from now on. */
  readSites(): Promise<void>
  /** Contacts were changed on screen: the plan is to show them from now on. */
  readContacts(): Promise<void>
  readonly events: { subscribe(listener: (news: News) => void): () => void }
  health(): Promise<{ readonly ok: boolean; readonly checks: Readonly<Record<string, string>> }>
  /** A watcher has looked, and said its name. */
  heardWatcher(name: string): void
  /** Asks DNS anew what readiness needs of it: sending domains, and where status pages are. */
  askOutside(): Promise<void>
  /** When the watcher named in the plan last looked; null when it has not since the start. */
  watcherHeardAt(): Instant | null
  /** When the site was last looked at; null before the first look. */
  lastCheckAt(site: string): Instant | null
  /** Looks at a site at once; resolves when it has been seen. */
  lookNow(site: string): Promise<void>
  /** Looks once at an address that nobody watches yet; `onCard` is told whenever more is known. */
  lookAt(url: string, onCard?: (card: SiteCard, waiting: readonly string[]) => void): Promise<SiteCard>
  /** Sends one message through a chat, pager or tracker that no plan names yet; nothing of it is kept. Addresses inside are refused. */
  tryApp(
    app: Readonly<{ kind: AppKind; url: string; token: string; to: string; api: string; closes: boolean }>,
    words: Readonly<{ subject: string; text: string; link: string }>,
  ): Promise<{ readonly outcome: 'delivered' | 'try_later' | 'refused' | 'uncertain'; readonly says: string | null }>
  /** The engine's own counters (checks, seconds), shown beside the gauges at `/metrics`. */
  readonly registry: Registry | null
  /** One line above every page: how the demonstration runs. */
  readonly banner: string | null
  /** Something that is no fault and that somebody may want to look into: a line for the log. */
  readonly onOdd?: (what: string) => void
  /** Behind it in the console: what the demonstration shows at the moment, and what comes next. */
  readonly story?: () => string | null
  /** Told the whole of an error that was answered in one line. */
  readonly onBug?: (error: unknown, id: string) => void
}

/** Something changed: an incident of a tenant, or, without a number, its planned work; without a tenant, everybody's. */
export type News = { readonly partner: string | null; readonly incident: number | null }
