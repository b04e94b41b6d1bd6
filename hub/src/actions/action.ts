import type { Mark } from '../domain/incident/incident.ts'
import type { Scan } from '../domain/diagnosis/scan.ts'
import type { Network } from '../network/network.ts'
import type { Site, Provider } from '../domain/plan/plan.ts'

/** How an action ended; `mark` is what it has found out. */
export type End = { readonly result: 'done' | 'failed'; readonly output: string; readonly mark?: Mark }

/** Asks a host for something that its own list may allow, and waits for the end. */
export type AgentHands = {
  readonly host: string
  readonly allows: readonly string[]
  readonly folder: string | null // of the site's WordPress on that host; null: none is seen there
  order(action: string, args: Readonly<Record<string, string>>): Promise<{ readonly result: string; readonly output: string }>
}

/** What the product may do by itself, through a hosting panel or an agent. Every one is safe to repeat: a run cut short by a crash is started again. */
export type Action = {
  readonly id: string // `certificate-renew`
  readonly title: string
  run(around: {
    readonly site: Site
    readonly provider: Provider | null
    readonly token: string | null
    readonly network: Network
    readonly signal: AbortSignal
    /** The hands of the agent on the site's server; null where none speaks. */
    readonly agent: AgentHands | null
    /** Looks at the site from outside for signs of an intrusion, as a diagnosis does. */
    readonly scan: () => Promise<Scan>
  }): Promise<End>
}
