import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { printComplaints } from '../document.ts'
import { iso, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import { readMaintenance } from './read-maintenance.ts'

const EXAMPLES = new URL('../../../../docs/examples/', import.meta.url)
const EXAMPLE = readFileSync(new URL('maintenance.yaml', EXAMPLES), 'utf8')
const NOW = Date.parse('2027-04-01T12:00:00Z') as Instant

const plan = readPlan(readFileSync(new URL('allclear.yaml', EXAMPLES), 'utf8'), 'allclear.yaml', {
  variables: { lookup: () => undefined, unsetIsEmpty: true },
  checkSchemas: {},
}).plan as Plan

const changed = (from: string | RegExp, to: string) => {
  const text = EXAMPLE.replace(from, to)
  assert.notEqual(text, EXAMPLE, `the example has no ${String(from)}`)
  return text
}
const read = (text: string, now: string | null = null, more: { plan?: Plan } = {}) =>
  readMaintenance(text, 'm.yaml', { now: now === null ? NOW : (Date.parse(now) as Instant), ...more })
const said = (...of: Parameters<typeof read>) =>
  read(...of)
    .complaints.map((complaint) => `${complaint.level} ${printComplaints([complaint]).trimEnd()}`)
    .join('\n')

test('the example loads as it stands, with its seven facts (MNT-1)', () => {
  const { maintenance, complaints } = read(EXAMPLE, null, { plan })
  assert.deepEqual(complaints, [])
  assert.equal(iso(maintenance!.startsAt), '2027-04-13T06:00:00Z')
  assert.equal(maintenance!.endsAt - maintenance!.startsAt, minutes(45))
  assert.deepEqual(maintenance!.affects, { providers: ['anchor-hosting'], sites: [], clients: [] })
  assert.equal(maintenance!.alternatives, 'none')
})

for (const fact of ['starts', 'lasts', 'disrupts', 'reason', 'benefit', 'support', 'alternatives']) {
  test(`a notice without "${fact}" is refused by name (MNT-1)`, () => {
    const { maintenance, complaints } = read(changed(new RegExp(`\\n${fact}:.*`), ''))
    assert.equal(maintenance, null)
    assert.deepEqual(
      complaints.map(({ level, message }) => [level, message]),
      [['error', `${fact} is missing`]],
    )
  })
  test(`a notice whose "${fact}" says nothing is refused by name (MNT-1)`, () => {
    assert.match(said(changed(new RegExp(`\\n${fact}:.*`), `\n${fact}: " "`)), new RegExp(`^error m\\.yaml:\\d+:\\d+  ${fact}: `))
  })
}

const STARTS = 'starts: 2027-04-13T02:00:00-04:00'
const mistakes: [string, string | RegExp, string, string][] = [
  [
    'the 30th of February is no date',
    STARTS,
    'starts: 2027-02-30T02:00-04:00',
    'error m.yaml:3:9  starts: "2027-02-30T02:00-04:00" is not a date and time; write it with its offset: 2027-04-13T02:00:00-04:00',
  ],
  [
    '24:61 is no time',
    STARTS,
    'starts: 2027-04-13T24:61Z',
    'error m.yaml:3:9  starts: "2027-04-13T24:61Z" is not a date and time; write it with its offset: 2027-04-13T02:00:00-04:00',
  ],
  [
    'an offset of 99 hours is none',
    STARTS,
    'starts: 2027-04-13T02:00+99:00',
    'error m.yaml:3:9  starts: "2027-04-13T02:00+99:00" is not a date and time; write it with its offset: 2027-04-13T02:00:00-04:00',
  ],
  [
    'a time without a zone is not exact',
    STARTS,
    'starts: 2027-04-13T02:00',
    'error m.yaml:3:9  starts: "2027-04-13T02:00" names no zone; add the offset: 2027-04-13T02:00:00-04:00, or Z for UTC',
  ],
  [
    'a date is no time',
    STARTS,
    'starts: 2027-04-13',
    'error m.yaml:3:9  starts: "2027-04-13" is not a date and time; write it with its offset: 2027-04-13T02:00:00-04:00',
  ],
  [
    'a time that the clocks skip offers the next',
    STARTS,
    'starts: 2028-03-12T02:30[America/New_York]',
    'error m.yaml:3:9  starts: the clocks of America/New_York skip 02:30:00 on that day; write 2028-03-12T03:00:00-04:00',
  ],
  [
    'a time that the clocks show twice asks which',
    STARTS,
    'starts: 2027-11-07T01:30[America/New_York]',
    'error m.yaml:3:9  starts: the clocks of America/New_York show 01:30:00 twice on that day; write 2027-11-07T01:30:00-04:00 or 2027-11-07T01:30:00-05:00',
  ],
  [
    'a zone exists',
    STARTS,
    'starts: 2027-04-13T02:00[Mars/Base]',
    'error m.yaml:3:9  starts: "2027-04-13T02:00[Mars/Base]" is not a date and time; write it with its offset: 2027-04-13T02:00:00-04:00',
  ],
  ['a window has a length', 'lasts: 45m', 'lasts: 0m', 'error m.yaml:4:8  lasts: "0m" is out of range; write 1m to 30d'],
  [
    'a window does not run backwards',
    'lasts: 45m',
    'lasts: -45m',
    'error m.yaml:4:8  lasts: "-45m" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  ['a window is no longer than 30 days', 'lasts: 45m', 'lasts: 31d', 'error m.yaml:4:8  lasts: "31d" is out of range; write 1m to 30d'],
  [
    'a window is told to the minute',
    'lasts: 45m',
    'lasts: 90s',
    'error m.yaml:4:8  lasts: is not a whole number of minutes; write it to the minute: 45m',
  ],
  [
    'a window affects something',
    '{ providers: [anchor-hosting] }',
    '{ providers: [] }',
    'error m.yaml:5:10  affects: names nothing; write { providers: […] }, { sites: […] } or { clients: […] }',
  ],
  [
    'what is affected is a provider, a site or a client',
    'providers:',
    'provider:',
    'error m.yaml:5:12  affects: unknown key "provider"; did you mean "providers"?',
  ],
  [
    'what is affected stands in the plan',
    'anchor-hosting]',
    'anchor-hostign]',
    'error m.yaml:5:24  affects.providers.0: there is no provider "anchor-hostign"; did you mean "anchor-hosting"?',
  ],
  [
    'an emergency has a reason',
    STARTS,
    `${STARTS}\nemergency: ""`,
    'error m.yaml:4:12  emergency: has no visible letters; write 1 to 2000 characters',
  ],
  [
    'an unknown key names the nearest',
    'benefit:',
    'benefits:',
    'error m.yaml:2:1  benefit is missing; add "benefit:" (string)\nerror m.yaml:8:1  unknown key "benefits"; did you mean "benefit"?',
  ],
]
for (const [name, from, to, expected] of mistakes) test(name, () => assert.equal(said(changed(from, to), null, { plan }), expected))

test('a week before is early enough, a second less is not, and the way out is named (MNT-2)', () => {
  assert.equal(said(EXAMPLE, '2027-04-06T06:00:00Z'), '')
  assert.equal(
    said(EXAMPLE, '2027-04-06T06:00:01Z'),
    'finding m.yaml:3:9  starts: the window begins in 6d 23h, and those affected must know a week before; move it to a later day, or add "emergency: <the reason>"',
  )
})

test('an emergency with its reason may come at short notice (MNT-2)', () => {
  const emergency = `${EXAMPLE}\nemergency: The hole is being used already.\n`
  assert.equal(said(emergency, '2027-04-13T05:59:00Z'), '')
  assert.equal(read(emergency).maintenance!.emergency, 'The hole is being used already.')
})

test('a window in the past is a finding, emergency or not', () => {
  const past = 'finding m.yaml:3:9  starts: the window begins in the past; move it to a time at least a week from now'
  assert.equal(said(EXAMPLE, '2027-04-13T06:00:01Z'), past)
  assert.equal(said(`${EXAMPLE}\nemergency: The hole is being used already.\n`, '2027-04-13T06:00:01Z'), past)
})

test('a rehearsal does not judge lead times', () => {
  assert.deepEqual(readMaintenance(EXAMPLE, 'm.yaml', { now: null }).complaints, [])
})

test('a moment may name its zone as well as its offset, or its zone alone', () => {
  const starts = (moment: string) => iso(read(changed(STARTS, `starts: ${moment}`)).maintenance!.startsAt)
  assert.equal(starts('2027-04-13T02:00:00-04:00[America/New_York]'), '2027-04-13T06:00:00Z')
  assert.equal(starts('2027-04-13T02:00[America/New_York]'), '2027-04-13T06:00:00Z')
  assert.equal(starts('2027-04-13 06:00Z'), '2027-04-13T06:00:00Z')
})
