import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareWritten } from './compare-written.ts'

const secrets = new Set(['channels.mail.smtp', 'partners.b.slack.token'])
const compare = (before: unknown, after: unknown) =>
  compareWritten(before, after, (place) => secrets.has(place)).map(({ place, from, to }) => `${place}: ${from} -> ${to}`)

test('each place that says something else is one difference, and an entry that comes or goes is one', () => {
  const before = { 'first-response': '15m', people: { ana: { name: 'Ana', mail: 'a@x.example' }, bo: { name: 'Bo' } } }
  const after = {
    'first-response': '20m',
    people: { ana: { name: 'Ana', mail: 'b@x.example' }, mei: { name: 'Mei' } },
    escalation: ['ana'],
  }
  assert.deepEqual(compare(before, after), [
    'first-response: 15m -> 20m',
    'people.ana.mail: a@x.example -> b@x.example',
    'people.mei: null -> { name: Mei }',
    'people.bo: { name: Bo } -> null',
    'escalation: null -> [ ana ]',
  ])
  assert.deepEqual(compare(before, before), [])
  assert.deepEqual(compare(null, { a: 1 }), ['a: null -> 1'])
})

test('a secret that stands in a file is not shown, the variable that has one is', () => {
  assert.deepEqual(
    compare(
      { channels: { mail: { smtp: 'smtp://u:open@x/' } }, partners: { a: {} } },
      { channels: { mail: { smtp: '${SMTP_URL}' } }, partners: { a: {}, b: { slack: { token: 'xoxb-1' } } } },
    ),
    ['channels.mail.smtp: (a secret) -> ${SMTP_URL}', 'partners.b: null -> { slack: { token: (a secret) } }'],
  )
})
