import { Audit } from '@allclear/wire/audit.ts'
import type { AuditLine } from '@allclear/wire/audit.ts'
import { z } from 'zod'
import { DEED_KINDS, DEEDS, deedsOf } from '../../domain/audit/deeds.ts'
import type { DeedKind } from '../../domain/audit/deeds.ts'
import { whenMinute } from '../../domain/calendar/local-time.ts'
import { iso } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { listAudit } from '../../store/audit.ts'
import type { StoredAuditLine } from '../../store/audit.ts'
import type { Around } from '../around.ts'
import { zoneOf } from '../console/times.ts'
import { operatorOnly } from '../operator-only.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const day = z.iso.date('is no day; write 2026-03-04').optional()
const id = z.string().min(1).max(253).optional()
const kinds = Object.keys(DEED_KINDS) as [DeedKind, ...DeedKind[]]

/** `/api/v1/audit`: who did what, when, from where. For the operator's people alone: it tells of everybody. */
export const auditRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/audit',
    who: 'viewer',
    does: 'Lists what was done, the newest first: who did what, when, from where, to which thing. Days count in the reader’s zone, both included.',
    query: z.strictObject({ ...paging, who: id, kind: z.enum(kinds).optional(), site: id, from: day, until: day }),
    gives: Audit,
    answer: async (asked) => {
      operatorOnly(asked)
      const { who, kind, site, from, until } = asked.query
      const plan = around.plan()
      const zone = zoneOf(plan, callerOf(asked))
      const begins = (date: string, later = 0) => whenMinute(Temporal.PlainDate.from(date).add({ days: later }), 0, zone)
      const only = {
        ...{ who, site, whats: kind && deedsOf(kind) },
        ...{ from: from === undefined ? undefined : begins(from), until: until === undefined ? undefined : begins(until, 1) },
      }
      const rows = (before: number | undefined, limit: number) => listAudit(around.store.db, { ...only, before, limit })
      const list = `audit ${[who, kind, site, from, until].join(' ')}`
      const page = await pageOf(list, asked.query, rows, ({ seq }) => seq, (line) => show(line, plan)) // prettier-ignore
      const people = Object.values(plan.people).map(({ id: person, name }) => ({ id: person, name }))
      return { json: { ...page, kinds: Object.entries(DEED_KINDS).map(([key, name]) => ({ id: key, name })), people } }
    },
  })

function show({ seq, at, who, what, about, site, partner, cameFrom }: StoredAuditLine, { people, partners, operator }: Plan): AuditLine {
  // A line of a later version may bear a deed that this one does not know.
  const { kind, says } = DEEDS[what] ?? { kind: 'hub', says: what }
  const whose = partner === null ? null : partner === 'operator' ? operator.name : (partners[partner]?.name ?? partner)
  return {
    ...{ seq, at: iso(at), who: people[who]?.name ?? who, whoId: who, what, says, kind },
    ...{ about, to: placeOf(kind, about), site, partner: whose, from: cameFrom },
  }
}

/** Where the thing that a line is about can be seen. */
function placeOf(kind: DeedKind, about: string): string | null {
  const incident = /\bincident (\d+)/.exec(about)?.[1]
  if (incident !== undefined) return `/incidents/${incident}`
  if (kind === 'message') return about.startsWith('mail ') ? '/inbox' : `/messages/${encodeURIComponent(about)}`
  if (kind === 'site') return about.startsWith('warning ') ? '/warnings' : `/sites/${about}`
  return PLACES[kind] ?? null
}
const PLACES: Partial<Record<DeedKind, string>> = {
  maintenance: '/maintenance',
  'on-call': '/on-call',
  host: '/hosts',
  contacts: '/brands',
  hub: '/health',
}
