import { z } from 'zod'
import { isoOrNull } from '../../domain/instant.ts'
import { heartbeatToken, jobsOf } from '../../engine/check/heartbeats.ts'
import { findHeartbeat } from '../../store/heartbeats.ts'
import type { Around } from '../around.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const text = z.string().nullable()
const shape = z.object({ monitor: z.string(), site: z.string(), url: z.string(), signal: text, lastAt: text, startedAt: text, dueAt: text })

/** `/api/v1/heartbeats`: the jobs that must report in, with the secret address of each. */
export const heartbeatsRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/heartbeats',
    who: 'responder',
    does: 'Lists the jobs that must report in: at which address, what they said last, when they are due.',
    query: z.strictObject({}),
    gives: listOf(shape),
    async answer(asked) {
      const { partner } = callerOf(asked)
      const plan = around.plan()
      const jobs = jobsOf(plan).filter(({ site }) => partner === null || site.partner === partner)
      const items = jobs.map(async (job) => {
        const said = await findHeartbeat(around.store.db, job.site.partner, job.monitor.id)
        return {
          monitor: job.monitor.id,
          site: job.site.id,
          url: `${plan.hub.url}heartbeat/${heartbeatToken(around.answerKey, job)}`,
          signal: said?.last?.signal ?? null,
          lastAt: isoOrNull(said?.last?.at ?? null),
          startedAt: isoOrNull(said?.startedAt ?? null),
          dueAt: isoOrNull(said?.dueAt ?? null),
        }
      })
      return { json: { items: await Promise.all(items), next: null } }
    },
  })
