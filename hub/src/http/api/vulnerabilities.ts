import { Vulnerabilities } from '@allclear/wire/vulnerability.ts'
import type { Vulnerability } from '@allclear/wire/vulnerability.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { closedBy, isUsed, sayFinding } from '../../domain/vulnerability/find-holes.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { takeVulnerability, vulnerabilities } from '../../store/vulnerabilities.ts'
import type { Vulnerability as Kept } from '../../store/vulnerabilities.ts'
import { feedStates } from '../../store/vulnerability-feeds.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/vulnerabilities`: what is installed and known to be open (PRE-3). */
export const vulnerabilityRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/vulnerabilities',
    who: 'viewer',
    does: 'Lists what is installed and known to be open, what is due first before the others, and how the feeds stand.',
    query: z.strictObject({}),
    gives: Vulnerabilities,
    async answer(asked) {
      const caller = callerOf(asked)
      const items = (await vulnerabilities(around.store.db, caller.partner)).map((one) => show(around, caller, one))
      return { json: { items, next: null, feeds: caller.partner === null ? await showFeeds(around) : [] } }
    },
  }),
  api({
    method: 'POST',
    path: '/api/v1/vulnerabilities/:id/take',
    who: 'responder',
    does: 'Says that one sees to it.',
    params: z.strictObject({ id: incidentNumber }),
    body: z.strictObject({}),
    gives: z.object({ owner: z.string() }),
    async answer(asked) {
      const { by, partner } = callerOf(asked)
      const { id } = asked.params
      if (!(await takeVulnerability(around.store.db, partner, id, by)))
        throw new Problem('not-found', 'vulnerability_unknown', `Nothing is open under ${id}.`, 'Look at /api/v1/vulnerabilities.')
      const at = around.clock.now()
      await addAudit(around.store.db, {
        at,
        partner: partner ?? 'operator',
        who: by,
        what: 'vulnerability-taken',
        about: `vulnerability ${id}`,
      })
      return { json: { owner: by } }
    },
  }),
]

async function showFeeds({ store, plan }: Around): Promise<Vulnerabilities['feeds']> {
  const states = new Map((await feedStates(store.db)).map((state) => [state.feed, state]))
  return Object.keys(plan().vulnerabilities).map((feed) => {
    const { readAt = null, dueAt = null, entries = 0, trouble = null } = states.get(feed) ?? {}
    return { feed, readAt: isoOrNull(readAt), dueAt: isoOrNull(dueAt), entries, trouble }
  })
}

// Folders of a server that carries sites of several partners are the operator's.
function show({ plan }: Around, caller: Caller, { id, finding, since, dueAt, isAttacked, owner }: Kept): Vulnerability {
  const { partners, operator, people } = plan()
  const { partner, site, host, path, system, name, version, seen, holes } = finding
  return {
    ...{ id, partner, whose: partners[partner]?.name ?? operator.name, site, host: caller.partner === null ? host : null },
    ...{ path: caller.partner === null ? path : null, system, name, version, seen, says: sayFinding(finding, isAttacked) },
    ...{ closedBy: closedBy(finding), isUsed: isUsed(finding, isAttacked), since: iso(since), dueAt: iso(dueAt) },
    holes: holes.map(({ isExploited, ...hole }) => ({ ...hole, exploited: isExploited })),
    owner: owner === null ? null : (people[owner]?.name ?? owner),
    isMine: owner === caller.by,
    mayAct: mayEnter('responder', caller),
  }
}
