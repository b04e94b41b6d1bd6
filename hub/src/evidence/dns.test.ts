import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { startDns } from '../network/loopback.double.ts'
import type { DnsScript } from '../network/loopback.double.ts'
import type { Instant } from '../domain/instant.ts'
import type { DnsAnswer } from '../network/network.ts'
import { dns } from './dns.ts'
import { judgeSignatures } from './judge-signatures.ts'
import { subject, ZONE } from './subject.double.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z') as Instant
const KEY = Buffer.from('a key of the zone')
const DATA = Buffer.concat([Buffer.from([1, 1, 3, 13]), KEY]) // flags 257, protocol 3, algorithm 13
const TAG = (() => {
  let sum = 0
  for (const [at, byte] of DATA.entries()) sum += at % 2 === 0 ? byte << 8 : byte
  return (sum + (sum >> 16)) & 0xffff
})()
const WIRE = Buffer.concat(ZONE.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])))
const DIGEST = createHash('sha256')
  .update(Buffer.concat([WIRE, Buffer.from([0]), DATA]))
  .digest('hex')
const DS = `${TAG} 13 2 ${DIGEST}`

const keys = (expires: string, ...data: string[]): DnsAnswer => ({
  ok: true,
  rcode: 'NOERROR',
  authoritative: true,
  extended: null,
  answers: [
    ...data.map((key) => ({ name: ZONE, type: 'DNSKEY', ttl: 60, data: key })),
    {
      name: ZONE,
      type: 'RRSIG',
      ttl: 60,
      data: `DNSKEY 13 2 60 ${Date.parse(expires) / 1000} ${Date.parse('2026-10-01') / 1000} ${TAG} ${ZONE}`,
    },
  ],
  authorities: [],
  additionals: [],
  tookMs: 1,
})
const OWN = `257 3 13 ${KEY.toString('base64')}`
const view = (checking: boolean, code: string) => ({ resolver: '192.0.2.1', checking, code, extended: null, a: [] })
const silent: DnsAnswer = { ok: false, why: 'timeout', tookMs: 1 }

for (const [what, ds, answers, views, signed] of [
  ['no digest at the parent', [], [silent], [view(true, 'servfail'), view(false, 'ok')], 'no'],
  ['a key that its digest vouches for', [DS], [keys('2026-12-01', OWN)], [], 'well'],
  ['one key of two that fits', [DS], [keys('2026-12-01', '256 3 13 AAAA', OWN)], [], 'well'],
  ['a digest of another key', [`${TAG} 13 2 ${'00'.repeat(32)}`], [keys('2026-12-01', OWN)], [], 'broken'],
  ['no key at all, as after a move', [DS], [keys('2026-12-01')], [], 'broken'],
  ['signatures that ran out', [DS], [keys('2026-11-01', OWN)], [], 'broken'],
  ['a resolver that fails only while it checks', null, [], [view(true, 'servfail'), view(false, 'ok')], 'broken'],
  ['name servers that differ', [DS], [keys('2026-12-01', OWN), keys('2026-12-01')], [], 'unknown'],
  ['name servers that are silent', [DS], [silent], [view(true, 'timeout'), view(false, 'timeout')], 'unknown'],
] as const) {
  test(`${what}: signed is ${signed} (DIA-2, rows 20 and 21)`, () => assert.equal(judgeSignatures(ZONE, ds, answers, views, NOW), signed))
}

/** Root, parent, zone and a resolver that checks, in one. */
const world: DnsScript = (name, type, _, unchecked) => {
  const one = (data: string) => ({ answers: [{ type, name, ttl: 300, data }] }) as ReturnType<DnsScript>
  if (name.startsWith('ns')) return type === 'A' ? one('127.0.0.1') : {}
  if (type === 'NS') return { answers: ['ns1', 'ns2'].map((label) => ({ type: 'NS', name, ttl: 60, data: `${label}.${ZONE}` })) }
  if (type === 'DS') return { answers: [{ type: 'DS', name, ttl: 60, data: { keyTag: 1, algorithm: 13, digestType: 2, digest: KEY } }] }
  if (type === 'CAA') return { answers: [{ type: 'CAA', name, ttl: 60, data: { flags: 0, tag: 'issue', value: 'ca.example' } }] }
  if (type !== 'A') return {}
  return unchecked || name === `www.${ZONE}` ? one('192.0.2.10') : { rcode: 2, extended: 9 }
}

test('every resolver is asked with and without checking, and the zone for its keys, its issuers and its other name (DIA-2)', async () => {
  await using server = await startDns(world)
  const seen = (await dns.collect(subject(`https://${ZONE}/`, { dns: server.address })))!
  assert.deepEqual(
    seen.views.map(({ checking, code, extended, a }) => [checking, code, extended, a]),
    [
      [true, 'servfail', 9, []],
      [false, 'ok', null, ['192.0.2.10']],
    ],
  )
  assert.deepEqual([seen.signed, seen.ds.length, seen.caa], ['broken', 1, ['0 issue "ca.example"']])
  assert.deepEqual([seen.www?.code, seen.www?.a], ['ok', ['192.0.2.10']])
  assert.deepEqual(seen.childNs, [`ns1.${ZONE}`, `ns2.${ZONE}`])
})
