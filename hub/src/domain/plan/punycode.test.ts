import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeLabel } from './punycode.ts'

const labels: [string, string | null][] = [
  ['xn--bckerei-5wa', 'bäckerei'],
  ['xn--crner-jye', 'cоrner'],
  ['xn--mnchen-3ya', 'münchen'],
  ['xn--fiqs8s', '中国'],
  ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['xn--4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
  ['xn--i-7iq', 'i❤'],
  ['xn--a', null],
  ['xn--', null],
  ['xn--zzzzzz99', null],
  ['xn--99zzzz999999', null],
  ['xn--b_c', null],
]
for (const [label, expected] of labels) {
  test(`${label} stands for ${expected ?? 'nothing'}`, () => assert.equal(decodeLabel(label), expected))
}
