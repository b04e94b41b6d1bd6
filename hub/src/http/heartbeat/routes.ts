import { z } from 'zod'
import type { Signal } from '../../domain/heartbeat/judge-heartbeat.ts'
import { minutes } from '../../domain/instant.ts'
import { jobByToken, report } from '../../engine/check/heartbeats.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked, Route } from '../route.ts'

const params = z.strictObject({ token: z.string().max(100) })
const ended = params.extend({
  status: z.string().regex(/^\d{1,3}$/, 'is no exit status; write 0 to 255').transform(Number), // prettier-ignore
})
const DOES: Readonly<Record<Signal, string>> = {
  success: 'A job reports that it has run.',
  start: 'A job reports that it begins.',
  fail: 'A job reports that it failed.',
}

/** `/heartbeat/<token>`: where a job reports in, by GET or POST, since that is what `curl` and schedulers can (MON-2). Whoever holds the address may. */
export function heartbeatRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 300, per: minutes(1) })
  const hear = async ({ params: given, ip }: Pick<Asked, 'params' | 'ip'>, signal: Signal) => {
    const wait = knocks(ip, around.clock.now())
    if (wait !== null) throw tooMany(wait)
    const job = jobByToken(around.answerKey, around.plan(), (given as z.infer<typeof params>).token)
    if (!job)
      throw new Problem(
        'not-found',
        'heartbeat_unknown',
        'No job reports at this address.',
        'Take the address from GET /api/v1/heartbeats.',
      )
    await report(around, job, signal)
    return { json: { ok: true } }
  }
  const route = (method: 'GET' | 'POST', signal: Signal): Route => ({
    method,
    path: `/heartbeat/:token${signal === 'success' ? '' : `/${signal}`}`,
    who: 'anyone',
    does: DOES[signal],
    provesItself: true,
    reads: method === 'POST' ? 'text' : 'nothing',
    speaks: 'json',
    params,
    answer: (asked) => hear(asked, signal),
  })
  const byStatus = (method: 'GET' | 'POST'): Route => ({
    ...route(method, 'success'),
    path: '/heartbeat/:token/:status',
    does: 'A job reports by its exit status that it has run, or failed.',
    params: ended,
    answer: (asked) => hear(asked, (asked.params as z.infer<typeof ended>).status === 0 ? 'success' : 'fail'),
  })
  const bySignal = (['success', 'start', 'fail'] as const).flatMap((signal) => [route('GET', signal), route('POST', signal)])
  return [...bySignal, byStatus('GET'), byStatus('POST')]
}
