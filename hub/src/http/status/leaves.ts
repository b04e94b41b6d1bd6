import { inZone } from '../../domain/calendar/local-time.ts'
import type { PublicIncident } from '../../domain/status/summary.ts'
import type { PageNews } from './page-news.ts'
import type { View } from './view.ts'

const MOST = 50

/** One page of what was: a month, or a part of one in which more happened than fits on a page. */
export type Leaf = {
  readonly name: string // `history/2026-03`, further parts `history/2026-03-2`
  readonly month: string
  readonly part: number
  readonly of: number
  readonly incidents: readonly PublicIncident[]
}

/** All that was, the newest first: for every month of the page one leaf at least, on none more than 50 incidents. */
export function leavesOf({ summary, history, months, page }: PageNews): readonly Leaf[] {
  const began = Map.groupBy([...summary.open, ...history], ({ startedAt }) => inZone(startedAt, page.timezone).toString().slice(0, 7))
  return months.flatMap((month) => {
    const all = began.get(month) ?? []
    const of = Math.max(1, Math.ceil(all.length / MOST))
    return Array.from({ length: of }, (_, n) => ({
      name: `history/${month}${n === 0 ? '' : `-${n + 1}`}`,
      ...{ month, part: n + 1, of },
      incidents: all.slice(n * MOST, (n + 1) * MOST),
    }))
  })
}

/** `March 2026`, of several parts `March 2026 (2/3)`. */
export const titleOfLeaf = ({ month, part, of }: Leaf, { says }: View): string =>
  of === 1 ? says.month(month) : `${says.month(month)} (${part}/${of})`
