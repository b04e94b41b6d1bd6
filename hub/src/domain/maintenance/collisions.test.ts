import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import type { Instant } from '../instant.ts'
import { collisionsOf } from './collisions.ts'
import type { Beside, Occupied } from './collisions.ts'

const at = (text: string) => Date.parse(text) as Instant
const window = (id: string, from: string, until: string, ...sites: string[]): Occupied => ({ id, from: at(from), until: at(until), sites })
const seeded = seededPlan()
const onServer = (id: string) => ({ ...seeded.sites[id]!, host: 'web-3' })
const plan = {
  ...seeded,
  escalation: [{ notify: 'ana', by: ['mail' as const], wait: 0 as never, repeat: 1, only: null }],
  hosts: { 'web-3': { id: 'web-3', name: 'Web 3' } },
  clients: { ...seeded.clients, 'corner-bakery': { ...seeded.clients['corner-bakery']!, holidays: 'US' } },
  sites: {
    ...seeded.sites,
    ...{ 'cornerbakery.example': onServer('cornerbakery.example'), 'pinecabins.example': onServer('pinecabins.example') },
  },
}
const said = (one: Occupied, beside: Partial<Beside> = {}) =>
  collisionsOf(plan, one, { windows: [], announced: [], isOurs: true, ...beside }).map(({ kind, why }) => `${kind}: ${why}`)

// 02:00 to 04:00 in Chicago, on a Thursday
const night = window('disks', '2026-03-05T08:00:00Z', '2026-03-05T10:00:00Z', 'cornerbakery.example')

test('a window in the quiet hours, of sites that no other work touches, while somebody is on call, meets nothing (MNT-1)', () => {
  assert.deepEqual(said(night), [])
  const past = window('before', '2026-03-05T06:00:00Z', '2026-03-05T08:00:00Z', 'cornerbakery.example')
  assert.deepEqual(said(night, { windows: [night, past] }), [])
})

test('another window of the same site or on the same server, and the work of a provider, are named (MNT-1)', () => {
  const windows = [window('kernel', '2026-03-05T09:00:00Z', '2026-03-05T11:00:00Z', 'cornerbakery.example', 'pinecabins.example')]
  const announced = [window('Anchor Hosting: New disks', '2026-03-05T09:30:00Z', '2026-03-05T12:00:00Z', 'cornerbakery.example')]
  assert.deepEqual(said(night, { windows, announced }), [
    'site: cornerbakery.example is also in kernel',
    'server: pinecabins.example of kernel is on the same server (Web 3)',
    'provider: Anchor Hosting: New disks at the same time, for cornerbakery.example',
  ])
})

test('a holiday of the client, its day, and hours in which nobody is on call are named; who is on call is not for a partner (MNT-1, I-16)', () => {
  const away = { ...plan, people: { ...plan.people, ana: { ...plan.people['ana']!, absences: [{ from: at('2026-07-04T00:00:00Z'), until: at('2026-07-05T00:00:00Z') }] } } } // prettier-ignore
  const day = window('patches', '2026-07-04T12:30:00Z', '2026-07-04T13:30:00Z', 'cornerbakery.example')
  const of = (isOurs: boolean) =>
    collisionsOf(away, day, { windows: [], announced: [], isOurs }).map(({ kind, why, from }) => [kind, why, new Date(from).toISOString().slice(11, 16)]) // prettier-ignore
  const theirs = [
    ['holiday', '2026-07-04 is a holiday of Corner Bakery', '12:30'],
    ['daytime', '30m of it, from 08:00 by their clocks, is outside the quiet hours of Corner Bakery', '13:00'],
  ]
  assert.deepEqual(of(true), [['uncovered', 'nobody of the first rung is on duty for 1h of it', '12:30'], ...theirs])
  assert.deepEqual(of(false), theirs)
})
