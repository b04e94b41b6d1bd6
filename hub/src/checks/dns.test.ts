import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDns, zone } from '../network/loopback.double.ts'
import type { DnsScript } from '../network/loopback.double.ts'
import { dns } from './dns.ts'
import { CHECKS } from './index.ts'
import { look, siteAt } from './site.double.ts'

async function lookAt(script: DnsScript, expect: readonly string[] = [], url = 'https://shop.test/') {
  await using server = await startDns(script)
  return await look(dns, siteAt(url), { plan: { resolvers: [server.address] }, options: { expect }, deadlineMs: 300 })
}
const shop = zone({ 'shop.test': ['192.0.2.1', '192.0.2.2', '2001:db8::1'] })

test('a name with addresses is up, and they are told (MON-2)', async () => {
  const seen = await lookAt(shop)
  assert.deepEqual([seen.state, seen.facts], ['up', { addresses: '192.0.2.1 192.0.2.2 2001:db8::1', cname: null, ttl: 60 }])
})

test('the expected addresses are up, others beside them a warning, others in their place down (MON-2)', async () => {
  const say = async (...expect: string[]) => {
    const { state, code } = await lookAt(shop, expect)
    return `${state} ${code}`
  }
  assert.equal(await say('192.0.2.2', '192.0.2.1', '2001:0DB8:0::1'), 'up null')
  assert.equal(await say('192.0.2.1'), 'warning records_changed')
  assert.equal(await say('192.0.2.1', '192.0.2.2', '2001:db8::1', '192.0.2.3'), 'warning records_changed')
  assert.equal(await say('203.0.113.1'), 'down dns.record_wrong')
})

test('no such name, no address, a broken resolver and a silent one are down by DNS', async () => {
  const codes: [DnsScript, string][] = [
    [() => ({ rcode: 3 }), 'name_not_found'],
    [() => ({}), 'name_without_address'],
    [() => ({ rcode: 2 }), 'resolver_failed'],
    [() => ({ rcode: 5 }), 'resolver_failed'],
    [() => null, 'resolver_failed'],
  ]
  for (const [script, code] of codes) {
    const seen = await lookAt(script)
    assert.deepEqual([seen.state, seen.code, seen.class], ['down', code, 'dns'])
  }
})

test('a site given by its address needs no name', async () => {
  assert.equal((await lookAt(shop, [], 'http://192.0.2.7/')).state, 'up')
})

test('only addresses may be expected', () => {
  for (const wrong of ['shop.test', '1.2.3', '']) assert.equal(dns.options.safeParse({ expect: [wrong] }).success, false, wrong)
})

test('every way of looking has a name of its own and options that need nothing', () => {
  assert.equal(new Set(CHECKS.map(({ kind }) => kind)).size, CHECKS.length)
  for (const check of CHECKS) assert.equal(check.options.safeParse({}).success, true, check.kind)
})
