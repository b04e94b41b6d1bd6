import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from './diagnose.ts'
import { evidence, noPage, pageSaying } from './evidence.double.ts'
import type { PanelEvidence } from './evidence.ts'
import { reasonInPanel } from './suspension.ts'

const panel = (reason: string | null, suspended = true): PanelEvidence => ({
  provider: 'anchor',
  account: 'bakery',
  suspended,
  reason,
  since: null,
})
const page = pageSaying('Account Suspended', 'This Account has been suspended. Contact your hosting provider.')

for (const [reason, kind] of [
  ['Nonpayment', 'money'],
  ['Suspended due to non payment', 'money'],
  ['Überfällige Rechnung 4711', 'money'],
  ['Phishing report #5531', 'abuse'],
  ['DMCA notice', 'abuse'],
  ['High CPU usage', 'resources'],
  ['inode quota', 'resources'],
  ['Invoice unpaid after malware cleanup', null],
  ['Requested by the client', null],
  [null, null],
] as const) {
  test(`a panel that says ${reason ?? 'nothing'} means ${kind ?? 'nobody knows what'} (DIA-3)`, () => {
    assert.equal(reasonInPanel(evidence({ panel: panel(reason) })), kind)
  })
}

test('what the panel says outweighs the page that never says why, and “suspended” alone stays without a reason (DIA-3)', () => {
  const cause = (reason: string | null) => {
    const { cause: said, confidence } = diagnose(evidence({ page, panel: panel(reason) }))
    return confidence >= 0.95 ? said : null
  }
  assert.deepEqual(['Nonpayment', 'Abuse: malware', 'Excessive resource usage', 'Requested by the client', null].map(cause), [
    'hosting.billing',
    'hosting.suspended_abuse',
    'hosting.capacity',
    'hosting.suspended_unknown',
    'hosting.suspended_unknown',
  ])
  assert.equal(diagnose(evidence({ page, panel: panel('Nonpayment', false) })).cause, 'hosting.suspended_unknown')
})

test('a panel’s word without a page that bears it out is for a person to confirm', () => {
  const { cause, confidence } = diagnose(evidence({ page: noPage('refused'), panel: panel('Nonpayment') }))
  assert.ok(cause !== 'hosting.billing' || confidence < 0.9, `${cause} ${confidence}`)
})
