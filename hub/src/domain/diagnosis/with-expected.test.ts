import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  },
}

test('the words that the plan expects on a page are known before anybody looked (DIA-1)', () => {
  assert.deepEqual(withExpected(null, 'Fresh bread')?.page?.contains, ['Fresh bread'])
  assert.equal(withExpected(null, 'Fresh bread')?.dns, null)
  assert.equal(withExpected(null, null), null)
})

test('what was kept while the site was well goes before them', () => {
  assert.equal(withExpected(written, 'Other words'), written)
  const titled = { ...written, page: { ...written.page, contains: [] } }
  assert.deepEqual(withExpected(titled, 'Fresh bread'), written)
})
