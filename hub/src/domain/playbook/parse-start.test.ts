import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '../instant.ts'
import { parseStart } from './parse-start.ts'
import type { Start } from './playbook.ts'

const forms: [string, Start][] = [
  ['at once', { kind: 'at once' }],
  ['15m after confirmed', { kind: 'after', delay: { span: minutes(15) }, of: 'confirmed' }],
  ['0m after tell-client', { kind: 'after', delay: { span: minutes(0) }, of: { step: 'tell-client' } }],
  ['1 day after recovered', { kind: 'after', delay: { span: hours(24) }, of: 'recovered' }],
  ['4h after update-everyone', { kind: 'after', delay: { span: hours(4) }, of: { step: 'update-everyone' } }],
  ['1 business day after confirmed', { kind: 'after', delay: { businessDays: 1 }, of: 'confirmed' }],
  ['2 business days after ask-client', { kind: 'after', delay: { businessDays: 2 }, of: { step: 'ask-client' } }],
  ['next day 08:00', { kind: 'next day', business: false, minute: 480 }],
  ['next business day 09:30', { kind: 'next day', business: true, minute: 570 }],
  ['when renew succeeds', { kind: 'when step', step: 'renew', ends: 'succeeds' }],
  ['when renew fails', { kind: 'when step', step: 'renew', ends: 'fails' }],
  ['when ticket is done', { kind: 'when step', step: 'ticket', ends: 'is done' }],
  ['when offer times out', { kind: 'when step', step: 'offer', ends: 'times out' }],
  ['when client replies', { kind: 'when answer', who: 'client', answers: 'replies' }],
  ['when partner approves', { kind: 'when answer', who: 'partner', answers: 'approves' }],
  ['when client declines', { kind: 'when answer', who: 'client', answers: 'declines' }],
  ['when provider-recovered', { kind: 'when fact', fact: 'provider-recovered' }],
  [
    '15m after confirmed or when partner replies',
    {
      kind: 'first of',
      starts: [
        { kind: 'after', delay: { span: minutes(15) }, of: 'confirmed' },
        { kind: 'when answer', who: 'partner', answers: 'replies' },
      ],
    },
  ],
  ['  when   recovered ', { kind: 'when fact', fact: 'recovered' }],
]
for (const [text, start] of forms)
  test(`a step starts "${text.trim()}" (REA-1)`, () => assert.deepEqual(parseStart(text), { value: start }))

const mistakes: [string, RegExp, RegExp][] = [
  ['15 after confirmed', /"15" has no unit/, /15m/],
  ['-5m after confirmed', /negative/, /15m/],
  ['400d after confirmed', /longer than 90 days/, /90d or less/],
  ['15 parsecs after confirmed', /no length of time/, /90s, 15m/],
  ['0 business days after confirmed', /no time at all/, /1 business day/],
  ['15m', /does not say after what/, /"15m after confirmed"/],
  ['15m after', /does not say after what/, /"15m after confirmed"/],
  ['15m after the renewal', /no step/, /id of a step/],
  ['1 business day after recovered', /cannot count from recovered/, /hours/],
  ['next business day', /no time of day/, /"next business day 09:00"/],
  ['next day 24:00', /"24:00" is no time of day/, /23:59/],
  ['next week 09:00', /names no day/, /next business day/],
  ['when renew fales', /not understood/, /"when renew fails"/],
  ['when client reply', /not understood/, /"when client replies"/],
  ['when recoverd', /no fact/, /"recovered"/],
  ['15m after confirmed or when recoverd', /no fact/, /"recovered"/],
  ['at onse', /says no start/, /"at once"/],
  ['immediately', /says no start/, /write "at once"/],
  ['', /says no start/, /write "at once"/],
]
for (const [text, wrong, fix] of mistakes) {
  test(`"${text}" is no start, and it is said what to write`, () => {
    const parsed = parseStart(text)
    assert.ok('wrong' in parsed)
    assert.match(parsed.wrong, wrong)
    assert.match(parsed.fix, fix)
  })
}
