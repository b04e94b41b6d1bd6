import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { createChannelNetwork, createNetwork } from './create-network.ts'
import { disposable, loopbackPlan, startDns, zone } from './loopback.double.ts'

const later = () => AbortSignal.timeout(2000)
const NAMES = {
  'inside.test': ['127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'mixed.test': ['8.8.8.8', '127.0.0.1'],
  'six.test': ['::1'],
  'mapped.test': ['::ffff:7f00:1'],
  'nat64.test': ['64:ff9b::7f00:1'],
  'panel.test': ['127.0.0.1'],
}
const CORPUS = [
  ...['127.0.0.1', '127.1', '0x7f.1', '0x7f000001', '2130706433', '017700000001', '①②⑦.0.0.1', '１２７.0.0.1', '0', '0.0.0.0', '012.0.0.1'],
  ...[
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::1]',
  ],
  ...[
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fc00::1]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
  ],
  ...['169.254.169.254', '224.0.0.1', '255.255.255.255', 'localhost', 'localhost.', 'LOCALHOST', 'a.localhost', ...Object.keys(NAMES)],
]

test('no form of an address that is not public is ever dialled, over http or https (SSRF corpus)', async () => {
  await using dns = await startDns(zone(NAMES))
  let reached = 0
  const web = createServer((_, response) => void response.end(`${++reached}`))
  await using server = await disposable(web, '127.0.0.1', () => web.closeAllConnections())
  const ports = { 80: server.port, 443: server.port }
  const network = createNetwork({ plan: loopbackPlan({ allowPrivateTargets: false, resolvers: [dns.address], ports }), trustedCa: null })
  for (const host of CORPUS) {
    for (const scheme of ['http', 'https']) {
      const seen = await network.request({ url: `${scheme}://${host}/` }, { signal: later() })
      assert.equal(!seen.ok && seen.code, 'address_not_public', `${scheme}://${host}/`)
    }
    const shaken = await network.handshake({ host, port: 443, servername: 'a.test' }, { signal: later() })
    assert.equal(!shaken.ok && shaken.code, 'address_not_public', host)
    const connected = await network.connect({ host, port: 80 }, { signal: later() })
    assert.equal(!connected.ok && connected.code, 'address_not_public', host)
  }
  const pinned = await network.request({ url: 'http://a.test/', address: '127.0.0.1' }, { signal: later() })
  assert.equal(!pinned.ok && pinned.code, 'address_not_public', 'an address handed in is judged as well')
  assert.equal(reached, 0)
})

test('the refusal names the address', async () => {
  const network = createNetwork({ plan: loopbackPlan({ allowPrivateTargets: false }), trustedCa: null })
  const seen = await network.connect({ host: '0x7f.1', port: 80 }, { signal: later() })
  assert.equal(!seen.ok && seen.message, '127.0.0.1 is not on the public Internet (loopback)')
})

test('leave for private targets does not open link-local, metadata or multicast', async () => {
  const network = createNetwork({ plan: loopbackPlan(), trustedCa: null })
  for (const host of ['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '224.0.0.1', '0.0.0.0', '[::ffff:169.254.169.254]']) {
    const seen = await network.connect({ host, port: 80 }, { signal: later() })
    assert.equal(!seen.ok && seen.code, 'address_not_public', host)
  }
})

test('a host the operator wrote may be private where others may not', async () => {
  await using dns = await startDns(zone(NAMES))
  const web = createServer((_, response) => void response.end('panel'))
  await using server = await disposable(web, '127.0.0.1', () => web.closeAllConnections())
  const plan = loopbackPlan({ allowPrivateTargets: false, resolvers: [dns.address], ports: { 2087: server.port } })
  const network = createNetwork({ plan, trustedCa: null, operatorHosts: ['Panel.test'] })
  const ask = (host: string) => network.request({ url: `http://${host}:2087/` }, { signal: later() })
  const allowed = await ask('panel.test')
  assert.equal(allowed.ok && allowed.body, 'panel')
  const refused = await ask('inside.test')
  assert.equal(!refused.ok && refused.code, 'address_not_public')
})

test('a resolver that lies after the first answer changes nothing: a name is resolved once (rebinding)', async () => {
  let answers = 0
  await using dns = await startDns((name, type) => zone({ [name]: [answers++ === 0 ? '127.0.0.1' : '10.0.0.1'] })(name, type, 'udp'))
  const web = createServer((_, response) => void response.end('here'))
  await using server = await disposable(web, '127.0.0.1', () => web.closeAllConnections())
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address], ports: { 80: server.port } }), trustedCa: null })
  const seen = await network.request({ url: 'http://rebind.test/' }, { signal: later() })
  assert.deepEqual([seen.ok && seen.address, dns.asked.length], ['127.0.0.1', 1])
})

test('channels use the machine’s own resolver and true ports, and reach inside only where the operator wrote it', async () => {
  const web = createServer((_, response) => void response.end('slack'))
  await using server = await disposable(web, '127.0.0.1', () => web.closeAllConnections())
  const open = createChannelNetwork({ operatorHosts: ['localhost', '127.0.0.1'] })
  for (const host of ['localhost', '127.0.0.1']) {
    const seen = await open.request({ url: `http://${host}:${server.port}/` }, { signal: later() })
    assert.equal(seen.ok && seen.body, 'slack')
  }
  const shut = await createChannelNetwork({ operatorHosts: [] }).request({ url: `http://localhost:${server.port}/` }, { signal: later() })
  assert.equal(!shut.ok && shut.code, 'address_not_public')
})

test('a name that is not there, one without an address and a resolver that fails are told apart', async () => {
  await using dns = await startDns((name, type) => (name === 'broken.test' ? { rcode: 2 } : zone({ 'empty.test': [] })(name, type, 'udp')))
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: null })
  for (const [host, code] of [
    ['gone.test', 'name_not_found'],
    ['empty.test', 'name_without_address'],
    ['broken.test', 'resolver_failed'],
    ['a..b', 'url_invalid'],
  ] as const) {
    const seen = await network.connect({ host, port: 80 }, { signal: later() })
    assert.equal(!seen.ok && seen.code, code, host)
  }
})
