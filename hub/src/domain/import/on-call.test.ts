import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { stringify } from 'yaml'
import type { Instant } from '../instant.ts'
import { whoIsOn } from '../oncall/who-is-on.ts'
import { readPlan } from '../plan/read-plan.ts'
import { importGoAlert } from './goalert.ts'
import { importGrafanaOnCall } from './grafana-oncall.ts'
import type { Imported } from './imported.ts'

const sample = (name: string) => readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')
const HEAD = {
  operator: { name: 'Harbor', timezone: 'UTC', mail: 'noc@harbor.example' },
  sites: { 'a.example': { url: 'https://a.example/' } },
}
const CHANNELS = { channels: { mail: { smtp: 'smtp://127.0.0.1:25' } } }

/** The plan of a configuration in which nothing else stands, without an error in it. */
function planOf({ written }: Imported) {
  const { plan, complaints } = readPlan(`${stringify({ ...HEAD, ...CHANNELS })}${written}`, 'a.yaml', {
    ...{ variables: { lookup: () => '', unsetIsEmpty: true }, checkSchemas: {} },
  })
  assert.deepEqual(complaints.filter(({ level }) => level === 'error').map(({ message }) => message), []) // prettier-ignore
  return plan!
}
const said = (list: Imported['left']) => list.map(({ from, why }) => `${from}: ${why}`)

test('shifts, users and a chain of Grafana OnCall put the same people on duty here; what has no place is said (RES-1)', () => {
  const read = importGrafanaOnCall(sample('grafana-oncall'))
  const { schedules, people, escalation } = planOf(read)
  const on = (at: string) => whoIsOn(schedules['primary']!, Date.parse(at) as Instant)
  assert.deepEqual(Object.keys(people), ['alex', 'bob', 'cat'])
  assert.deepEqual(on('2026-01-05T01:00-05:00'), ['alex'], 'the turn before the first')
  assert.deepEqual(on('2026-01-06T12:00-05:00'), ['bob'], 'the one whom the rotation starts from')
  assert.deepEqual(on('2026-01-12T09:00-05:00'), ['cat'], 'Berlin’s Monday goes before, a level higher')
  assert.deepEqual(on('2026-01-12T12:00-05:00'), ['alex'], 'the next week')
  assert.deepEqual(on('2026-03-03T13:00-05:00'), ['cat'], 'one event in the place of all')
  assert.deepEqual(on('2027-01-04T09:30+01:00'), ['alex'], 'after its last day the level is no more')
  assert.deepEqual(
    escalation.map(({ notify, wait }) => [notify, wait]),
    [
      ['primary', 300_000],
      ['bob', 1000],
      ['alex', 900_000],
    ],
  )
  assert.deepEqual(said(read.left), [
    'user "gone": it has no mail address',
    'shift "Patch day" of schedule "Primary": it comes round by the hour or the month; here by days and weeks',
    'schedule "Demo schedule iCal": its turns stand in a calendar elsewhere: write them as rotations',
  ])
  assert.deepEqual(read.maps.at(-1)!.loses, ['the step "trigger_webhook"'])
})

test('a schedule of GoAlert puts the same people on duty here, counted from the next hand-over (RES-1)', () => {
  const read = importGoAlert(sample('goalert'))
  const { schedules, people, escalation } = planOf(read)
  const on = (at: string) => whoIsOn(schedules['primary']!, Date.parse(at) as Instant)
  assert.equal(people['ana-ruiz']!.phone, '+12125550101')
  assert.deepEqual(on('2026-03-07T12:00-05:00'), ['ana-ruiz'], 'on duty now')
  assert.deepEqual(on('2026-03-09T07:59-04:00'), ['ana-ruiz'])
  assert.deepEqual(on('2026-03-09T20:00-04:00'), ['kofi-mensah'], 'after the hand-over')
  assert.deepEqual(on('2026-03-06T12:00-05:00'), ['ana-ruiz', 'kofi-mensah'], 'by day both')
  assert.deepEqual(on('2026-03-10T20:00-04:00'), ['ana-ruiz'], 'an override')
  assert.deepEqual(
    escalation.map(({ notify, wait }) => [notify, wait]),
    [
      ['primary', 300_000],
      ['ana-ruiz', 600_000],
    ],
  )
  assert.deepEqual(said(read.left), [
    'user "Robot": it has neither mail nor phone',
    '"Hours" of schedule "Primary": it hands over every 8 (hourly); here after whole days',
  ])
})

test('what is no export of them is refused with how to get one', () => {
  assert.throws(() => importGrafanaOnCall('[]'), { code: 'import_unreadable' })
  assert.throws(() => importGoAlert('{"data":{}}'), { code: 'import_unreadable' })
})
