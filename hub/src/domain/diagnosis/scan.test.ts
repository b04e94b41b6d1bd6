import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidence, noPage, pageSaying, variantOf, wellPage, wellVariant, wellVariants } from './evidence.double.ts'
import { judgeScan } from './scan.ts'

test('a page seen whole, by visitors and by search engines, without a sign of strangers is clean (REA-7)', () => {
  assert.equal(judgeScan(evidence({ variants: wellVariants })).found, 'clean')
})

test('strangers’ words on the page, or only before search engines, are an infection', () => {
  const defaced = judgeScan(evidence({ page: pageSaying('Hacked by Nobody', 'hacked by nobody') }))
  assert.equal(defaced.found, 'infected')
  assert.match(defaced.says, /^Defaced\./)
  const elsewhere = variantOf(wellPage, { finalUrl: 'https://prizes.invalid.test/win' })
  assert.equal(judgeScan(evidence({ variants: { ...wellVariants, referred: [elsewhere, elsewhere] } })).found, 'infected')
})

test('what cannot be seen whole is never called clean', () => {
  assert.equal(judgeScan(evidence({ page: noPage('timeout') })).found, 'unsure')
  assert.equal(judgeScan(evidence({ variants: null })).found, 'unsure')
  assert.equal(judgeScan(evidence({ variants: { ...wellVariants, crawler: [] } })).found, 'unsure')
  assert.equal(judgeScan(evidence({ page: { ...wellPage, complete: false } })).found, 'unsure')
  assert.equal(judgeScan(evidence({ variants: { ...wellVariants, fresh: wellVariant } })).found, 'clean')
})
