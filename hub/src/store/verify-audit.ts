import { FIRST, linkOf } from './audit-link.ts'
import type { WrittenEnd } from '../domain/audit/read-ends.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Where a chain does not hold: its line `n` says something else than when it was added, or lines up to `n` are not there. */
export type Break = { readonly n: number; readonly what: 'changed' | 'missing' }

export type ChainState = {
  readonly partner: string | null // null: of the whole house
  readonly lines: number
  readonly dropped: { readonly until: number; readonly at: Instant } | null // their time was over
  readonly end: { readonly n: number; readonly hash: string }
  readonly breaks: readonly Break[] // the first hundred
}

const AT_ONCE = 1000
const MOST_BREAKS = 100

/** Follows every chain of the audit log. `written` is compared as well: whoever cuts off the end of a chain, or makes all of it anew, is found by that. */
export async function verifyAudit(db: Db, written: readonly WrittenEnd[] = []): Promise<ChainState[]> {
  const rows = await db.selectFrom('audit').select('chain').distinct().orderBy('chain').execute()
  const chains = new Set([...rows.map(({ chain }) => chain), ...written.map(({ partner }) => partner ?? '')])
  const states: ChainState[] = []
  for (const chain of [...chains].sort()) {
    const mine = written.filter(({ partner }) => (partner ?? '') === chain)
    states.push(await followChain(db, chain, mine))
  }
  return states
}

async function followChain(db: Db, chain: string, written: readonly WrittenEnd[]): Promise<ChainState> {
  const anchors = db.selectFrom('audit_anchor').select(['n', 'hash', 'at']).where('chain', '=', chain)
  const anchor = await anchors.orderBy('n', 'desc').limit(1).executeTakeFirst()
  let end = { n: anchor?.n ?? 0, hash: anchor?.hash ?? FIRST }
  let lines = 0
  const breaks: Break[] = []
  for await (const { hash, ...line } of linesOf(db, chain)) {
    if (line.n !== end.n + 1) breaks.push({ n: line.n - 1, what: 'missing' })
    else if (linkOf(end.hash, line) !== hash) breaks.push({ n: line.n, what: 'changed' })
    end = { n: line.n, hash }
    lines++
    for (const one of written) if (one.n === line.n && one.hash !== hash) breaks.push({ n: line.n, what: 'changed' })
  }
  for (const one of written) if (one.n > end.n) breaks.push({ n: one.n, what: 'missing' })
  return {
    ...{ partner: chain === '' ? null : chain, lines, end, breaks: breaks.slice(0, MOST_BREAKS) },
    dropped: anchor ? { until: anchor.n, at: anchor.at as Instant } : null,
  }
}

async function* linesOf(db: Db, chain: string) {
  for (let last = -1; ;) {
    const query = db.selectFrom('audit').select(['n', 'at', 'partner', 'who', 'what', 'about', 'site', 'came_from', 'hash'])
    const lines = await query.where('chain', '=', chain).where('n', '>', last).orderBy('n').limit(AT_ONCE).execute()
    yield* lines
    if (lines.length < AT_ONCE) return
    last = lines.at(-1)!.n
  }
}
