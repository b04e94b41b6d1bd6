import type { Instant } from '../instant.ts'
import type { Audience } from '../playbook/playbook.ts'

/** One line of an incident's timeline: in a rehearsal, over the API and on screen the same. */
export type Entry = {
  readonly at: Instant
  readonly kind: 'state' | 'page' | 'message' | 'announcement' | 'task' | 'action' | 'approval' | 'escalation'
  readonly step?: string
  readonly audience?: Audience
  readonly channel?: string
  readonly from?: string
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly subject?: string
  readonly template?: string
  readonly state?: string // for `state` the phase; for `action` started, done or failed
  readonly note?: string
}
