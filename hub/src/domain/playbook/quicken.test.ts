import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes, seconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Playbook, Step } from './playbook.ts'
import { paceOf, quicken, quickenPlaybook, quickenUntil } from './quicken.ts'

const step = (id: string, more: Partial<Step>): Step => ({
  id,
  start: { kind: 'at once' },
  every: null,
  until: [],
  atMost: null,
  onlyIf: [],
  unless: [],
  does: { do: 'announce', template: 'still-working' },
  ...more,
})

const playbook: Playbook = {
  id: 'p',
  version: 1,
  title: 'P',
  causes: ['*'],
  firstContact: 'client',
  severity: 'major',
  stableFor: minutes(15),
  steps: [
    step('a', { start: { kind: 'after', delay: { span: minutes(45) }, of: 'confirmed' }, every: { span: minutes(240) } }),
    step('b', { start: { kind: 'after', delay: { businessDays: 1 }, of: 'confirmed' }, every: { businessDays: 1 } }),
    step('c', { start: { kind: 'next day', business: true, minute: 480 } }),
    step('d', { does: { do: 'action', run: 'certificate-renew', on: 'hosting', timeout: minutes(10), approval: null } }),
    step('e', {
      does: { do: 'task', title: 'T', for: 'on-call', due: { span: minutes(15) }, contact: null, checklist: [], followUp: false },
    }),
    step('f', { does: { do: 'approval', from: 'client', template: 't', offers: null, for: { span: minutes(60) } } }),
  ],
}

test('the demonstration divides every duration of a playbook, and a business day as 24 hours', () => {
  const { stableFor, steps } = quickenPlaybook(playbook, 60)
  assert.equal(stableFor, seconds(15))
  assert.deepEqual(
    steps.map(({ start, every, does }) => [
      start,
      every,
      'timeout' in does ? does.timeout : 'due' in does ? does.due : 'for' in does ? does.for : null,
    ]),
    [
      [{ kind: 'after', delay: { span: seconds(45) }, of: 'confirmed' }, { span: seconds(240) }, null],
      [{ kind: 'after', delay: { span: minutes(24) }, of: 'confirmed' }, { span: minutes(24) }, null],
      [{ kind: 'next day', business: true, minute: 480 }, null, null],
      [{ kind: 'at once' }, null, seconds(10)],
      [{ kind: 'at once' }, null, { span: seconds(15) }],
      [{ kind: 'at once' }, null, { span: seconds(60) }],
    ],
  )
})

test('what an action does elsewhere keeps ten seconds, however fast the time passes', () => {
  const [, , , action] = quickenPlaybook(playbook, 5000).steps
  assert.equal(action?.does.do === 'action' && action.does.timeout, seconds(10))
})

test('the next morning comes sooner by the same factor', () => {
  const evening = 1_000_000 as Instant
  assert.equal(quickenUntil(evening, (evening + hours(12)) as Instant, 720), evening + minutes(1))
  assert.equal(quickenUntil(evening, (evening + hours(12)) as Instant, 1), evening + hours(12))
})

test('how fast time passes is told by a length that one can watch', () => {
  assert.deepEqual([60, 240, 1440, 2880].map(paceOf), [
    { length: 'quarter', seconds: 15 },
    { length: 'hour', seconds: 15 },
    { length: 'day', seconds: 60 },
    { length: 'day', seconds: 30 },
  ])
})

test('a factor of one changes nothing', () => assert.equal(quickenPlaybook(playbook, 1), playbook))

test('what was a length of time stays one', () => {
  assert.equal(quicken(minutes(0), 60), 0)
  assert.equal(quicken(seconds(0.02), 60), 1)
})
