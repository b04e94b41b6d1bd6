import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { differenceOf } from './difference.ts'
import { editText } from './edit-text.ts'
import type { TextEdit } from './edit-text.ts'

const tls = readFileSync(new URL('../../../../playbooks/tls.yaml', import.meta.url), 'utf8')
const short = `playbook: s # ours\ncauses: ["*"]\nsteps:\n  - { id: one, start: at once, task: { title: A, for: ana } }\n  - id: two\n    start: when one is done\n    unless:\n      - recovered\n    escalate: { to: next }\n`

function changed(text: string, ...edits: TextEdit[]): string[] {
  const after = editText(text, edits)
  assert.ok(after)
  return differenceOf(text, after).flatMap(({ kind, text: line }) => (kind === 'same' ? [] : [`${kind === 'added' ? '+' : '-'}${line}`]))
}

test('a change of a playbook leaves every other line as it was written, comments too (REV-2)', () => {
  assert.deepEqual(changed(tls, { do: 'set', step: 'tell-client', key: ['start'], to: '7m after confirmed' }), [
    '-    start: 15m after confirmed',
    '+    start: 7m after confirmed',
  ])
  assert.deepEqual(changed(tls, { do: 'set', step: null, key: ['stable-for'], to: '30m' }), ['-stable-for: 15m', '+stable-for: 30m'])
  assert.deepEqual(changed(tls, { do: 'set', step: 'renew', key: ['action', 'timeout'], to: '5m' }).at(-1), '+    action: { run: certificate-renew, on: hosting, timeout: 5m }') // prettier-ignore
  assert.deepEqual(changed(tls, { do: 'remove key', step: 'renew', key: ['action', 'timeout'] }).at(-1), '+    action: { run: certificate-renew, on: hosting }') // prettier-ignore
})

test('a key that was not there comes where a person would write it', () => {
  assert.deepEqual(changed(tls, { do: 'add fact', step: 'tell-client', key: 'only-if', fact: 'cause-certain' }), ['+    only-if: [cause-certain]']) // prettier-ignore
  assert.deepEqual(changed(tls, { do: 'add fact', step: 'renew', key: 'only-if', fact: 'cause-certain' }).at(-1), '+    only-if: [hosting-managed, cause-certain]') // prettier-ignore
  assert.deepEqual(changed(short, { do: 'add fact', step: 'two', key: 'unless', fact: 'acknowledged' }), ['+      - acknowledged'])
  assert.deepEqual(changed(short, { do: 'set', step: null, key: ['stable-for'], to: '20m' }), ['+stable-for: 20m'])
  assert.deepEqual(changed(short, { do: 'add fact', step: 'one', key: 'unless', fact: 'recovered' }).at(-1), '+  - { id: one, start: at once, unless: [recovered], task: { title: A, for: ana } }') // prettier-ignore
})

test('a step comes or goes with what is written above it', () => {
  const gone = changed(tls, { do: 'remove step', step: 'mend-first' })
  assert.match(gone[0]!, /^- {2}# Renewing while something else is wrong/)
  assert.equal(gone.length, 7)
  const lines = ['id: late', 'start: when mend-first times out', 'escalate: { to: next }']
  const added = editText(tls, [{ do: 'add step', after: 'mend-first', lines }])!
  assert.match(
    added,
    /due: 15m }\n\n {2}- id: late\n {4}start: when mend-first times out\n {4}escalate: \{ to: next \}\n\n {2}# Only where/,
  )
})

test('a change that does not fit the text any more is none', () => {
  assert.equal(editText(tls, [{ do: 'set', step: 'gone', key: ['start'], to: 'at once' }]), null)
  assert.equal(editText(tls, [{ do: 'remove key', step: 'renew', key: ['action', 'approval'] }]), null)
  assert.equal(editText('not: [a playbook', [{ do: 'remove step', step: 'x' }]), null)
})
