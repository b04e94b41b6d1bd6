import { ownerOf } from './finding-kind.ts'
import type { FindingKind, Look, Owner } from './finding-kind.ts'
import { FINDING_KINDS } from './findings/index.ts'
import type { Fleet } from './fleet.ts'

/** What one kind looked at. */
export type Judged = { readonly kind: FindingKind; readonly looks: readonly Look[] }

/** What is asked for: a tenant's own, what somebody can mend, what concerns one site. Null: everything. */
export type Scope = { readonly partner: string | null; readonly owner: Owner | null; readonly site: string | null }

/** Looks at everything that an outage would rest on (PRP-2). */
export const judgeReadiness = (fleet: Fleet): Judged[] => FINDING_KINDS.map((kind) => ({ kind, looks: kind.look(fleet) }))

/** The part of it within a scope. What every site rests on is no matter of one of them. */
export const within = (all: readonly Judged[], { partner, owner, site }: Scope): Judged[] =>
  all.map(({ kind, looks }) => ({
    kind,
    looks: looks.filter(
      (look) =>
        (partner === null || look.partner === partner) &&
        (owner === null || ownerOf(kind, look) === owner) &&
        (site === null || look.sites.includes(site)),
    ),
  }))

/** How much of what was looked at holds. What nobody knows yet is counted apart, and neither for nor against. */
export type Score = {
  readonly looked: number
  readonly held: number
  readonly unknown: number
  readonly weight: { readonly looked: number; readonly held: number } // each thing as often as it weighs
  readonly open: Readonly<Record<string, number>> // of each kind, how much is wrong
}

/** Counts it. */
export function scoreOf(all: readonly Judged[]): Score {
  const counts = all.map(({ kind, looks }) => {
    const known = looks.filter(({ wrong }) => wrong !== 'unknown').length
    const held = looks.filter(({ wrong }) => wrong === null).length
    return { id: kind.id, weight: kind.weight, known, held, unknown: looks.length - known }
  })
  const sum = (of: (count: (typeof counts)[number]) => number) => counts.reduce((total, count) => total + of(count), 0)
  return {
    looked: sum(({ known }) => known),
    held: sum(({ held }) => held),
    unknown: sum(({ unknown }) => unknown),
    weight: { looked: sum(({ known, weight }) => known * weight), held: sum(({ held, weight }) => held * weight) },
    open: Object.fromEntries(counts.flatMap(({ id, known, held }) => (known > held ? [[id, known - held]] : []))),
  }
}

/** The share that holds by weight, in whole per cent, 100 only when all does; null where nothing was looked at. */
export const percentOf = ({ weight }: Pick<Score, 'weight'>): number | null =>
  weight.looked === 0 ? null : Math.floor((100 * weight.held) / weight.looked)
