import type { ProviderEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'

export type State = ProviderEvidence['state']
export type Part = { readonly name: string; readonly state: State }
export type Notice = ProviderEvidence['notices'][number] & { readonly state: State; readonly begun: boolean }

/** A status page in our words, whatever its shape. `state` is the whole page's. */
export type StatusPage = {
  readonly shape: ProviderEvidence['shape']
  readonly state: State
  readonly parts: readonly Part[]
  readonly notices: readonly Notice[]
}

/** An unsolved incident, in our words. */
export const incident = (title: string, state: State, since: Instant | null, parts: readonly string[]): Notice => ({
  title,
  kind: 'incident',
  since,
  until: null,
  parts,
  state: state === 'operational' ? 'degraded' : state,
  begun: true,
})

/** Scheduled maintenance that is not over, in our words. */
export const maintenance = (
  title: string,
  since: Instant | null,
  until: Instant | null,
  parts: readonly string[],
  begun: boolean,
): Notice => ({ title, kind: 'maintenance', since, until, parts, state: 'maintenance', begun })
