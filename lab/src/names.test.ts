import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import packet, { type DecodedPacket } from 'dns-packet'
import { ADDRESSES } from './addresses.ts'
import { startLab, type Lab } from './lab.ts'
import { dataOf, Visitor } from './visitor.double.ts'

const SITE = 'cornerbakery.example'
const SERVER = ADDRESSES.namesilver[0]
let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready)
})
after(() => lab.close())

test('a walk from the root finds the address: root, top-level domain, provider (DIA-6)', async () => {
  const root = await visitor.ask(ADDRESSES.root[0], SITE, 'A')
  assert.equal(root.flag_aa, false)
  assert.deepEqual(dataOf(root.authorities ?? [], 'NS'), ['a.nic.example', 'b.nic.example'])
  assert.deepEqual(dataOf(root.additionals ?? [], 'A'), ADDRESSES.tld)

  for (const server of ADDRESSES.tld) {
    const tld = await visitor.ask(server, SITE, 'A')
    assert.deepEqual(dataOf(tld.authorities ?? [], 'NS'), ['ns1.namesilver.example', 'ns2.namesilver.example'])
    assert.deepEqual(dataOf(tld.additionals ?? [], 'A'), ADDRESSES.namesilver)
  }

  const zone = await visitor.ask(SERVER, SITE, 'A')
  assert.equal(zone.flag_aa, true)
  assert.deepEqual(dataOf(zone.answers ?? [], 'A'), ['127.11.1.10'])
})

test('a name server knows NS, MX, SOA and aliases, and says NODATA and NXDOMAIN with the SOA', async () => {
  const answers = async (name: string, type: packet.RecordType) => visitor.ask(SERVER, name, type)
  assert.equal((await answers(SITE, 'NS')).answers?.length, 2)
  assert.equal((await answers(SITE, 'MX')).answers?.length, 1)
  assert.equal((await answers(SITE, 'SOA')).answers?.length, 1)
  const alias = await answers(`www.${SITE}`, 'A')
  assert.deepEqual(
    alias.answers?.map(({ type }) => type),
    ['CNAME', 'A'],
  )

  const nodata = await answers(SITE, 'AAAA')
  assert.equal(nodata.rcode, 'NOERROR')
  assert.equal(nodata.answers?.length, 0)
  assert.equal(nodata.authorities?.[0]?.type, 'SOA')
  const nothing = await answers(`no.${SITE}`, 'A')
  assert.equal(nothing.rcode, 'NXDOMAIN')
  assert.equal(nothing.authorities?.[0]?.type, 'SOA')
  assert.equal((await answers('elsewhere.example', 'A')).rcode, 'REFUSED')
})

test('the parent answers for DS: there is none', async () => {
  const ds = await visitor.ask(ADDRESSES.tld[0], SITE, 'DS')
  assert.equal(ds.flag_aa, true)
  assert.equal(ds.rcode, 'NOERROR')
  assert.equal(ds.answers?.length, 0)
})

test('both resolvers find every site, follow aliases and glueless name servers, and pass NXDOMAIN on', async () => {
  for (const resolver of ADDRESSES.resolvers) {
    for (const { site, address } of lab.state().sites) {
      const found = await visitor.ask(resolver, `www.${site}`, 'A', packet.RECURSION_DESIRED)
      assert.deepEqual(dataOf(found.answers ?? [], 'A'), [address])
      assert.equal(found.flag_ra, true)
    }
    assert.equal((await visitor.ask(resolver, 'no-such-domain.example', 'A', packet.RECURSION_DESIRED)).rcode, 'NXDOMAIN')
    assert.equal((await visitor.ask(resolver, 'no-such-tld', 'A', packet.RECURSION_DESIRED)).rcode, 'NXDOMAIN')
  }
})

test('names are answered over TCP as well', async () => {
  const query = packet.streamEncode({ type: 'query', id: 9, questions: [{ name: SITE, type: 'A' }] })
  const answer = await new Promise<DecodedPacket>((done, failed) => {
    const socket = connect(visitor.port(53), SERVER, () => socket.write(query))
    socket.on('error', failed)
    socket.on('data', (bytes: Buffer) => (socket.destroy(), done(packet.streamDecode(bytes) as DecodedPacket)))
  })
  assert.deepEqual(dataOf(answer.answers ?? [], 'A'), ['127.11.1.10'])
})

test('bytes that are no DNS hurt nobody', async () => {
  const socket = connect(visitor.port(53), SERVER, () => socket.end(Buffer.from([0, 3, 1, 2, 3])))
  await new Promise((done) => socket.on('close', done).resume())
  assert.equal(await visitor.addressOf(SITE), '127.11.1.10')
})

test('every change of a zone raises its serial', async () => {
  const serial = async () => {
    const soa = (await visitor.ask(SERVER, SITE, 'SOA')).answers?.[0]
    assert.ok(soa?.type === 'SOA')
    return soa.data.serial ?? 0
  }
  const before = await serial()
  await lab.order({ do: 'break', site: SITE, fault: 'record-missing' })
  assert.equal(await serial(), before + 1)
  await lab.order({ do: 'fix', site: SITE })
  assert.equal(await serial(), before + 2)
})
