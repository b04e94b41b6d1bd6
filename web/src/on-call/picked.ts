import type { Stretch } from '../parts/track.tsx'

/** What somebody picked to change: a time of a schedule, and whose it is. */
export type Picked = Stretch & {
  readonly as: 'override' | 'swap'
  readonly schedule: string
  readonly person: string | null // who is on duty then, where it is one alone
}
