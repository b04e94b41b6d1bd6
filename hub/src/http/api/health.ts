import { z } from 'zod'
import type { Around } from '../around.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

const shape = z.object({ ok: z.boolean(), checks: z.record(z.string(), z.string()).optional() })

/** `/healthz` says that the process answers, `/readyz` that it does its work; both are open and name nothing secret. */
export function healthRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/healthz',
      who: 'anyone',
      does: 'Says that the hub answers.',
      gives: shape,
      answer: () => ({ json: { ok: true } }),
    }),
    api({
      method: 'GET',
      path: '/readyz',
      who: 'anyone',
      does: 'Says whether the hub does its work; 503 when not.',
      gives: shape,
      answer: async ({ header }) => {
        around.heardWatcher(header('x-allclear-watcher') ?? '')
        const { ok, checks } = await around.health()
        return { status: ok ? 200 : 503, json: { ok, checks } }
      },
    }),
  ]
}
