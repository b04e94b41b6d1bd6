import type { Network } from '../network/network.ts'
import type { Site, Provider } from '../domain/plan/plan.ts'

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
  }): Promise<{ readonly result: 'done' | 'failed'; readonly output: string }>
}
