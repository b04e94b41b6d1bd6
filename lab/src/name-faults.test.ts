import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import packet, { type Answer, type RecordType } from 'dns-packet'
import { ADDRESSES } from './addresses.ts'
import { startLab, type Lab } from './lab.ts'
import { dataOf, Visitor } from './visitor.double.ts'

const SITE = 'cornerbakery.example'
const [NS1, NS2] = ADDRESSES.namesilver
const RD = packet.RECURSION_DESIRED
const WANTS_SIGNATURES = { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: packet.DNSSEC_OK, options: [] } as unknown as Answer
let lab: Lab
let visitor: Visitor
let hasty: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready)
  hasty = new Visitor(lab.ready, 60)
})
after(() => lab.close())

const broken = (fault: string) => lab.order({ do: 'break', site: SITE, fault })
const at = (server: string, type: RecordType = 'A', name = SITE) => visitor.ask(server, name, type)
const recursively = (resolver: string, flags = 0) => visitor.ask(resolver, SITE, 'A', RD | flags, [WANTS_SIGNATURES])
const parentNames = async () => dataOf((await at(ADDRESSES.tld[0], 'NS')).authorities ?? [], 'NS')
const why = ({ additionals = [] }: { additionals?: Answer[] }): number | undefined => {
  const opt = additionals.find(({ type }) => type === 'OPT') as { options?: { code: number; data: Buffer }[] } | undefined
  return opt?.options?.find(({ code }) => code === 15)?.data.readUInt16BE(0)
}

test('name servers that were moved refuse, answer without authority or point back at the root; the parent names them (DIA-6)', async () => {
  await broken('name-servers-moved-lame')
  assert.deepEqual(await parentNames(), ['ns1.newhost.example', 'ns2.newhost.example'])
  for (const server of ADDRESSES.elsewhere) assert.equal((await at(server)).rcode, 'REFUSED')
  assert.deepEqual(dataOf((await at(NS1)).answers ?? [], 'A'), ['127.11.1.10'], 'the old provider keeps the zone')

  await broken('name-servers-moved-lame/upward-referral')
  const upward = await at(ADDRESSES.elsewhere[0])
  assert.equal(upward.flag_aa, false)
  assert.deepEqual(dataOf(upward.authorities ?? [], 'NS'), ['a.root.example'])

  await broken('name-servers-moved-empty')
  const empty = await at(ADDRESSES.elsewhere[0])
  assert.deepEqual([empty.rcode, empty.flag_aa, empty.answers], ['NOERROR', true, []])
  assert.equal((await at(ADDRESSES.elsewhere[0], 'MX')).answers?.length, 1)
})

test('a domain on hold has no delegation: the parent says that it does not exist (DIA-2)', async () => {
  await broken('domain-on-hold')
  for (const server of ADDRESSES.tld) assert.equal((await at(server)).rcode, 'NXDOMAIN')
})

test('name servers on lists of parking companies answer for a healthy site (row 87)', async () => {
  await broken('ordinary-name-servers')
  assert.deepEqual(await parentNames(), ['ns41.domaincontrol.com', 'ns42.domaincontrol.com'])
  assert.equal(await visitor.addressOf(SITE), '127.11.1.10')
  await broken('domain-unverified')
  assert.match((await parentNames())[0] ?? '', /^failed-whois-verification\./)
})

test('aliases dangle or lead to each other, and the apex may be well meanwhile', async () => {
  await broken('www-dangling')
  const www = await at(NS1, 'A', `www.${SITE}`)
  assert.deepEqual(dataOf(www.answers ?? [], 'CNAME'), ['cornerbakery.nowhere-hosting.example'])
  assert.equal((await visitor.ask(ADDRESSES.resolvers[0], `www.${SITE}`, 'A', RD)).rcode, 'NXDOMAIN')
  assert.equal(await visitor.addressOf(SITE), '127.11.1.10')
  await broken('alias-loop')
  assert.equal((await recursively(ADDRESSES.resolvers[0])).rcode, 'SERVFAIL')
})

test('one of two name servers is silent, and the site is found all the same', async () => {
  await broken('one-name-server-dead')
  assert.equal((await at(NS1)).rcode, 'NOERROR')
  await assert.rejects(hasty.ask(NS2, SITE, 'A'), /says nothing/)
  assert.equal((await at(NS2, 'A', 'rosewood-dental.example')).rcode, 'NOERROR', 'other zones of the provider are well')
  assert.equal(await visitor.addressOf(SITE), '127.11.1.10')
})

test('two name servers disagree in serial and address', async () => {
  await broken('name-servers-disagree')
  const serial = async (server: string) =>
    ((await at(server, 'SOA')).answers?.[0] as { data: { serial: number } } | undefined)?.data.serial ?? 0
  assert.ok((await serial(NS1)) > (await serial(NS2)))
  assert.deepEqual(dataOf((await at(NS2)).answers ?? [], 'A'), [ADDRESSES.stranger])
})

test('of every five rounds the name servers fail two, both at once', async () => {
  await broken('name-servers-flapping')
  const rounds: string[] = []
  for (let round = 0; round < 5; round++) {
    const first = (await at(NS1)).rcode
    assert.equal((await at(NS2)).rcode, first)
    rounds.push(first)
  }
  assert.deepEqual(rounds, ['NOERROR', 'SERVFAIL', 'NOERROR', 'SERVFAIL', 'NOERROR'])
})

test('a DS that fits no key makes resolvers fail with a reason, and not when nobody checks (DIA-6)', async () => {
  const [resolver] = ADDRESSES.resolvers
  await broken('dnssec-stale-ds')
  const bogus = await recursively(resolver)
  assert.deepEqual([bogus.rcode, why(bogus)], ['SERVFAIL', 9])
  const unchecked = await recursively(resolver, packet.CHECKING_DISABLED)
  assert.deepEqual([unchecked.rcode, dataOf(unchecked.answers ?? [], 'A')], ['NOERROR', ['127.11.1.10']])
  assert.equal((await at(ADDRESSES.tld[0], 'DS')).answers?.length, 1)
  const key = await visitor.ask(NS1, SITE, 'DNSKEY', 0, [WANTS_SIGNATURES])
  assert.deepEqual(
    key.answers?.map(({ type }) => type),
    ['DNSKEY', 'RRSIG'],
  )

  await broken('dnssec-signatures-expired')
  const late = await recursively(resolver)
  assert.deepEqual([late.rcode, why(late)], ['SERVFAIL', 7])
  await broken('dnssec-well')
  const good = await recursively(resolver)
  assert.deepEqual([good.rcode, good.answers?.map(({ type }) => type)], ['NOERROR', ['A', 'RRSIG']])
})

test('glue may lead elsewhere than the zone says', async () => {
  await broken('glue-wrong')
  const referral = await at(ADDRESSES.tld[0])
  assert.deepEqual(dataOf(referral.additionals ?? [], 'A'), ADDRESSES.elsewhere)
  assert.deepEqual(dataOf((await at(NS1, 'A', `ns1.${SITE}`)).answers ?? [], 'A'), [NS1])
  assert.equal((await at(ADDRESSES.elsewhere[0])).rcode, 'REFUSED')
})

test('one resolver lies while two others tell the truth (TRI-2)', async () => {
  await broken('one-resolver-lies')
  const [liar, ...honest] = ADDRESSES.resolvers
  assert.equal((await recursively(liar)).rcode, 'SERVFAIL')
  for (const resolver of honest) assert.deepEqual(dataOf((await recursively(resolver)).answers ?? [], 'A'), ['127.11.1.10'])
})

test('an IPv6 address is there and dead, the IPv4 address is well', async () => {
  await broken('ipv6-dead')
  assert.deepEqual(dataOf((await at(NS1, 'AAAA')).answers ?? [], 'AAAA'), ['::1'])
  assert.equal((await visitor.visit(`https://${SITE}/`)).status, 200)
})

test('behind every fault of names the site is well again', async () => {
  await lab.order({ do: 'fix', site: SITE })
  assert.equal((await visitor.visit(`https://${SITE}/`)).status, 200)
})
