import type { Evidence, Baseline } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { Network } from '../network/network.ts'

export type EvidenceKey = 'page' | 'tls' | 'dns' | 'registration'

/** One source of evidence. It never throws and is given up at `signal`; nothing it reads can hurt it. */
export type Collector<Key extends EvidenceKey = EvidenceKey> = {
  readonly key: Key
  collect(subject: Subject): Promise<Evidence[Key]>
}
export type Subject = {
  readonly url: URL
  readonly domain: string // registrable domain
  readonly rdapBootstrap: string
  readonly baseline: Baseline | null
  readonly network: Network
  readonly now: () => Instant
  readonly signal: AbortSignal
}
