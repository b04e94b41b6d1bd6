import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Incident } from '../incident/incident.ts'
import { days, minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { ScheduledMaintenance } from '../maintenance/scheduled.ts'
import { correctionsOf } from './corrections.ts'
import { reportOf } from './report-of.ts'
import type { ReportMaterial } from './report-of.ts'

// March 2026 in Chicago: the clocks go forward within it.
const FROM = Date.parse('2026-03-01T06:00:00Z')
const TO = Date.parse('2026-04-01T05:00:00Z')
const minute = (n: number) => (FROM + n * 60_000) as Instant
const LENGTH = (TO - FROM) / 60_000
const moment = fc.integer({ min: -3000, max: LENGTH + 2000 })
const stretch = fc
  .tuple(moment, fc.integer({ min: 1, max: 4000 }))
  .map(([from, length]) => ({ from: minute(from), to: minute(from + length) }))
const SITES = ['bakery.example', 'dental.example'] as const
const site = fc.constantFrom(...SITES)

const seen = fc.uniqueArray(fc.record({ site, monitor: fc.constantFrom('http', 'tls'), at: moment.map(minute), down: fc.boolean() }), {
  selector: ({ monitor, at, site: of }) => `${of} ${monitor} ${at}`,
  maxLength: 24,
})
const outages = fc.array(fc.record({ site, cause: fc.constantFrom('tls.expired', 'dns.lame', null), over: fc.boolean(), when: stretch }), {
  maxLength: 5,
})
const works = fc.array(fc.record({ site, when: stretch }), { maxLength: 3 })

const incident = (
  id: number,
  { site: of, cause, over, when }: { site: string; cause: string | null; over: boolean; when: { from: Instant; to: Instant } },
) =>
  ({
    ...{ id: String(id), site: of, partner: 'brightside', phase: over ? 'resolved' : 'open', parent: null, heardOn: false },
    ...{ detectedAt: when.from, confirmedAt: when.from, resolvedAt: over ? when.to : null, wellSince: over ? when.to : null },
    ...{ diagnosis: cause === null ? null : { cause }, causeConfirmed: cause !== null, responses: [], response: null },
    ...{ pinned: null, playbook: null, steps: {}, tasks: {}, told: [], unreachable: [], ladder: { calls: 0 } },
  }) as unknown as Incident

const work = (id: number, { when }: { when: { from: Instant; to: Instant } }) =>
  ({
    ...{ partner: 'brightside', phase: 'completed', startedAt: null, endedAt: when.to },
    facts: { id: `work-${id}`, startsAt: when.from, endsAt: when.to, reason: 'new disks' },
  }) as unknown as ScheduledMaintenance

const nothing = { falseAlarms: [], seenTo: [], ends: [], speeds: [], changes: [], hosts: [] } as const
const GOAL = { percent: 99.9, credits: [{ below: 99.9, percent: 10 }, { below: 95, percent: 25 }] } // prettier-ignore

type Given = {
  seen: { site: string; monitor: string; at: Instant; down: boolean }[]
  outages: { site: string; cause: string | null; over: boolean; when: { from: Instant; to: Instant } }[]
  works: { site: string; when: { from: Instant; to: Instant } }[]
  alive: Instant
}

const materialOf = (given: Given): ReportMaterial => ({
  ...{ partner: 'brightside', client: null, month: '2026-03', zone: 'America/Chicago', at: (TO + days(5)) as Instant, ...nothing },
  sites: SITES.map((id) => ({
    site: { id, partner: 'brightside', client: null },
    goal: GOAL,
    seen: given.seen.filter((one) => one.site === id).map((one) => ({ ...one, location: 'home' })),
    alive: [{ location: 'home', from: 0 as Instant, to: given.alive }],
  })),
  incidents: given.outages.map((one, n) => ({ incident: incident(n + 1, one), events: [] })),
  works: given.works.map((one, n) => ({ work: work(n, one), sites: [one.site] })),
})

// Minute by minute, as somebody would count it on paper.
function recount({ seen: all, outages: down, works: planned, alive }: Given, of: string) {
  const counted = { up: 0, down: 0, unknown: 0, maintenance: 0, scheduledDown: 0 }
  const inMonth = new Map<number, number>()
  const mine = all.filter((one) => one.site === of)
  const byMonitor = [...Map.groupBy(mine, ({ monitor }) => monitor).values()].map((one) => one.toSorted((a, b) => a.at - b.at))
  const first = Math.min(...mine.map(({ at }) => at))
  const among = (list: readonly { site: string; when: { from: Instant; to: Instant } }[], at: Instant) =>
    list.some(({ site: where, when }) => where === of && when.from <= at && at < when.to)
  for (let n = 0; n < LENGTH; n++) {
    const at = minute(n)
    const isKnown = first <= at && at < alive
    const fails = isKnown && byMonitor.some((one) => one.findLast((last) => last.at <= at)?.down === true)
    const isOut = down.some(({ site: where, over, when }) => where === of && when.from <= at && (!over || at < when.to))
    if (among(planned, at)) {
      counted.maintenance++
      if (fails) counted.scheduledDown++
    } else if (!isKnown) counted.unknown++
    else if (fails && isOut) {
      counted.down++
      for (const [index, { site: where, over, when }] of down.entries())
        if (where === of && when.from <= at && (!over || at < when.to)) inMonth.set(index + 1, (inMonth.get(index + 1) ?? 0) + 1)
    } else counted.up++
  }
  return { counted, inMonth }
}

test('every number of a month is what a count minute by minute gives, across a change of the clocks (REV-3, PRE-5)', () => {
  fc.assert(
    fc.property(seen, outages, works, moment.map(minute), (seenThen, down, planned, alive) => {
      const given: Given = { seen: seenThen, outages: down, works: planned, alive }
      const report = reportOf(materialOf(given))
      let [up, downs, scheduled] = [0, 0, 0]
      for (const one of report.sites) {
        const { counted, inMonth } = recount(given, one.site)
        const inMinutes = Object.fromEntries(Object.entries(one.ledger).map(([key, span]) => [key, span / 60_000]))
        assert.deepEqual(inMinutes, counted)
        const share = counted.up + counted.down === 0 ? null : counted.up / (counted.up + counted.down)
        assert.equal(one.availability, share)
        assert.equal(one.credit, share === null || share >= 0.999 ? 0 : share >= 0.95 ? 10 : 25)
        for (const listed of report.incidents.filter((incidentOf) => incidentOf.site === one.site))
          assert.equal(listed.down / 60_000, inMonth.get(listed.number) ?? 0)
        up += counted.up
        downs += counted.down
        scheduled += counted.scheduledDown
      }
      assert.equal(report.total.availability, up + downs === 0 ? null : up / (up + downs))
      assert.equal(report.total.plannedPart, downs + scheduled === 0 ? null : scheduled / (downs + scheduled))
      const listed = down.flatMap(({ when, over }, n) => (when.from < TO && (!over || when.to > FROM) ? [n + 1] : []))
      assert.deepEqual(
        report.incidents.map(({ number }) => number).toSorted((a, b) => a - b),
        listed,
      )
      const restored = down.filter(({ when, over }) => over && when.from >= FROM && when.from < TO).map(({ when }) => when.to - when.from)
      const times = report.times.find(({ what }) => what === 'restore')!
      assert.equal(times.counted, restored.length)
      assert.equal(times.longest, restored.length === 0 ? null : Math.max(...restored))
      // Half of them took no longer than the median, and half no less.
      for (const isOn of [(span: number) => span <= times.median!, (span: number) => span >= times.median!])
        assert.ok(restored.length === 0 || restored.filter(isOn).length * 2 >= restored.length)
      assert.deepEqual(correctionsOf(report, reportOf(materialOf(given))), [], 'asked again it is the same')
    }),
    { numRuns: 25 },
  )
})

test('a warning counts as prevented when it was seen to in time and nothing of its kind had happened (PRE-4, REV-3)', () => {
  const seenTo = (what: string, due: number | null, by = 'ana', on = SITES[0] as string) => ({
    ...{ site: on, what, at: minute(10), dueAt: due === null ? null : minute(due) },
    done: { at: minute(500), by },
  })
  const given: Given = { seen: [], works: [], alive: minute(0), outages: [{ site: SITES[1], cause: 'tls.expired', over: true, when: { from: minute(100), to: minute(200) } }] } // prettier-ignore
  const report = reportOf({
    ...materialOf(given),
    seenTo: [
      seenTo('domain', 900),
      seenTo('certificate', 900, 'a nearer threshold'), // another warning has taken its place
      seenTo('certificate', 300), // too late
      seenTo('drift NS', null),
      seenTo('certificate', 900, 'what is seen now', SITES[1]), // it had come true
    ],
    falseAlarms: [0, 2].map((calls) => ({ ...incident(9, given.outages[0]!), ladder: { calls } }) as unknown as Incident),
  })
  assert.deepEqual(report.prevented.map(({ what }) => what), ['domain', 'drift NS']) // prettier-ignore
  assert.deepEqual(report.falseAlarms, { quiet: 1, woke: 1 })
})

test('what is known otherwise of a closed month is said with what it was; sites that came since are none of it', () => {
  const outage = { site: SITES[0], cause: null, over: true, when: { from: minute(100), to: minute(160) } }
  const given: Given = {
    ...{ works: [], alive: minute(LENGTH), outages: [outage] },
    seen: [
      { site: SITES[0], monitor: 'http', at: minute(0), down: false },
      { site: SITES[0], monitor: 'http', at: minute(100), down: true },
      { site: SITES[0], monitor: 'http', at: minute(160), down: false },
    ],
  }
  const kept = reportOf(materialOf(given))
  const later = materialOf({
    ...given,
    outages: [{ ...outage, cause: 'tls.expired' }],
    works: [{ site: SITES[0], when: { from: minute(130), to: minute(160) } }],
  })
  const fresh = reportOf({
    ...later,
    sites: [...later.sites, { ...later.sites[0]!, site: { id: 'new.example', partner: 'brightside', client: null } }],
  })
  assert.deepEqual(correctionsOf(kept, fresh), [
    { what: 'down', of: SITES[0], was: minutes(60), now: minutes(30) },
    { what: 'planned', of: SITES[0], was: 0 as Span, now: minutes(30) },
    { what: 'cause', of: '1', was: null, now: 'tls.expired' },
    { what: 'work', of: 'work-0', was: null, now: minutes(30) },
  ])
})
