import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { coveringWork, affectedSites, windowEndBetween } from './covers.ts'
import { planMaintenance } from './decide-maintenance.ts'
import type { Maintenance } from './read-maintenance.ts'
import { reachedBy } from './reached.ts'
import type { ScheduledMaintenance } from './scheduled.ts'

const plan = seededPlan()
const T = (n: number) => minutes(n) as number as Instant
const window = (affects: Partial<Maintenance['affects']>, from: number, to: number, more: Partial<ScheduledMaintenance> = {}) => {
  const facts = { id: 'w', startsAt: T(from), endsAt: T(to), affects: { providers: [], sites: [], clients: [], ...affects } }
  return { ...planMaintenance('operator', facts as unknown as Maintenance, T(0)), ...more }
}
const names = (affects: Partial<Maintenance['affects']>, partner = 'operator') =>
  affectedSites(plan, { affects: { providers: [], sites: [], clients: [], ...affects } }, partner).map(({ id }) => id)

test('a window affects the sites it names, those of its clients and those on its providers, and a partner’s only its own', () => {
  assert.deepEqual(names({ providers: ['anchor-hosting'] }), ['cornerbakery.example'])
  assert.deepEqual(names({ clients: ['pine-cabins'], sites: ['harbor.example'] }), [
    'northlight.example',
    'pinecabins.example',
    'harbor.example',
  ])
  assert.deepEqual(names({ clients: ['pine-cabins', 'river-dental'] }, 'brightside'), ['riverdental.example'])
})

test('a site is covered from the first moment of a window to the last, by any of several, and a site outside the scope never is (I-44, I-46)', () => {
  const works = [window({ sites: ['harbor.example'] }, 10, 20), window({ sites: ['harbor.example'] }, 15, 40)]
  const covered = (n: number, site = 'harbor.example') => coveringWork(works, plan, site, T(n)) !== null
  assert.deepEqual(
    [9, 10, 19, 20, 39, 40].map((n) => covered(n)),
    [false, true, true, true, true, false],
  )
  assert.equal(covered(15, 'pinecabins.example'), false)
})

test('what is cancelled covers nothing, and what ended early covers nothing from then on (I-45)', () => {
  const affects = { sites: ['harbor.example'] }
  assert.equal(coveringWork([window(affects, 10, 20, { phase: 'cancelled' })], plan, 'harbor.example', T(15)), null)
  const early = [window(affects, 10, 20, { phase: 'verifying', endedAt: T(14) })]
  assert.ok(coveringWork(early, plan, 'harbor.example', T(13)))
  assert.equal(coveringWork(early, plan, 'harbor.example', T(14)), null)
  assert.equal(windowEndBetween(early, plan, 'harbor.example', { from: T(12), until: T(16) }), T(14))
})

test('a window that somebody began earlier covers from then, one that was noted late from its planned start (I-44)', () => {
  const startedAt = (n: number) => [window({ sites: ['harbor.example'] }, 10, 20, { phase: 'running', startedAt: T(n) })]
  assert.ok(coveringWork(startedAt(8), plan, 'harbor.example', T(9)))
  assert.ok(coveringWork(startedAt(12), plan, 'harbor.example', T(11)))
})

test('the clock of a failure that outlasts its windows starts at the end of the last (I-45, I-46)', () => {
  const works = [window({ sites: ['harbor.example'] }, 10, 20), window({ sites: ['harbor.example'] }, 15, 40)]
  const end = (from: number, until: number) => windowEndBetween(works, plan, 'harbor.example', { from: T(from), until: T(until) })
  assert.equal(end(12, 41), T(40))
  assert.equal(end(41, 50), null, 'it began after the window')
})

test('each client, thread and status page hears once, of its own sites only (MNT-2)', () => {
  const contacts = [{ name: 'Bo', role: null, mail: 'bo@cornerbakery.example', phone: null }]
  const full = { ...plan, clients: { ...plan.clients, 'corner-bakery': { ...plan.clients['corner-bakery']!, contacts } } }
  const sites = Object.values(plan.sites).filter(({ id }) => id !== 'riverdental.example')
  const reached = reachedBy({ plan: full, working: [], secretsPresent: () => false, deadBecause: () => null }, sites)
  assert.deepEqual(
    reached.map(({ partner, sites: ids, recipient }) => [partner, recipient.audience, recipient.address[0], ids.length, ...recipient.cc]),
    [
      ['brightside', 'client', 'bo@cornerbakery.example', 2, 'rosa@brightside.example'],
      ['brightside', 'public', 'corner-bakery', 2],
      ['brightside', 'public', 'brightside', 2],
      ['fjord', 'public', 'pine-cabins', 2],
      ['fjord', 'public', 'fjord', 2],
      ['operator', 'public', 'operator', 1],
    ],
  )
})
