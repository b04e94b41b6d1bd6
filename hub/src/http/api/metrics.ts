import { Gauge, Registry } from 'prom-client'
import { listIncidents } from '../../store/incidents.ts'
import { countUnsettled } from '../../store/messages.ts'
import type { Around } from '../around.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'
import { countStates } from '../site-state.ts'

const LIVING = ['suspected', 'open', 'stabilising'] as const
const ON_THE_WAY = ['waiting', 'sending', 'committing', 'uncertain'] as const
const SEEN = ['up', 'slow', 'warning', 'down', 'unknown'] as const

/** `/metrics` in Prometheus' text format: gauges of the whole house, and the engine's own counters. */
export function metricsRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/metrics',
      who: 'machine',
      does: 'Metrics in the Prometheus text format.',
      answer: async () => {
        const own = await gauges(around)
        const all = around.registry ? Registry.merge([own, around.registry]) : own
        return { text: await all.metrics(), type: all.contentType }
      },
    }),
  ]
}

async function gauges(around: Around): Promise<Registry> {
  const registry = new Registry()
  const gauge = (name: string, help: string, label: string) => new Gauge({ name, help, labelNames: [label], registers: [registry] })
  const { db } = around.store

  const open = gauge('allclear_incidents', 'Incidents before their all clear, by phase.', 'phase')
  const living = await listIncidents(db, { partner: null, phases: LIVING, limit: 10_000 })
  for (const phase of LIVING) open.set({ phase }, living.filter(({ incident }) => incident.phase === phase).length)

  const outbox = gauge('allclear_outbox', 'Messages not yet settled, by state.', 'state')
  const messages = await countUnsettled(db)
  for (const state of ON_THE_WAY) outbox.set({ state }, messages[state] ?? 0)

  const sites = gauge('allclear_sites', 'Watched sites by the state last seen.', 'state')
  const states = await countStates(around)
  for (const state of SEEN) sites.set({ state }, states.get(state) ?? 0)
  return registry
}
