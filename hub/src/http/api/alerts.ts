import { Alerts, AlertSources, InboundAlert, TriedAlerts } from '@allclear/wire/alert.ts'
import { z } from 'zod'
import type { AlertSource } from '../../domain/alert/alert.ts'
import { ALERT_KINDS } from '../../domain/alert/index.ts'
import { siteOf } from '../../domain/alert/site-of.ts'
import { readDocument } from '../../domain/document.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { readMapping } from '../../domain/plan/read-alerts.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { findAlert, heardOfSources, listAlerts, settleAlert } from '../../store/inbound-alerts.ts'
import type { StoredAlert } from '../../store/inbound-alerts.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { readPayload } from '../hooks/read-payload.ts'
import { incidentNumber } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const STATES = {
  waiting: ['waiting'],
  placed: ['looking', 'evidence', 'elsewhere', 'planned', 'over'],
  filed: ['filed'],
} as const satisfies Readonly<Record<string, readonly StoredAlert['state'][]>>

const alertParams = z.strictObject({ id: incidentNumber })
const placing = z.strictObject({ site: z.string().min(1).max(253) })
const trying = z.strictObject({ source: z.string().max(63), sample: z.string().max(200_000), mapping: z.string().max(10_000).optional() })

/** `/api/v1/alerts`: what other monitors said, and what nobody could place. */
export function alertRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/alerts',
      who: 'viewer',
      does: 'Lists what other monitors said, the newest first; with standing=waiting what a person has to place.',
      query: z.strictObject({
        ...paging,
        standing: z.enum(['waiting', 'placed', 'filed']).optional(),
        site: z.string().max(253).optional(),
      }),
      gives: Alerts,
      answer: async (asked) => {
        const { partner } = callerOf(asked)
        const { standing, site } = asked.query
        const states = standing && { states: STATES[standing] }
        const rows = (before: number | undefined, limit: number) => listAlerts(around.store.db, { partner, site, before, limit, ...states })
        const list = `alerts ${partner ?? ''} ${standing ?? ''} ${site ?? ''}`
        return { json: await pageOf(list, asked.query, rows, ({ id }) => id, (alert) => showAlert(around, alert)) } // prettier-ignore
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/alerts/sources',
      who: 'viewer',
      does: 'Lists the monitors whose alerts are heard: at which address, how they prove it, when last.',
      query: z.strictObject({}),
      gives: AlertSources,
      answer: async (asked) => ({ json: { items: await showSources(around, callerOf(asked)), next: null } }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/alerts/try',
      who: 'responder',
      does: 'Says what a pasted sample of a source would be taken for; with a mapping in YAML, by that. It changes nothing.',
      body: trying,
      gives: TriedAlerts,
      answer: (asked) => {
        operatorOnly(asked)
        return { json: trySample(around, asked.body) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/alerts/:id/place',
      who: 'responder',
      does: 'Says about which site a waiting alert is, and all to come of the same thing: it is looked at once.',
      params: alertParams,
      body: placing,
      gives: InboundAlert,
      answer: async (asked) => ({ json: await placeAlert(around, callerOf(asked), asked.params.id, asked.body.site) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/alerts/:id/file',
      who: 'responder',
      does: 'Says that a waiting alert is about nothing of ours, and that all to come of the same thing are not either.',
      params: alertParams,
      body: z.strictObject({}),
      gives: InboundAlert,
      answer: async (asked) => ({ json: await fileAlert(around, callerOf(asked), asked.params.id) }),
    }),
  ]
}

function showAlert({ plan }: Around, alert: StoredAlert): InboundAlert {
  const { id, partner, source, name, says, site, incident, state, startedAt, resolvedAt, heardAt, times, link, settledBy } = alert
  return {
    ...{ id: String(id), partner, by: plan().alerts[source]?.name ?? source, name, says, site, state, times, link, settledBy },
    incident: incident === null ? null : String(incident),
    ...{ startedAt: iso(startedAt), resolvedAt: isoOrNull(resolvedAt), heardAt: iso(heardAt) },
  }
}

async function showSources(around: Around, { partner }: Caller): Promise<AlertSources['items']> {
  const plan = around.plan()
  const heard = await heardOfSources(around.store.db, partner)
  const sources = Object.values(plan.alerts).filter((source) => partner === null || source.partner === partner)
  return sources.map(({ id, kind, name, partner: whose }) => {
    const [token, signs] = ['token', 'signing-secret'].map((key) => around.secrets().has(`alerts.${id}.${key}`))
    const title = ALERT_KINDS.find((one) => one.kind === kind)!.title
    const { times, lastAt } = heard.get(id) ?? { times: 0, lastAt: null }
    return {
      ...{ id, kind, title, name, partner: whose, times, lastAt: isoOrNull(lastAt) },
      url: `${plan.hub.url}hooks/alerts/${id}${token ? '/TOKEN' : ''}`,
      by: token ? (signs ? 'both' : 'token') : signs ? 'signature' : 'nothing',
    }
  })
}

function trySample(around: Around, { source: id, sample, mapping: written }: z.infer<typeof trying>): TriedAlerts {
  const plan = around.plan()
  const source = plan.alerts[id]
  if (!source) throw new Problem('not-found', 'alert_source_missing', `There is no source "${id}".`, 'Look at /api/v1/alerts/sources.')
  const mapping = written === undefined ? source.mapping : mappingIn(written)
  const kind = written === undefined ? source.kind : 'generic'
  const type = /^\s*[[{]/.test(sample) ? 'application/json' : 'application/x-www-form-urlencoded'
  const reading = ALERT_KINDS.find((one) => one.kind === kind)!.read(readPayload(sample, type), mapping)
  if ('wrong' in reading) return { wrong: reading.wrong, alerts: [] }
  const show = siteNamer(plan, source)
  return { wrong: null, alerts: reading.alerts.map(({ key, name, says, state, since, about }) => ({ key, name, says, state, since: isoOrNull(since), about: [...about], site: show(about) })) } // prettier-ignore
}

const siteNamer = (plan: ReturnType<Around['plan']>, source: AlertSource) => (about: readonly string[]) =>
  siteOf({ about }, source, plan)?.id ?? null

function mappingIn(text: string) {
  const mapping = readMapping(readDocument(text, 'mapping', { lookup: () => undefined, unsetIsEmpty: true }).value)
  if (mapping) return mapping
  throw new Problem('bad-input', 'mapping_invalid', 'This is no mapping.', 'Write at least "key:" and "site:", as the guide to alerts shows.', { field: 'mapping' }) // prettier-ignore
}

async function placeAlert(around: Around, caller: Caller, id: number, name: string): Promise<InboundAlert> {
  const alert = await alertOf(around, caller, id)
  const site = around.plan().sites[name]
  if (!site || (caller.partner !== null && site.partner !== caller.partner))
    throw new Problem('not-found', 'site_unknown', `There is no site "${name}".`, 'Look at /api/v1/sites.')
  const now = around.clock.now()
  const isOver = alert.resolvedAt !== null
  const to = { partner: site.partner, site: site.id, state: isOver ? 'over' : 'looking', dueAt: isOver ? null : now } as const
  await settle(around, caller, alert, to, 'alert placed')
  around.nudge('alerts')
  return showAlert(around, await alertOf(around, { ...caller, partner: null }, id))
}

async function fileAlert(around: Around, caller: Caller, id: number): Promise<InboundAlert> {
  const alert = await alertOf(around, caller, id)
  await settle(around, caller, alert, { partner: alert.partner, site: null, state: 'filed', dueAt: null }, 'alert filed')
  return showAlert(around, await alertOf(around, caller, id))
}

async function settle(
  around: Around,
  caller: Caller,
  alert: StoredAlert,
  to: Parameters<typeof settleAlert>[2],
  what: 'alert placed' | 'alert filed',
) {
  await around.store.transaction(async (tx) => {
    if (!(await settleAlert(tx, alert.id, to, caller.by)))
      throw new Problem('conflict', 'alert_not_waiting', `Alert ${alert.id} does not wait any more.`, 'Nothing is left to decide.')
    const line = { at: around.clock.now(), partner: to.partner, who: caller.by, what, about: `alert ${alert.id}` } as const
    await addAudit(tx, to.site === null ? line : { ...line, site: to.site })
  })
}

async function alertOf(around: Around, { partner }: Pick<Caller, 'partner'>, id: number): Promise<StoredAlert> {
  const alert = await findAlert(around.store.db, partner, id)
  if (alert) return alert
  throw new Problem('not-found', 'alert_unknown', `There is no alert ${id}.`, 'Look at /api/v1/alerts for those there are.')
}
