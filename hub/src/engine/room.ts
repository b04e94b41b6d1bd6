import { channels } from '../channels/index.ts'
import type { Clock } from '../clock.ts'
import type { Happening } from '../domain/incident/incident.ts'
import type { Plan, Secrets } from '../domain/plan/plan.ts'
import type { Library } from '../library.ts'
import type { Network } from '../network/network.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Loop } from './loop.ts'
import type { MaintenanceCalendar } from './maintenance/maintenance-calendar.ts'
import type { Metrics } from './metrics.ts'
import type { Turns } from './turns.ts'

/** What the loops of one hub share. The plan and the library may be read anew while it runs; whoever needs them asks at that moment. */
export type Room = {
  readonly store: Store
  readonly clock: Clock
  readonly plan: () => Plan
  readonly secrets: () => Secrets
  readonly library: () => Library
  readonly outside: Network // for checks, evidence, actions and provider feeds
  readonly channels: Network // for channels: the system's resolver, the true ports
  readonly strangers: Network // for addresses that anybody could have written: nothing private, ever
  readonly answerKey: string // what makes the links in messages
  readonly loops: Partial<Record<LoopName, Loop>>
  readonly turns: Turns // for work that one hub at a time does
  readonly calendar: MaintenanceCalendar
  readonly metrics: Metrics
  /** Something changed in an incident, or in planned work (then without its number): for the pages that show it live. */
  readonly news: (news: { readonly partner: string | null; readonly incident: number | null }) => void
  readonly onBug: (error: unknown) => void
}

/** The loops that others may nudge. */
export type LoopName =
  | 'deliver'
  | 'act'
  | 'diagnose'
  | 'sweep'
  | 'summarise'
  | 'maintain'
  | 'read-mail'
  | 'webhook'
  | 'prove'
  | 'subscribers'
  | 'report'
  | 'drill'
  | 'look-back'
  | 'vulnerabilities'
  | 'alerts'
  | 'elsewhere'
  | 'keep-small'

/** Tells an incident; `first` is stored together with it, and when it says false the incident has heard it before. */
export type Respond = (partner: string, incident: number, happening: Happening, first?: (tx: Tx) => Promise<boolean>) => Promise<void>

/** Whether what a secret opens can be used: it is there, and where it is a channel's, this program speaks that channel. */
export function isUsable({ secrets }: Pick<Room, 'secrets'>, path: string): boolean {
  const [section, channel, network] = path.split('.')
  const spoken = channel === 'social' ? network : channel === 'apps' ? 'app' : channel
  return secrets().has(path) && (section !== 'channels' || channels.some(({ kind }) => kind === spoken))
}
