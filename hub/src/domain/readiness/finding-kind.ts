import { OPERATOR } from '../audience/pages.ts'
import type { Site } from '../plan/plan.ts'
import type { Fleet } from './fleet.ts'

/** Who can mend it: we ourselves, the partner in its portal, or the client whom the partner asks. */
export const OWNERS = ['operator', 'partner', 'client'] as const
export type Owner = (typeof OWNERS)[number]

/** How much it counts: 5, nobody comes, or nobody hears; 3, an hour is lost, or the wrong people are told; 1, it takes longer than it should. */
export const WEIGHTS = [5, 3, 1] as const
export type Weight = (typeof WEIGHTS)[number]

/** Where it is mended: in a form of the console (and of the Partner Portal, where partners can), by a key of the configuration, or by a command. */
export type Place = {
  readonly how: 'form' | 'key' | 'command'
  readonly screen: string | null // where that form is, or where the thing is seen
  readonly field: string // what to fill in, to write, or to run
  readonly portal?: string
}

/** One thing that was looked at, and what is wrong with it; `unknown` where nothing that was seen says so. */
export type Look = {
  readonly subject: string // names the thing within its kind, and stays the same
  readonly partner: string // the tenant who may know of it, `operator` for ourselves
  readonly sites: readonly string[] // that would suffer; empty: all of them
  readonly wrong: Wrong | 'unknown' | null
}
export type Wrong = { readonly said: string; readonly place: Place }

/** One reason why a night goes wrong: what it looks at, and why that matters then. */
export type FindingKind = {
  readonly id: string // never changes once shipped: the trend counts by it
  readonly title: string
  readonly weight: Weight
  readonly owner: Owner
  readonly why: string // what happens at 3 am
  readonly look: (fleet: Fleet) => readonly Look[]
}

/** Something of one site. */
export const lookAtSite = ({ id, partner }: Site, wrong: Look['wrong']): Look => ({ subject: id, partner, sites: [id], wrong })

/** Something of ours that every site rests on. */
export const lookAtOurs = (subject: string, wrong: Look['wrong']): Look => ({ subject, partner: OPERATOR, sites: [], wrong })

/** Who mends what was found there: what a partner would do for its clients, we do for our own. */
export const ownerOf = ({ owner }: FindingKind, { partner }: Look): Owner =>
  owner === 'partner' && partner === OPERATOR ? 'operator' : owner
