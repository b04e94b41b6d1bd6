import type { MailRoute } from '../audience/dead-address.ts'
import type { BrandState } from '../brand/brand-state.ts'
import type { Baseline } from '../diagnosis/evidence.ts'
import type { Instant } from '../instant.ts'
import type { PageChannel, Plan } from '../plan/plan.ts'
import type { StandbySeen } from '../plan/standby.ts'
import type { Playbook } from '../playbook/playbook.ts'

/** All that is known, at one moment, of what an outage would rest on. */
export type Fleet = {
  readonly at: Instant
  readonly plan: Plan // with the contacts and overrides kept on screen
  readonly working: readonly PageChannel[] // the ways to page that are not off
  readonly reporting: ReadonlySet<string> // hosts whose agent is heard
  readonly backupAt: Instant | null // of this hub
  readonly jobs: ReadonlyMap<string, Instant | null> // when the job of a heartbeat monitor last succeeded
  readonly books: readonly { readonly partner: string; readonly client: string | null; readonly dueAt: Instant }[] // when contacts are to be confirmed
  readonly bounced: readonly { readonly partner: string; readonly address: string; readonly at: Instant }[]
  readonly baselines: ReadonlyMap<string, Pick<Baseline, 'dns' | 'registration'>> // by site
  readonly mailRoutes: readonly MailRoute[]
  readonly brands: readonly BrandState[] // as DNS said last; a brand that nobody asked about is not in it
  readonly pages: ReadonlyMap<string, readonly string[]> // where the hosts of status pages are, as DNS said last
  readonly proofs: readonly {
    readonly channel: string
    readonly provedAt: Instant | null
    readonly failures: number
    readonly reason: string | null
  }[]
  readonly standbys: ReadonlyMap<string, StandbySeen> // by site, as seen last
  readonly playbooks: readonly (readonly Playbook[])[] // in order of precedence
}
