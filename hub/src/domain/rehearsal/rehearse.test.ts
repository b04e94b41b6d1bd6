import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { iso, isoDuration } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Template, Templates } from '../message/template.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import { readPlaybook } from '../playbook/read-playbook.ts'
import { unmet } from './expectations.ts'
import { readScenario } from './read-scenario.ts'
import { rehearse } from './rehearse.ts'
import type { RehearsedWindow } from './rehearse.ts'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const text = read('docs/examples/allclear.yaml').replace(
  '\nchannels:',
  '\n  lakeside.example: { client: corner-bakery, url: https://lakeside.example/ }\n\nchannels:',
)
const plan = readPlan(text, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} }).plan as Plan

const names = ['incident-opened', 'relapse', 'all-clear', 'page', 'investigating', 'still-working']
const template = (name: string): Template => ({
  name,
  language: 'en',
  partner: null,
  subject: `{{ site }}: ${name}`,
  body: name,
  file: name,
})
const templates: Templates = new Map(names.map((name) => [`en/${name}`, template(name)]))
const playbook = readPlaybook(read('playbooks/default.yaml'), 'default.yaml', { templates: names, actions: [] }).playbook!

function play(scenario: string, window: RehearsedWindow | null = null) {
  const { scenario: found, complaints } = readScenario(`start: 2026-03-04T10:00:00-06:00\n${scenario}`, 'scenario.yaml', plan)
  assert.deepEqual(complaints, [])
  const rehearsal = rehearse({ plan, playbooks: [[playbook]], templates, scenario: found!, window })
  const since = (at: Instant) => isoDuration((at - found!.start) as never)
  const states = rehearsal.timeline.flatMap(({ at, kind, state, note, site }) =>
    kind === 'state' && (state === undefined || note === '' || !/^(Cause|Playbook)/.test(note!))
      ? [`${since(at)} ${site} ${state ?? note}`]
      : [],
  )
  const to = (kind: string) =>
    rehearsal.timeline.flatMap((entry) => (entry.kind === kind ? [`${since(entry.at)} ${entry.to?.join(' ')}`] : []))
  return { ...rehearsal, states, to, unmet: unmet(found!, rehearsal.timeline) }
}
const SITE = 'site: cornerbakery.example\n'
const events = (...list: string[]) => `events:\n${list.map((event) => `  - { ${event} }\n`).join('')}`

test('down is detected and confirmed at once and past page-after, and the cause is found in the same instant', () => {
  const { timeline, ended } = play(`${SITE}cause: host.service_down\nuntil: 1m\n${events('at: 0m, site: down')}`)
  assert.deepEqual(new Set(timeline.map(({ at }) => iso(at))), new Set(['2026-03-04T16:00:00Z']))
  assert.ok(timeline.some(({ note }) => note?.startsWith('Cause: host.service_down (100 %)')))
  assert.ok(timeline.some(({ kind }) => kind === 'page'))
  assert.equal(ended, 'open')
})

test('where several sites are hit an event may name one; each has an incident of its own, and the least far one says how it ended', () => {
  const { states, ended, incidents } = play(
    `sites: [cornerbakery.example, lakeside.example]\nuntil: 1h\n${events('at: 0m, site: down', 'at: 5m, site: up, of: lakeside.example')}`,
  )
  assert.deepEqual(
    states.filter((line) => / (stabilising|resolved|open)$/.test(line)).filter((line) => !/PT1[05]M/.test(line)),
    [
      'PT0S cornerbakery.example open',
      'PT0S lakeside.example open',
      'PT5M lakeside.example stabilising',
      'PT20M lakeside.example resolved',
    ],
  )
  assert.deepEqual([ended, incidents.length], ['open', 2])
})

test('after the all clear it is a new incident that names the earlier one', () => {
  const { incidents } = play(`${SITE}until: 1h\n${events('at: 0m, site: down', 'at: 1m, site: up', 'at: 30m, site: down')}`)
  assert.deepEqual(
    incidents.map(({ id, earlier, phase }) => [id, earlier, phase]),
    [['2', '1', 'open']],
  )
})

test('an address that bounces is passed over from then on, and why is said', () => {
  const { to } = play(
    `${SITE}until: 50m\n${events('at: 0m, site: down', 'at: 1m, acknowledge: ana', 'at: 20m, bounce: bo@cornerbakery.example')}`,
  )
  assert.deepEqual(
    to('message').filter((line) => line.includes('@')),
    ['PT15M bo@cornerbakery.example', 'PT20M bo.hart@mailbox.example', 'PT45M bo.hart@mailbox.example'],
  )
})

test('a slow site answers: it is seen well', () => {
  const { states } = play(`${SITE}until: 1h\n${events('at: 0m, site: down', 'at: 4m, acknowledge: ana', 'at: 5m, site: slow')}`)
  assert.deepEqual(states.slice(-2), ['PT5M cornerbakery.example stabilising', 'PT20M cornerbakery.example resolved'])
})

const WINDOW: RehearsedWindow = {
  name: 'kernel',
  starts: Date.parse('2026-03-04T10:00:00-06:00') as Instant,
  ends: Date.parse('2026-03-04T10:45:00-06:00') as Instant,
  sites: ['cornerbakery.example'],
}

test('planned work pages nobody, and a site that is still down at its end is an incident whose clock starts there (TRI-4, I-45)', () => {
  const { to, incidents, states } = play(`${SITE}until: 1h\n${events('at: 10m, site: down')}`, WINDOW)
  assert.deepEqual(
    to('page').map((line) => line.split(' ')[0]),
    ['PT45M', 'PT45M', 'PT55M', 'PT55M', 'PT55M', 'PT55M', 'PT1H', 'PT1H'],
  )
  assert.equal(iso(incidents[0]!.detectedAt), '2026-03-04T16:45:00Z')
  assert.ok(states.includes('PT10M cornerbakery.example false-alarm'))
})

test('planned work that is extended, completed early or cancelled', () => {
  const pages = (...more: string[]) =>
    play(`${SITE}until: 2h\n${events('at: 10m, site: down', ...more)}`, WINDOW)
      .to('page')[0]
      ?.split(' ')[0]
  assert.equal(pages('at: 30m, maintenance: extended 30m'), 'PT1H15M')
  assert.equal(pages('at: 30m, maintenance: completed'), 'PT30M')
  assert.equal(pages('at: 20m, maintenance: cancelled'), 'PT20M')
  assert.equal(pages('at: 20m, site: up'), undefined)
})

test('an outage that was known before planned work begins stays that outage', () => {
  const later = { ...WINDOW, starts: (WINDOW.starts + 600_000) as Instant }
  const { incidents } = play(`${SITE}until: 30m\n${events('at: 0m, site: down', 'at: 5m, site: up', 'at: 12m, site: down')}`, later)
  assert.deepEqual(
    incidents.map(({ id, outages, phase }) => [id, outages, phase]),
    [['1', 2, 'open']],
  )
})

test('what happens in the same instant as a due step is heard first', () => {
  const { to } = play(`${SITE}until: 30m\n${events('at: 0m, site: down', 'at: 15m, site: up')}`)
  assert.deepEqual(
    to('message').filter((line) => line.includes('@')),
    [],
  )
})

test('"until" is the last moment that is played, and included', () => {
  const ended = (until: string) => play(`${SITE}until: ${until}\n${events('at: 0m, site: down', 'at: 1m, site: up')}`).ended
  assert.deepEqual([ended('15m'), ended('16m'), play(`${SITE}until: 1m\n`).ended], ['stabilising', 'resolved', 'none'])
})

const judged = (entry: string) => {
  const { unmet: found } = play(`${SITE}until: 1h\n${events('at: 0m, site: down', 'at: 90s, acknowledge: ana')}expect:\n  - { ${entry} }\n`)
  return found.length === 0
}
const EXPECTATIONS: readonly [entry: string, isMet: boolean, why: string][] = [
  ['after: 1m, note: ana acknowledged.', true, '"after" matches the same whole minute, rounded down'],
  ['after: 2m, note: ana acknowledged.', false, 'and no other minute'],
  ['after: 90s, note: ana acknowledged.', true, 'and is itself rounded down'],
  ['from: 90s, note: ana acknowledged.', true, '"from" is inclusive'],
  ['from: 91s, note: ana acknowledged.', false, 'and excludes what is earlier'],
  ['before: 91s, note: ana acknowledged.', true, '"before" excludes what is later'],
  ['before: 90s, note: ana acknowledged.', false, 'and is exclusive'],
  ['at: "2026-03-04T10:01:30-06:00", note: ana acknowledged.', true, '"at" is the instant'],
  ['at: "2026-03-04T10:01:31-06:00", note: ana acknowledged.', false, 'and no other'],
  ['kind: message, audience: client, to: bo@cornerbakery.example, cc: rosa@brightside.example', true, 'a list holds what is named'],
  ['kind: message, audience: client, to: [bo@cornerbakery.example, rosa@brightside.example]', false, 'and all that is named'],
  ['kind: message, from: Brightside Care <care@brightside.example>', true, '"from" that is no length of time is the sender'],
  ['kind: page, to: ana, channel: push', true, 'for a page "to" is the person'],
  ['kind: message, channel: page', false, 'every field that is given must match'],
]
for (const [entry, isMet, why] of EXPECTATIONS)
  test(`an expectation: ${why} { ${entry} }`, () => {
    assert.equal(judged(entry), isMet)
  })
