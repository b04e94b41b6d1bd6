import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()

/** What another monitor said, and what became of it here. */
export const InboundAlert = z.object({
  ...{ id: text, partner: text, by: text, name: text, says: text },
  site: text.nullable(),
  incident: text.nullable(),
  state: z.enum(['looking', 'evidence', 'elsewhere', 'planned', 'over', 'waiting', 'filed']),
  ...{ startedAt: moment, resolvedAt: moment.nullable(), heardAt: moment },
  times: z.int(),
  link: text.nullable(),
  settledBy: text.nullable(),
})
export type InboundAlert = z.infer<typeof InboundAlert>

/** `/api/v1/alerts` */
export const Alerts = z.object({ items: z.array(InboundAlert), next: text.nullable() })
export type Alerts = z.infer<typeof Alerts>

/** `/api/v1/alerts/sources`: who may send, and where. */
export const AlertSources = z.object({
  items: z.array(
    z.object({
      ...{ id: text, kind: text, title: text, name: text, url: text }, // url: with TOKEN where the token goes
      by: z.enum(['token', 'signature', 'both', 'nothing']), // nothing: its secret is not set, and it is refused
      partner: text.nullable(),
      times: z.int(),
      lastAt: moment.nullable(),
    }),
  ),
  next: z.null(),
})
export type AlertSources = z.infer<typeof AlertSources>

/** `/api/v1/alerts/try`: what a sample would be taken for. */
export const TriedAlerts = z.object({
  wrong: text.nullable(),
  alerts: z.array(
    z.object({
      ...{ key: text, name: text, says: text },
      state: z.enum(['firing', 'resolved']),
      since: moment.nullable(),
      about: z.array(text),
      site: text.nullable(),
    }),
  ),
})
export type TriedAlerts = z.infer<typeof TriedAlerts>
