import type { Mark } from '../domain/incident/incident.ts'
import type { Scan } from '../domain/diagnosis/scan.ts'
import type { Network } from '../network/network.ts'
import type { Site, Provider } from '../domain/plan/plan.ts'

/** How an action ended; `mark` is what it has found out. */
export type End = { readonly result: 'done' | 'failed'; readonly output: string; readonly mark?: Mark }

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
    /** Looks at the site from outside for signs of an intrusion, as a diagnosis does. */
    readonly scan: () => Promise<Scan>
  }): Promise<End>
}
