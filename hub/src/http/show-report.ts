import type { ReportNumbers } from '@allclear/wire/report.ts'
import type { z } from 'zod'
import { iso, isoOrNull } from '../domain/instant.ts'
import type { Span } from '../domain/instant.ts'
import type { Correction } from '../domain/report/corrections.ts'
import type { Report, Standing } from '../domain/report/report.ts'

/** The numbers of a report as the API gives them: moments in ISO 8601, spans in seconds. */
export const showReport = (report: Report): z.infer<typeof ReportNumbers> => ({
  ...{ from: iso(report.from), to: iso(report.to), zone: report.zone, madeAt: iso(report.madeAt), total: showStanding(report.total) },
  before: { ...report.before, down: report.before.down / 1000 },
  sites: report.sites.map(({ site, partner, client, goal, credit, ...one }) => ({
    ...{ site, partner, client, goalPercent: goal, creditPercent: credit, ...showStanding(one) },
  })),
  incidents: report.incidents.map(({ from, until, down, ...one }) => ({
    ...one,
    from: iso(from),
    until: isoOrNull(until),
    down: down / 1000,
  })),
  firstResponse: { ...report.response, median: inSeconds(report.response.median) },
  times: report.times.map(({ what, counted, median, longest, policy, late }) => ({
    ...{ what, counted, late: [...late] },
    ...{ median: inSeconds(median), longest: inSeconds(longest), policy: inSeconds(policy) },
  })),
  maintenance: report.works.map(({ id, from, until, reason, sites }) => ({
    id,
    from: iso(from),
    until: iso(until),
    reason,
    sites: [...sites],
  })),
  prevented: report.prevented.map(({ site, what, warnedAt, doneAt, dueAt }) => ({
    ...{ site, what, warnedAt: iso(warnedAt), doneAt: iso(doneAt), dueAt: isoOrNull(dueAt) },
  })),
  falseAlarms: report.falseAlarms,
  ahead: report.ahead.map(({ site, what, at }) => ({ site, what, at: iso(at) })),
  speeds: report.speeds.map(({ site, mean, worst, before }) => ({
    site,
    mean: mean / 1000,
    worst: worst / 1000,
    before: inSeconds(before),
  })),
  changes: report.changes.map(({ site, at, said }) => ({ site, at: iso(at), said })),
  hosts: report.hosts.map(({ host, name, days, restarts, cpu, load, memory, disk, mailQueue, logins = 0, spam = 0 }) => ({
    ...{ host, name, days, restarts, cpu, load, memory, disk, mailQueue, logins, spam },
  })),
})

/** What is known otherwise, spans in seconds. */
export const showCorrections = (corrections: readonly Correction[]) => {
  const shown = (value: Correction['was']) => (typeof value === 'number' ? value / 1000 : value)
  return corrections.map(({ what, of, was, now }) => ({ what, of, was: shown(was), now: shown(now) }))
}

const inSeconds = (span: Span | null) => (span === null ? null : span / 1000)

const showStanding = ({ availability, plannedPart, ledger, budget }: Standing) => ({
  ...{ availability, plannedPart, budget: { allowed: budget.allowed / 1000, left: budget.left / 1000 } },
  ledger: {
    ...{ up: ledger.up / 1000, down: ledger.down / 1000, unknown: ledger.unknown / 1000 },
    ...{ maintenance: ledger.maintenance / 1000, scheduledDown: ledger.scheduledDown / 1000 },
  },
})
