import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidence } from './evidence.double.ts'
import type { Baseline } from './evidence.ts'
import { withExpected } from './with-expected.ts'

const written = {
  ...{ site: null, seen: null, dns: null, registration: null, tls: null, hosting: 'anchor' },
  page: {
    status: 200,
    finalUrl: null,
    title: 'Bakery',
    contains: ['Fresh bread'],
    bytes: null,
    scripts: null,
    server: null,
    headers: null,
    generator: null,
    plugins: null,
  },
}

const known = (baseline: Baseline | null, contains: string | null) => withExpected(evidence({ baseline }), contains).baseline

test('the words that the plan expects on a page are known before anybody looked (DIA-1)', () => {
  assert.deepEqual(known(null, 'Fresh bread')?.page?.contains, ['Fresh bread'])
  assert.equal(known(null, 'Fresh bread')?.dns, null)
  assert.equal(known(null, null), null)
})

test('what was kept while the site was well goes before them', () => {
  assert.equal(known(written, 'Other words'), written)
  assert.deepEqual(known({ ...written, page: { ...written.page, contains: [] } }, 'Fresh bread'), written)
})
