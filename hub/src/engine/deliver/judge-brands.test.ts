import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { judgeSpf } from '../../domain/brand/judge-spf.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { readPlan } from '../../domain/plan/read-plan.ts'
import { createNetwork } from '../../network/create-network.ts'
import { loopbackPlan, startDns } from '../../network/loopback.double.ts'
import type { DnsScript } from '../../network/loopback.double.ts'
import { checkSpf } from '../../network/spf.ts'
import { judgeBrands } from './judge-brands.ts'

type Zone = Readonly<Record<string, readonly string[]>> // `a.example TXT` → records

const script =
  (zone: Zone): DnsScript =>
  (name, type) => {
    const records = zone[`${name.toLowerCase()} ${type}`]
    if (!records) return {}
    const data = (text: string) => (type === 'MX' ? { preference: 10, exchange: text } : type === 'TXT' ? text.match(/.{1,255}/g) : text)
    return { answers: records.map((text) => ({ type, name, ttl: 60, data: data(text) }) as never) }
  }

async function withZone<T>(zone: Zone, work: (network: ReturnType<typeof createNetwork>) => Promise<T>): Promise<T> {
  await using dns = await startDns(script(zone))
  return await work(createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: null }))
}

const spf = (zone: Zone, address = '203.0.113.5') =>
  withZone(zone, async (network) => {
    const { result, why } = await checkSpf(network, 'a.example', address, AbortSignal.timeout(5000))
    return `${result}: ${why}`
  })

const many = Object.fromEntries(
  Array.from({ length: 12 }, (_, n) => [`n${n}.example TXT`, [`v=spf1 include:n${n + 1}.example -all`]] as const),
)

const cases: readonly [string, Zone, RegExp][] = [
  ['no record', {}, /^none/],
  ['an address that is named', { 'a.example TXT': ['hello', 'v=spf1 ip4:203.0.113.0/24 -all'] }, /^pass/],
  ['an address that is not', { 'a.example TXT': ['v=spf1 ip4:198.51.100.0/24 ~all'] }, /^softfail: "~all" of a\.example decides/],
  ['a host by its name', { 'a.example TXT': ['v=spf1 a:mail.example -all'], 'mail.example A': ['203.0.113.5'] }, /^pass/],
  ['a mail host', { 'a.example TXT': ['v=spf1 mx -all'], 'a.example MX': ['mail.example'], 'mail.example A': ['203.0.113.5'] }, /^pass/],
  [
    'a provider that is included',
    { 'a.example TXT': ['v=spf1 include:_spf.example -all'], '_spf.example TXT': ['v=spf1 ip4:203.0.113.5 -all'] },
    /^pass: "include:_spf\.example"/,
  ],
  ['a fail that is only included', { 'a.example TXT': ['v=spf1 include:b.example ?all'], 'b.example TXT': ['v=spf1 -all'] }, /^neutral/],
  ['a redirect', { 'a.example TXT': ['v=spf1 redirect=b.example'], 'b.example TXT': ['v=spf1 ip4:203.0.113.5 -all'] }, /^pass/],
  ['two records', { 'a.example TXT': ['v=spf1 -all', 'v=spf1 +all'] }, /^permerror: a\.example has 2 SPF records/],
  ['an include of nothing', { 'a.example TXT': ['v=spf1 include:gone.example -all'] }, /^permerror: .*gone\.example, which has no SPF/],
  ['a term that is none', { 'a.example TXT': ['v=spf1 ipv4:203.0.113.5 -all'] }, /^permerror: "ipv4:203\.0\.113\.5"/],
  ['eleven lookups', { 'a.example TXT': ['v=spf1 include:n0.example -all'], ...many }, /^permerror: it needs more than 10 lookups/],
  [
    'many names without records',
    { 'a.example TXT': ['v=spf1 a:x.example a:y.example a:z.example -all'] },
    /^permerror: more than 2 of its names have no records/,
  ],
]
for (const [name, zone, expected] of cases) test(`SPF: ${name} (RFC 7208, COM-1)`, async () => assert.match(await spf(zone), expected))

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const plan = readPlan(EXAMPLE, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} })
  .plan as Plan
const brand = { ...plan.partners['brightside']!.brand, dkim: { selector: 'allclear' } }
const withServer: Plan = {
  ...plan,
  partners: { ...plan.partners, brightside: { ...plan.partners['brightside']!, brand } },
  channels: { ...plan.channels, mail: { host: 'smtp.harbor.example', port: 587, secure: false } },
}
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const half = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
const KEY = 'allclear._domainkey.brightside.example TXT'
const SERVER = { 'smtp.harbor.example A': ['203.0.113.5'] }

const brightside = (zone: Zone, secrets = new Map([['partners.brightside.brand.dkim.key', key]])) =>
  withZone({ ...SERVER, ...zone }, async (network) => {
    const found = (await judgeBrands(withServer, secrets, network)).find(({ partner }) => partner === 'brightside')!
    return { ...found, states: [found.spf.state, found.dkim.state, found.dmarc.state].join(' ') }
  })

test('a brand that is set up has three ticks: SPF names our server, DKIM is the public half of the key, DMARC is met (COM-1)', async () => {
  const {
    states,
    domain,
    spf: record,
  } = await brightside({
    'brightside.example TXT': ['v=spf1 a:smtp.harbor.example -all'],
    [KEY]: [`v=DKIM1; k=rsa; p=${half}`],
    '_dmarc.brightside.example TXT': ['v=DMARC1; p=reject'],
  })
  assert.deepEqual([states, domain, record.paste], ['good good good', 'brightside.example', null])
})

test('what is missing comes with the record to paste (COM-1)', async () => {
  const { states, spf: first, dkim, dmarc } = await brightside({})
  assert.equal(states, 'missing missing missing')
  assert.deepEqual(first.paste, { name: 'brightside.example', type: 'TXT', value: 'v=spf1 a:smtp.harbor.example ~all' })
  assert.deepEqual(dkim.paste, { name: KEY.replace(' TXT', ''), type: 'TXT', value: `v=DKIM1; k=rsa; p=${half}` })
  assert.equal(dmarc.paste?.value, 'v=DMARC1; p=none; rua=mailto:care@brightside.example')
})

test('a mail server that is known by its address is named by it', () => {
  const none = new Map([['192.0.2.5', { result: 'none' as const, why: '', record: null }]])
  assert.equal(judgeSpf('a.example', '192.0.2.5', none).paste?.value, 'v=spf1 ip4:192.0.2.5 ~all')
  assert.equal(judgeSpf('a.example', '2001:db8::5', none).paste?.value, 'v=spf1 ip6:2001:db8::5 ~all')
})

test('another key, a server that is not named, and a policy that nothing meets are wrong, and say why', async () => {
  const {
    states,
    spf: first,
    dkim,
    dmarc,
  } = await brightside({
    'brightside.example TXT': ['v=spf1 include:other.example -all'],
    'other.example TXT': ['v=spf1 -all'],
    [KEY]: ['v=DKIM1; p=AAAA'],
    '_dmarc.brightside.example TXT': ['v=DMARC1; p=reject'],
  })
  assert.equal(states, 'wrong wrong wrong')
  assert.equal(first.paste?.value, 'v=spf1 a:smtp.harbor.example include:other.example -all')
  assert.match(dkim.says, /is not the public half of the key that signs/)
  assert.match(dmarc.says, /neither SPF nor DKIM passes: receivers refuse it/)
})

test('without a key nothing is signed, and SPF alone can meet the policy; no answer is not a fault', async () => {
  const zone = { 'brightside.example TXT': ['v=spf1 ip4:203.0.113.5 -all'], '_dmarc.brightside.example TXT': ['v=DMARC1; p=none'] }
  assert.equal((await brightside(zone, new Map())).states, 'good missing good')
  const silent = { lookup: async () => ({ code: 'timeout', records: [], cname: null, ttl: null, resolver: '', extended: null }) as const }
  const [own] = await judgeBrands(withServer, new Map(), silent)
  assert.deepEqual([own!.spf.state, own!.dkim.state, own!.dmarc.state], ['unknown', 'missing', 'unknown'])
})
