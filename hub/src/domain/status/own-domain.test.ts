import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, days, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import {
  certifyDomain,
  claimDomain,
  claimedDomains,
  failDomain,
  heldUntil,
  proveDomain,
  releaseDomain,
  servedDomains,
} from './own-domain.ts'

const T = 1_800_000_000_000 as Instant
const claim = (partner: string) => claimDomain({ partner, page: partner, domain: 'status.shop.example' }, T)

test('pages claim the hosts of their own addresses, where own domains are on, and never that of the hub (COM-9)', () => {
  const plan = seededPlan()
  const hub = { ...plan.hub, domains: { listen: { host: '127.0.0.1', port: 0 }, acme: 'https://acme.example/' } }
  const at = (statusPage: string) => ({
    ...plan,
    hub,
    partners: { brightside: { ...plan.partners['brightside']!, statusPage } },
    clients: {},
  })
  assert.deepEqual(claimedDomains(at('https://status.brightside.example/')), [
    { partner: 'brightside', page: 'brightside', domain: 'status.brightside.example' },
  ])
  assert.deepEqual(claimedDomains(at('https://pages.example/brightside/')), [], 'a page below a path lies elsewhere')
  assert.deepEqual(claimedDomains(at('https://127.0.0.1/')), [])
  assert.deepEqual(claimedDomains({ ...at('https://status.brightside.example/'), hub: plan.hub }), [])
})

test('a domain that was given up is held for its owner for 30 days, and one in use for as long as it is used', () => {
  const used = proveDomain(claim('brightside'), T)
  assert.match(heldUntil([used], claim('fjord'), T)!, /another page is served/)
  const released = releaseDomain(used, T)
  assert.match(heldUntil([released], claim('fjord'), after(T, days(29)))!, /it is free on/)
  assert.equal(heldUntil([released], claim('fjord'), after(T, days(30))), null)
  assert.equal(heldUntil([released], claim('brightside'), T), null, 'its owner may have it back at once')
  assert.equal(heldUntil([claim('brightside')], claim('fjord'), T), null, 'what nobody proved, nobody holds')
  assert.deepEqual([...servedDomains([released, proveDomain(claim('fjord'), T)])], [['status.shop.example', 'fjord']])
})

test('a certificate is renewed at two thirds of its life, and a failure is tried again after a while that doubles', () => {
  const certified = certifyDomain(claim('fjord'), { from: T, until: after(T, days(90)) })
  assert.equal(certified.dueAt, after(T, days(60)))
  const once = failDomain(certified, 'no record', T)
  assert.deepEqual([once.dueAt, once.failure], [after(T, minutes(5)), 'no record'])
  let many = once
  for (let n = 0; n < 20; n++) many = failDomain(many, 'no record', T)
  assert.equal(many.dueAt, after(T, minutes(360)))
})
