import { Health } from '@allclear/wire/health.ts'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { ownHealth } from '../health/own-health.ts'
import { operatorOnly } from '../operator-only.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

const shape = z.object({ ok: z.boolean(), checks: z.record(z.string(), z.string()).optional() })

/** `/healthz` says that the process answers, `/readyz` that it does its work; both are open and name nothing secret. The rest is for people. */
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
    api({
      method: 'GET',
      path: '/api/v1/health',
      who: 'viewer',
      does: 'Whether Allclear itself is well: one sentence, then due work, channels, probes, the watcher, backups and versions.',
      gives: Health,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await ownHealth(around) }
      },
    }),
  ]
}
