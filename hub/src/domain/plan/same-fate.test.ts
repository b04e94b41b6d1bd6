import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { pagesOfSameFate } from './same-fate.ts'

test('a status page under the domain of a site that it reports on is flagged, and one elsewhere is not (COM-9)', () => {
  const plan = seededPlan()
  assert.deepEqual(pagesOfSameFate({ ...plan, hub: { ...plan.hub, url: 'http://127.0.0.1:8470/' }, partners: {}, clients: {} }), [])
  const onShop = { ...plan, operator: { ...plan.operator, statusPage: 'https://status.harbor.example/' }, partners: {}, clients: {} }
  assert.deepEqual(pagesOfSameFate(onShop), [
    { page: 'operator', host: 'status.harbor.example', domain: 'harbor.example', sites: ['harbor.example'] },
  ])
  const elsewhere = { ...onShop, operator: { ...plan.operator, statusPage: 'https://harbor-status.example/' } }
  assert.deepEqual(pagesOfSameFate(elsewhere), [])
})
