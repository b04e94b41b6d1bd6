import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { printComplaints } from '../document.ts'
import { days, hours, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { readScenario } from './read-scenario.ts'
import type { Around } from './read-scenario.ts'

const names = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, {}]))
const plan = { sites: names('cornerbakery.example', 'b.example'), people: names('kofi', 'mei') } as unknown as Around
const read = (text: string) => readScenario(text, 's.yaml', plan)
const said = (text: string) => printComplaints(read(text).complaints)
const HEAD = 'site: cornerbakery.example\nstart: 2026-03-04T10:00:00-06:00\nuntil: 3h\n'
const withEvent = (event: string) => `${HEAD}events:\n  - { ${event} }\n`
const withExpectation = (entry: string) => `${HEAD}expect:\n  - { ${entry} }\n`

test('the example scenario is read as it stands (PRP-3)', () => {
  const text = readFileSync(new URL('../../../../docs/examples/scenario.ssl-unresolved.yaml', import.meta.url), 'utf8')
  const { scenario, complaints } = read(text)
  assert.deepEqual(complaints, [])
  assert.deepEqual(scenario?.sites, ['cornerbakery.example'])
  assert.equal(scenario.start, Date.parse('2026-03-04T16:00:00Z'))
  assert.equal(scenario.until, hours(3))
  assert.equal(scenario.cause, 'tls.expired')
  assert.deepEqual(scenario.events[2], {
    at: minutes(6),
    of: ['cornerbakery.example'],
    happens: 'action',
    action: 'certificate-renew',
    result: 'failed',
  })
  assert.deepEqual(scenario.expect[0]?.fields, { kind: 'message', audience: 'client', template: 'certificate-investigating' })
  assert.deepEqual([scenario.expect[0].after, scenario.expect[0].line], [15, 12])
  assert.equal(scenario.never[0]?.before, minutes(85))
})

const happenings: [string, object][] = [
  ['site: slow', { happens: 'site', state: 'slow' }],
  ['cause: dns.lame', { happens: 'cause', cause: 'dns.lame' }],
  ['acknowledge: mei', { happens: 'acknowledge', person: 'mei' }],
  ['reply: client', { happens: 'reply', who: 'client' }],
  ['approve: partner', { happens: 'approve', who: 'partner' }],
  ['decline: client', { happens: 'decline', who: 'client' }],
  ['bounce: bo@cornerbakery.example', { happens: 'bounce', address: 'bo@cornerbakery.example' }],
  ['action: certificate-renew, result: done', { happens: 'action', action: 'certificate-renew', result: 'done' }],
  ['task: ask, done: true', { happens: 'task', step: 'ask' }],
  ['scan: infected', { happens: 'scan', found: 'infected' }],
  ['provider: recovered', { happens: 'provider', state: 'recovered' }],
  ['maintenance: started', { happens: 'maintenance', state: 'started' }],
  ['maintenance: extended 30m', { happens: 'maintenance', state: 'extended', by: minutes(30) }],
  ['maintenance: completed', { happens: 'maintenance', state: 'completed' }],
  ['maintenance: cancelled', { happens: 'maintenance', state: 'cancelled' }],
]
for (const [text, happening] of happenings) {
  test(`"${text}" can happen in a rehearsal`, () => {
    const { scenario, complaints } = read(withEvent(`at: 5m, ${text}`))
    assert.deepEqual(complaints, [])
    assert.deepEqual(scenario?.events, [{ at: minutes(5), of: ['cornerbakery.example'], ...happening }])
  })
}

test('several sites are hit, and an event may name one of them; events stand in order of time', () => {
  const text = `sites: [cornerbakery.example, b.example]
start: 2026-03-04T10:00:00Z
until: 2 weeks
maintenance: maintenance.yaml
statistics: { disk: 9GB, transfer: 380GB, visits: 90000 }
events:
  - { at: 5m, site: up, of: b.example }
  - { at: 0m, site: down }
`
  const { scenario, complaints } = read(text)
  assert.deepEqual(complaints, [])
  assert.deepEqual(
    scenario?.events.map(({ at, of }) => [at, of]),
    [
      [0, ['cornerbakery.example', 'b.example']],
      [minutes(5), ['b.example']],
    ],
  )
  assert.deepEqual([scenario.until, scenario.maintenance], [days(14), 'maintenance.yaml'])
  assert.deepEqual(scenario.statistics, { disk: 9 * 1024 ** 3, transfer: 380 * 1024 ** 3, visits: 90000 })
})

test('an expectation bounds time in four ways and names any field of the timeline', () => {
  const expectation = (text: string) => read(withExpectation(text)).scenario?.expect[0]
  assert.equal(expectation('after: 90s')?.after, 1)
  assert.deepEqual([expectation('from: 10m, before: 20m')?.from, expectation('from: 10m, before: 20m')?.before], [minutes(10), minutes(20)])
  assert.equal(expectation('at: "2026-03-04T10:15:00-06:00"')?.at, Date.parse('2026-03-04T16:15:00Z') as Instant)
  assert.deepEqual(expectation('from: care@brightside.example')?.fields, { from: 'care@brightside.example' })
  assert.deepEqual(expectation('to: [a@x.example], state: failed')?.fields, { to: ['a@x.example'], state: 'failed' })
  assert.equal(expectation('after: 15m, kind: page')?.says, 'after: 15m, kind: page')
})

const mistakes: [string, string, string][] = [
  [
    'a site the configuration lacks',
    HEAD.replace('cornerbakery', 'cornerbaker'),
    '1:7  the configuration has no site "cornerbaker.example"; did you mean "cornerbakery.example"?',
  ],
  ['no site at all', HEAD.replace(/^.*\n/, ''), 'site is missing'],
  ['a site and sites', `sites: [b.example]\n${HEAD}`, '"site" and "sites" are both given'],
  ['a start without an offset', HEAD.replace('-06:00', ''), '2:8  start: "2026-03-04T10:00:00" has no offset (zone_missing)'],
  ['a day that does not exist', HEAD.replace('03-04', '02-30'), 'date_invalid'],
  ['an end without a unit', HEAD.replace('3h', '3'), '3:8  until: "3" has no unit'],
  ['an unknown cause', `cause: tls.expird\n${HEAD}`, 'did you mean "tls.expired"?'],
  ['an unknown key', `evnts: []\n${HEAD}`, 'unknown key "evnts"; did you mean "events"?'],
  [
    'a person the configuration lacks',
    withEvent('at: 5m, acknowledge: kof'),
    '5:28  events.0: the configuration has no person "kof"; did you mean "kofi"?',
  ],
  ['an event without a time', withEvent('site: up'), 'events.0: at is missing; add "at: 5m"'],
  ['an event before the start', withEvent('at: -5m, site: up'), '"-5m" is negative'],
  ['an event that is nothing', withEvent('at: 5m'), 'nothing happens here'],
  ['an event that is two things', withEvent('at: 5m, reply: client, approve: client'), 'this one is reply and approve'],
  ['an unknown event', withEvent('at: 5m, aknowledge: kofi'), 'unknown key "aknowledge"; did you mean "acknowledge"?'],
  ['a state that is none', withEvent('at: 5m, site: dwn'), 'did you mean "down"?'],
  ['an action without its result', withEvent('at: 5m, action: certificate-renew'), 'result is missing'],
  [
    'a site of an event that is not hit',
    withEvent('at: 5m, site: up, of: b.example'),
    '"b.example" is not among the sites of this rehearsal',
  ],
  ['an extension without a length', withEvent('at: 5m, maintenance: extended'), 'write started, "extended 30m"'],
  ['an unknown field of the timeline', withExpectation('temple: x'), 'expect.0: unknown key "temple"; did you mean "template"?'],
  ['a kind of entry that is none', withExpectation('kind: mesage'), 'did you mean "message"?'],
  ['an empty expectation', withExpectation(''), 'nothing is looked for'],
]
for (const [name, text, part] of mistakes) {
  test(`${name} is a complaint at its place`, () => {
    assert.ok(said(text).includes(part), said(text))
    assert.equal(read(text).scenario, null)
  })
}

test('every mistake is told at once', () => {
  const text = `${HEAD.replace('3h', '3')}events:\n  - { at: 5, site: dwn }\nexpect:\n  - { kind: mesage }\n`
  assert.equal(said(text).split('\n').length - 1, 4, said(text))
})

test('what happens after the end is a warning', () => {
  const { scenario, complaints } = read(withEvent('at: 4h, site: up'))
  assert.deepEqual(
    complaints.map(({ level }) => level),
    ['warning'],
  )
  assert.ok(scenario)
})
