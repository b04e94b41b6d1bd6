import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDns } from '../network/loopback.double.ts'
import { blocklist } from './blocklist.ts'
import { reversed } from './reversed.ts'
import { look, siteAt } from './site.double.ts'

const asks = async (answer: string | null) => {
  await using dns = await startDns((name, type) => {
    if (name !== '1.2.0.192.list.test' || type !== 'A') return { rcode: 3 }
    return answer === null ? { rcode: 3 } : { answers: [{ type: 'A', name, ttl: 60, data: answer }] }
  })
  const seen = await look(blocklist, siteAt('https://192.0.2.1/'), {
    plan: { resolvers: [dns.address] },
    options: { lists: ['list.test'] },
  })
  return `${seen.state} ${seen.code}`
}

test('an address on a list of senders of spam is a warning; that we may not ask is another one, and no listing (MON-2)', async () => {
  assert.equal(await asks(null), 'up null')
  assert.equal(await asks('127.0.0.4'), 'warning blocklist_listed')
  assert.equal(await asks('127.255.255.254'), 'warning blocklist_refuses')
  assert.equal(await asks('192.0.2.99'), 'up null', 'a resolver that rewrites what does not exist')
})

test('an address is asked for backwards, IPv6 by its digits (RFC 5782)', () => {
  assert.equal(reversed('192.0.2.99'), '99.2.0.192')
  assert.equal(reversed('2001:db8::1'), `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2`)
})
