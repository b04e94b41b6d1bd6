import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from 'dns-packet'
import { createNetwork } from './create-network.ts'
import { listen, loopbackPlan, startDns, zone } from './loopback.double.ts'
import type { DnsScript } from './loopback.double.ts'
import type { RecordType } from './network.ts'

const soon = () => AbortSignal.timeout(150)
const later = () => AbortSignal.timeout(2000)
const alias = (name: string, data: string): Answer => ({ type: 'CNAME', name, ttl: 30, data })
const a = (name: string, data: string): Answer => ({ type: 'A', name, ttl: 60, data })

async function lookUp(script: DnsScript, name: string, type: RecordType = 'A', signal = later()) {
  await using dns = await startDns(script)
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: null })
  const { resolver: _, extended: _why, ...lookup } = await network.lookup(name, type, { signal })
  return { ...lookup, asked: dns.asked }
}

test('an address is found with its time to live', async () => {
  const { asked: _, ...found } = await lookUp(zone({ 'shop.test': ['192.0.2.1', '192.0.2.2'] }), 'Shop.test.')
  assert.deepEqual(found, { code: 'ok', records: ['192.0.2.1', '192.0.2.2'], cname: null, ttl: 60 })
})

test('no such name, no such record, a broken and a refusing resolver, and silence are five answers', async () => {
  assert.equal((await lookUp(() => ({ rcode: 3 }), 'a.test')).code, 'nxdomain')
  assert.equal((await lookUp(() => ({}), 'a.test')).code, 'nodata')
  assert.equal((await lookUp(() => ({ rcode: 2 }), 'a.test')).code, 'servfail')
  assert.equal((await lookUp(() => ({ rcode: 5 }), 'a.test')).code, 'refused')
  assert.equal((await lookUp(() => null, 'a.test', 'A', soon())).code, 'timeout')
  assert.equal((await lookUp((_name, _type) => ({ raw: Buffer.from('nonsense') }), 'a.test', 'A', soon())).code, 'timeout')
})

test('an alias is followed in one answer and over several, and named', async () => {
  const whole = await lookUp(() => ({ answers: [alias('www.test', 'cdn.test'), a('cdn.test', '192.0.2.9')] }), 'www.test')
  assert.deepEqual([whole.code, whole.records, whole.cname, whole.ttl], ['ok', ['192.0.2.9'], 'cdn.test', 30])
  const piece: DnsScript = (name) => ({ answers: name === 'www.test' ? [alias('www.test', 'cdn.test')] : [a('cdn.test', '192.0.2.9')] })
  const pieces = await lookUp(piece, 'www.test')
  assert.deepEqual([pieces.records, pieces.cname, pieces.asked.length], [['192.0.2.9'], 'cdn.test', 2])
  const dangling = await lookUp((name) => (name === 'www.test' ? { answers: [alias('www.test', 'gone.test')] } : { rcode: 3 }), 'www.test')
  assert.deepEqual([dangling.code, dangling.cname], ['nxdomain', 'gone.test'])
})

test('aliases that go in a circle or never end come to an end', async () => {
  const circle: DnsScript = (name) => ({ answers: [alias(name, name === 'a.test' ? 'b.test' : 'a.test')] })
  assert.equal((await lookUp(circle, 'a.test')).code, 'servfail')
  const inOne = await lookUp(() => ({ answers: [alias('a.test', 'b.test'), alias('b.test', 'a.test')] }), 'a.test')
  assert.equal(inOne.code, 'servfail')
  let count = 0
  const endless = await lookUp((name) => ({ answers: [alias(name, `${++count}.test`)] }), 'a.test')
  assert.deepEqual([endless.code, endless.asked.length], ['servfail', 9])
})

test('an answer cut short on UDP is asked again over TCP', async () => {
  const answers = Array.from({ length: 1000 }, (_, n) => a('many.test', `192.0.${n >> 8}.${n & 255}`))
  const found = await lookUp((_name, _type, over) => (over === 'udp' ? { truncated: true } : { answers }), 'many.test')
  assert.deepEqual(found.asked, ['udp many.test A', 'tcp many.test A'])
  assert.equal(found.records.length, 100, 'bounded')
})

test('an answer with another id or to another question is not believed', async () => {
  assert.equal((await lookUp(() => ({ id: 1, answers: [a('a.test', '6.6.6.6')] }), 'a.test', 'A', soon())).code, 'timeout')
  assert.equal((await lookUp(() => ({ question: 'b.test', answers: [a('a.test', '6.6.6.6')] }), 'a.test', 'A', soon())).code, 'timeout')
})

test('records of other names in an answer are not taken', async () => {
  assert.equal((await lookUp(() => ({ answers: [a('evil.test', '6.6.6.6')] }), 'a.test')).code, 'nodata')
})

test('an absurd time to live counts as none, control characters become visible', async () => {
  const answers: Answer[] = [{ type: 'TXT', name: 'a.test', ttl: 0xffff_ffff, data: ['v=spf1', '\u0007\u001b[31m'] }]
  const found = await lookUp(() => ({ answers }), 'a.test', 'TXT')
  assert.deepEqual([found.ttl, found.records], [0, ['v=spf1\\u{7}\\u{1b}[31m']])
})

test('a resolver that does not listen is passed over for the next, unless it was asked for by number', async () => {
  const closed = await listen(() => {})
  await closed[Symbol.asyncDispose]()
  await using dns = await startDns(zone({ 'a.test': ['192.0.2.1'] }))
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [`127.0.0.1:${closed.port}`, dns.address] }), trustedCa: null })
  assert.equal(network.resolverCount, 2)
  assert.equal((await network.lookup('a.test', 'A', { signal: later() })).resolver, dns.address)
  assert.equal((await network.lookup('a.test', 'A', { signal: later(), resolver: 0 })).code, 'refused')
})

test('a name no question can carry is malformed, and asked of nobody', async () => {
  for (const name of ['', 'a..b', 'x'.repeat(64), '192.0.2.1']) {
    const found = await lookUp(() => ({}), name)
    assert.deepEqual([found.code, found.asked], ['malformed', []], name)
  }
})

test('one question to one server tells whether the server speaks for the zone', async () => {
  await using dns = await startDns(() => ({
    answers: [{ type: 'MX', name: 'a.test', ttl: 60, data: { preference: 10, exchange: 'Mail.a.test' } }],
  }))
  const network = createNetwork({ plan: loopbackPlan({ ports: { 53: dns.port } }), trustedCa: null })
  const answer = await network.ask('127.0.0.1', 'a.test', 'MX', { signal: later() })
  assert.ok(answer.ok)
  assert.deepEqual([answer.authoritative, answer.rcode, answer.answers[0]!.data], [true, 'NOERROR', '10 mail.a.test'])
})

test('a name server that a zone gives a private address is not asked', async () => {
  const network = createNetwork({ plan: loopbackPlan({ allowPrivateTargets: false, resolvers: ['127.0.0.53'] }), trustedCa: null })
  for (const server of ['127.0.0.1', '10.0.0.1:53', '[::ffff:127.0.0.1]:53', 'ns.test']) {
    const answer = await network.ask(server, 'a.test', 'A', { signal: soon() })
    assert.equal(!answer.ok && answer.why, 'not-allowed', server)
  }
})

test('a resolver that checks signatures says why it fails, and answers who asks it not to check', async () => {
  await using checking = await startDns((name, type, _, unchecked) =>
    unchecked ? zone({ 'shop.test': ['192.0.2.1'] })(name, type, 'udp', true) : { rcode: 2, extended: 7 },
  )
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [checking.address] }), trustedCa: null })
  const ask = (unchecked: boolean) => network.lookup('shop.test', 'A', { signal: AbortSignal.timeout(1000), unchecked })
  const [checked, open] = [await ask(false), await ask(true)]
  assert.deepEqual([checked.code, checked.extended, checked.records], ['servfail', 7, []])
  assert.deepEqual([open.code, open.extended, open.records], ['ok', null, ['192.0.2.1']])
})

test('an alias of something that is no name is not asked for', async () => {
  const alias = 'a'.repeat(70)
  await using odd = await startDns((name) => ({ answers: [{ type: 'CNAME', name, ttl: 60, data: `%.${alias.slice(0, 60)}.test` }] }))
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [odd.address] }), trustedCa: null })
  assert.equal((await network.lookup('shop.test', 'A', { signal: AbortSignal.timeout(1000) })).code, 'servfail')
  assert.equal(odd.asked.length, 1)
})
