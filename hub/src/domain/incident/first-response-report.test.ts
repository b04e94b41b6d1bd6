import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { beginIncident } from './begin.ts'
import { reportFirstResponse } from './first-response-report.ts'
import type { Incident, Response } from './incident.ts'

const at = (text: string) => Date.parse(text) as Instant
const response = (from: Instant, tookMinutes: number | null, breached = false): Response => ({
  ...{ from, due: after(from, minutes(15)), breached, isAtRisk: breached },
  metAt: tookMinutes === null ? null : after(from, minutes(tookMinutes)),
})
const incident = (own: Partial<Incident>): Incident => ({
  ...beginIncident({ id: '1', site: 'a.example', partner: 'p', detectedAt: at('2026-11-01T00:00Z'), pinned: null as never, earlier: null }),
  ...{ phase: 'resolved', heardOn: true },
  ...own,
})

test('every outage is judged once: in time, too late, spared or waiting; the median is of those acknowledged (RES-2)', () => {
  const noon = at('2026-11-10T12:00Z')
  const month = [
    incident({ response: response(noon, 4), responses: [response(noon, 20, true)] }),
    incident({ response: response(noon, null) }),
    incident({ response: response(noon, null), phase: 'open' }),
    incident({ response: response(noon, null, true) }),
    incident({ response: response(noon, null), heardOn: false }),
    incident({ response: response(noon, 1), parent: { id: 1, says: '', sites: 2, leads: false } }),
  ]
  const report = reportFirstResponse(month, '2026-11', 'Europe/Oslo')
  assert.deepEqual(report, { outages: 5, met: 1, breached: 2, spared: 1, waiting: 1, median: minutes(12) })
})

test('a month begins by the clock of the partner (RES-2)', () => {
  const eve = [incident({ response: response(at('2026-10-31T23:30Z'), 4) })]
  assert.equal(reportFirstResponse(eve, '2026-11', 'Europe/Oslo').outages, 1)
  assert.equal(reportFirstResponse(eve, '2026-11', 'America/New_York').outages, 0)
})
