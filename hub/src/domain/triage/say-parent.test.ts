import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan } from '../plan/plan.ts'
import { isWorthTelling, sayMembership, sayParent } from './say-parent.ts'

const plan = {
  operator: { name: 'Harbor Web Care' },
  partners: { brightside: { name: 'Brightside Studio' } },
  providers: { anchor: { name: 'Anchor Hosting' } },
} as unknown as Plan
const host = { kind: 'outage', shared: 'hosting', value: 'anchor' } as const
const worm = { kind: 'campaign', shared: 'plugin', value: 'contact-form 5.1' } as const

test('what is shared is said plainly (TRI-3, DIA-9)', () => {
  assert.equal(sayParent(plan, host, 4), 'Part of a larger outage: 4 sites on Anchor Hosting are down.')
  assert.equal(sayParent(plan, worm, 3), 'Part of one campaign: 3 sites that all run the plugin contact-form 5.1 are attacked.')
  assert.equal(sayParent(plan, worm, 1), 'Part of one campaign: 1 site that runs the plugin contact-form 5.1 is attacked.')
  assert.equal(
    sayParent(plan, { kind: 'outage', shared: 'cdn', value: 'Cloudflare' }, 9),
    'Part of a larger outage: 9 sites behind Cloudflare are down.',
  )
})

test('a tenant hears how many of its own sites are concerned, and not how many of anyone else’s (I-21)', () => {
  assert.equal(
    sayMembership(plan, host, { partner: 'brightside', sites: 2 }),
    'Part of a larger outage: sites on Anchor Hosting are down, 2 of Brightside Studio among them.',
  )
  assert.equal(
    sayMembership(plan, worm, { partner: 'operator', sites: 1 }),
    'Part of one campaign: sites that all run the plugin contact-form 5.1 are attacked, 1 of Harbor Web Care among them.',
  )
})

test('of few sites each one counts, of many a fifth', () => {
  const told = (before: number, now: number) => isWorthTelling(before, now)
  assert.deepEqual(
    [told(2, 2), told(2, 3), told(5, 4), told(100, 110), told(100, 120), told(100, 70)],
    [false, true, true, false, true, true],
  )
})
