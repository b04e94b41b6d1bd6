import type { Cause } from '../cause.ts'
import type { Evidence, PageEvidence } from '../evidence.ts'
import { insideOf, seenInside } from '../inside.ts'
import { pageSigns, strongerOf } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'
import { isWellVariant } from '../variants.ts'
import { fact } from '../fact.ts'
import { panelSign } from '../suspension.ts'

/** The plan cannot carry what visitors ask of it: limits of processes, memory or transfer, and workers that are all busy (causes.md 2.5). */
export const hostingCapacity: Cause = {
  id: 'hosting.capacity',
  layer: 'resources',

  weigh(evidence) {
    const { page, variants, site } = evidence
    if (!page) return []
    const told = pageSigns(evidence, 'hosting.capacity')
    const known = panelSign(evidence, 'resources')
    const shown = [...(known ? [known] : []), ...strongerOf(told, busy(page)), ...crowded(evidence)]
    if (shown.length === 0) return []
    const facts = fact('hosting', site.hosting)
    const isStatic = isWellVariant(variants?.asset) && page.status !== 508
    return [
      ...shown.map((sign) => ({ ...sign, facts })),
      isStatic ? { strength: 'medium', because: 'Files are served meanwhile; only what has to be computed fails.' } : null,
    ]
  },

  check: ({ site }) =>
    `curl -so /dev/null -w "%{http_code} %{time_starttransfer}\\n" https://${site.host}/; then the statistics of the plan: processes, memory, transfer`,
}

const TOO_MANY = [1040, 1203, 1226] // connections, in all or of one user (MariaDB error codes)

const FULL = 0.95

function crowded(evidence: Evidence): Sign[] {
  const inside = insideOf(evidence)
  const full = (inside?.services ?? []).filter(({ used, waiting }) => (used ?? 0) >= FULL && (waiting ?? 0) > 0)
  const waits = full.flatMap(({ name, says, waiting }): Sign[] => [
    seenInside('strong', `all of what ${name} has are busy (${says}).`),
    seenInside('strong', `${waiting} visitors wait for one of them.`),
  ])
  return [...waits, ...withoutConnections(inside?.database?.error ?? null)]
}

function withoutConnections(error: number | null): Sign[] {
  if (error === null || !TOO_MANY.includes(error)) return []
  return [
    seenInside('strong', `the database has no connection left to give (error ${error}).`),
    seenInside('strong', 'it runs, so that it is asked for more than it is set up for.'),
  ]
}

function busy({ status, hops }: PageEvidence): Sign[] {
  const say = (strength: Sign['strength'], because: string): Sign[] => [{ strength, because }]
  const retries = hops.at(-1)?.headers['retry-after'] !== undefined
  if (status === 508) return say('strong', 'The server answers 508: the limit of the plan is reached.')
  if (status === 509) return say('strong', 'The server answers 509: the monthly transfer of the plan is used up.')
  if (status === 504) return say('strong', 'The server answers 504: what runs behind it is too busy to answer in time.')
  if (status === 429) return say('medium', 'The server answers 429: more is asked of it than it allows.')
  if (status === 503) return say('medium', retries ? 'The server answers 503 and asks to come back later.' : 'The server answers 503.')
  return []
}
