import type { Baseline, Evidence, PageEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { PanelKind } from '../domain/plan/plan.ts'
import type { Network } from '../network/network.ts'

export type EvidenceKey = 'page' | 'tls' | 'dns' | 'registration' | 'variants' | 'provider' | 'listed' | 'panel' | 'core'

/** One source of evidence. It never throws and is given up at `signal`; nothing it reads can hurt it. */
export type Collector<Key extends EvidenceKey = EvidenceKey> = {
  readonly key: Key
  collect(subject: Subject): Promise<Evidence[Key]>
}

export type Subject = {
  readonly url: URL
  readonly domain: string // registrable domain
  readonly rdapBootstrap: string
  readonly whois: string // host:port of the root's
  readonly feeds: readonly StatusFeed[] // of the providers this site stands on
  readonly webRisk: { readonly api: string; readonly key: string } | null // where dangerous sites are listed
  readonly panel: PanelDoor | null // the control panel of the host
  readonly wordpressChecksums: string | null
  readonly baseline: Baseline | null
  readonly network: Network
  readonly now: () => Instant
  readonly signal: AbortSignal
  readonly reach: Promise<Reach> // dialled once for all who need to know
  readonly silent: AbortSignal // ends when not one address of the site answers: nobody need wait for it any more
}

/** Where a provider says how it is, and what it does for the site. */
export type StatusFeed = {
  readonly provider: string
  readonly kind: string
  readonly url: string
  readonly onlyIf?: readonly string[] // names of a delivery network: asked where that one is recognised in front of the site
}

/** Where the control panel of a provider is, and the right to ask it. */
export type PanelDoor = { readonly provider: string; readonly kind: PanelKind; readonly url: string; readonly token: string }

export type Reach = Pick<PageEvidence, 'transports' | 'plain'>
