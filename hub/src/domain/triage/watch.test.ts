import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import type { CheckResult } from './verdict.ts'
import type { Service } from './beside-the-page.ts'
import { hearResult, newWatch, nowFailing } from './watch.ts'
import type { Watch } from './watch.ts'

const look = (state: CheckResult['state']): CheckResult => ({
  state,
  code: null,
  class: null,
  at: 0 as Instant,
  tookMs: 1,
  facts: {},
  diary: [],
})
const open = (watch: Watch): Watch => ({ ...watch, incident: { number: 1, phase: 'open' } })

test('a first failure is verified before anyone is told, a second one meanwhile is not verified again (TRI-1)', () => {
  const fresh = newWatch(['http', 'tls'], null)
  const { watch, call } = hearResult(fresh, 'http', look('down'))
  assert.equal(call, 'verify')
  assert.equal(hearResult({ ...watch, verifying: true }, 'tls', look('down')).call, 'nothing')
})

test('an outage that two monitors see is over only when both are well', () => {
  const start = nowFailing(nowFailing(open(newWatch([], null)), 'http'), 'tls')
  const first = hearResult(start, 'http', look('up'))
  assert.equal(first.call, 'nothing')
  assert.equal(hearResult(first.watch, 'tls', look('up')).call, 'recovered')
})

test('after a restart an open incident recovers only once every monitor has been looked at', () => {
  const start = open(newWatch(['http', 'tls'], null))
  const first = hearResult(start, 'http', look('up'))
  assert.equal(first.call, 'nothing')
  assert.equal(hearResult(first.watch, 'tls', look('up')).call, 'recovered')
})

test('a failure in the stability window is verified like a first one, one in an open outage is only attached', () => {
  const recovering: Watch = { ...newWatch([], null), incident: { number: 1, phase: 'stabilising' } }
  assert.equal(hearResult(recovering, 'http', look('down')).call, 'verify')
  assert.equal(hearResult(open(recovering), 'tls', look('down')).call, 'attach')
})

test('slow is a state of its own and a change is told once (MON-3)', () => {
  const first = hearResult(newWatch([], null), 'http', look('slow'))
  assert.equal(first.isChange, true)
  assert.equal(hearResult(first.watch, 'http', look('slow')).isChange, false)
})

test('a suspicion that a crash left unjudged is dropped only when every monitor is seen well', () => {
  const left: Watch = { ...newWatch(['http', 'tls'], null), incident: { number: 1, phase: 'suspected' } }
  const first = hearResult(left, 'http', look('up'))
  assert.equal(first.call, 'nothing')
  assert.equal(hearResult(first.watch, 'tls', look('down')).call, 'verify')
  assert.equal(hearResult(first.watch, 'tls', look('up')).call, 'unfounded')
})

const about = (watch: Watch, service: Service | null): Watch => ({ ...watch, incident: { number: 1, phase: 'open', service } })

test('while only mail fails, the page is verified like a first failure; mail is only attached to the outage of a page (MON-2)', () => {
  const mail = nowFailing(about(newWatch([], null), 'mail'), 'a.test/smtp')
  assert.equal(hearResult(mail, 'a.test/http', look('down')).call, 'verify')
  assert.equal(hearResult(mail, 'a.test/imap', look('down')).call, 'attach')
  assert.equal(hearResult(about(mail, null), 'a.test/imap', look('down')).call, 'attach')
})

test('a page that is well again while mail still fails leaves an outage of the mail, not of the site (MON-2)', () => {
  const both = nowFailing(nowFailing(about(newWatch([], null), null), 'a.test/http'), 'a.test/smtp')
  const { watch, call } = hearResult(both, 'a.test/http', look('up'))
  assert.equal(call, 'narrowed')
  assert.equal(hearResult(about(watch, 'mail'), 'a.test/http', look('up')).call, 'nothing')
  assert.equal(hearResult(about(watch, 'mail'), 'a.test/smtp', look('up')).call, 'recovered')
})
