import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan, Site } from './plan.ts'
import { sitesOf } from './sites-of.ts'

test('a partner has its own sites, the operator those of all, and a new plan has those of its own', () => {
  const site = (id: string, partner: string) => ({ id, partner }) as Site
  const plan = (...sites: Site[]) => ({ sites: Object.fromEntries(sites.map((one) => [one.id, one])) }) as Pick<Plan, 'sites'>
  const [a, b, c] = [site('a.example', 'brightside'), site('b.example', 'harbour'), site('c.example', 'brightside')]
  const before = plan(a, b, c)
  assert.deepEqual(sitesOf(before, 'brightside'), [a, c])
  assert.deepEqual(sitesOf(before, null), [a, b, c])
  assert.deepEqual(sitesOf(before, 'nobody'), [])
  assert.deepEqual(sitesOf(plan(a, b), 'brightside'), [a])
})
