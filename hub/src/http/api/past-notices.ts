import { PastNotice } from '@allclear/wire/plan.ts'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'
import { pageOf } from '../../domain/status/page.ts'
import type { PastNotice as Kept } from '../../domain/status/past-notice.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { broughtNotices, dropBroughtNotices, keepBroughtNotices } from '../../store/brought-notices.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const MOST = 200
const route = {
  path: '/api/v1/status-pages/:page/past-notices',
  who: 'owner',
  params: z.strictObject({ page: z.string().max(63) }),
} as const
const Brought = z.object({ isDone: z.boolean(), added: z.int(), renewed: z.int() })

/** `/api/v1/status-pages/{page}/past-notices`: what another status page told before ours. Nobody is sent anything, and nothing is counted by it. */
export const pastNoticeRoutes = (around: Around): Route[] => [
  api({
    ...route,
    method: 'POST',
    does: 'Shows past incidents of another status page on one of ours; those that were brought before are written anew. Nobody is told of it.',
    body: z.strictObject({ notices: z.array(PastNotice).min(1).max(MOST), dryRun: z.boolean().default(false) }),
    gives: Brought,
    answer: async (asked) => {
      operatorOnly(asked)
      const { partner, slug } = pageIn(around, asked.params.page)
      const notices = asked.body.notices.map(asKept)
      const before = new Set((await broughtNotices(around.store.db, partner, slug)).map(({ id }) => id))
      const renewed = notices.filter(({ id }) => before.has(id)).length
      const counts = { isDone: !asked.body.dryRun, added: notices.length - renewed, renewed }
      if (asked.body.dryRun) return { json: counts }
      const line = { at: around.clock.now(), partner, who: callerOf(asked).by, what: 'notices-brought', about: slug } as const
      await around.store.transaction(async (tx) => {
        await keepBroughtNotices(tx, partner, slug, notices)
        await addAudit(tx, line)
      })
      return { json: counts }
    },
  }),
  api({
    ...route,
    method: 'DELETE',
    does: 'Takes all that was brought from another status page off the page again.',
    gives: z.object({ dropped: z.int() }),
    answer: async (asked) => {
      operatorOnly(asked)
      const { partner, slug } = pageIn(around, asked.params.page)
      const line = { at: around.clock.now(), partner, who: callerOf(asked).by, what: 'notices-dropped', about: slug } as const
      const dropped = await around.store.transaction(async (tx) => {
        await addAudit(tx, line)
        return dropBroughtNotices(tx, partner, slug)
      })
      return { json: { dropped } }
    },
  }),
]

function pageIn(around: Around, name: string) {
  const page = pageOf(around.plan(), name)
  if (page) return page
  throw new Problem('not-found', 'page_unknown', `There is no status page "${name}".`, 'Name operator, a partner or a client.')
}

const instant = (time: string) => Date.parse(time) as Instant

const asKept = ({ startedAt, resolvedAt, updates, ...same }: PastNotice): Kept => ({
  ...{ ...same, startedAt: instant(startedAt), resolvedAt: instant(resolvedAt) },
  updates: updates.map(({ at, ...words }) => ({ ...words, at: instant(at) })),
})
