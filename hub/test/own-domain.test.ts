import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { get as getOverTls } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { foundAuthority } from '../../lab/src/authority.ts'
import { seededHub } from './seeded-hub.ts'
import { seededPlan } from './seeded-plan.ts'
import type { Domains } from '../src/engine/publish/keep-domains.ts'
import { recordOf, startKeepingDomains } from '../src/engine/publish/keep-domains.ts'
import { createNetwork } from '../src/network/create-network.ts'
import { freePort, listening } from '../src/network/free-port.double.ts'
import { loopbackPlan, startDns } from '../src/network/loopback.double.ts'
import { ownDomains } from '../src/store/own-domains.ts'
import { startServer } from '../src/http/server.ts'

const DOMAIN = 'status.brightside.example'
const PEBBLE = '/usr/bin/pebble'

function planWith(acme: string) {
  const plan = seededPlan()
  const brightside = { ...plan.partners['brightside']!, statusPage: `https://${DOMAIN}/` }
  const hub = { ...plan.hub, domains: { listen: { host: '127.0.0.1', port: 0 }, acme } }
  return { ...plan, hub, partners: { ...plan.partners, brightside } }
}

const NONE: Domains = { page: () => null, challenge: () => null, certificate: () => null, list: async () => [] }

async function read([answer]: unknown[]) {
  const message = answer as IncomingMessage
  return { status: message.statusCode, headers: message.headers, body: Buffer.concat(await message.toArray()).toString() }
}

test('under an own domain there is its page and nothing else, and a name that nobody knows is refused (COM-9)', async () => {
  const hub = await seededHub(planWith('https://acme.invalid/'))
  const domains = { ...NONE, page: (name: string) => (name === DOMAIN ? 'brightside' : null), challenge: () => 'answer' }
  const server = await startServer({ ...hub.around, domains }, { host: '127.0.0.1', port: 0 })
  const ask = async (host: string, path: string) => read(await once(get(`${server.url}${path}`, { headers: { host }, agent: false }), 'response')) // prettier-ignore
  for (const time of ['first', 'second']) assert.match((await ask(`${DOMAIN}:80`, '')).body, /cornerbakery\.example is not available/, time)
  assert.equal(JSON.parse((await ask(DOMAIN, 'api/v2/summary.json')).body).page.id, 'brightside')
  for (const path of ['login', 'api/v1/sites', 'healthz', 'status/operator/', '../operator/', 'status/brightside/'])
    assert.equal((await ask(DOMAIN, path)).status, 404, path)
  const unknown = await ask('status.stranger.example', '')
  assert.deepEqual([unknown.status, JSON.parse(unknown.body).code], [421, 'host_unknown'])
  assert.equal((await ask('127.0.0.1:8470', 'healthz')).status, 200)
  assert.equal((await ask(DOMAIN, '.well-known/acme-challenge/abc')).body, 'answer')
  await server.close()
  await hub.store.close()
})

// Debian's ACME authority for tests, which asks our name server and our door.
async function startPebble(dir: string, name: { readonly dns: string; readonly httpPort: number }) {
  const authority = await foundAuthority()
  const { key, cert } = await authority.issue({ names: ['localhost'], addresses: ['127.0.0.1'] })
  const [port, management] = [await freePort(), await freePort()]
  await writeFile(join(dir, 'key.pem'), key)
  await writeFile(join(dir, 'cert.pem'), cert)
  const listens = { listenAddress: `127.0.0.1:${port}`, managementListenAddress: `127.0.0.1:${management}` }
  const files = { certificate: join(dir, 'cert.pem'), privateKey: join(dir, 'key.pem') }
  await writeFile(join(dir, 'pebble.json'), JSON.stringify({ pebble: { ...listens, ...files, httpPort: name.httpPort, tlsPort: 1 } }))
  const pebble = spawn(PEBBLE, ['-config', join(dir, 'pebble.json'), '-dnsserver', name.dns], {
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '20' },
  })
  for (const stream of [pebble.stdout, pebble.stderr]) stream.resume()
  await listening(port, pebble)
  return { directory: `https://127.0.0.1:${port}/dir`, rootPem: authority.rootPem, end: () => pebble.kill() }
}

test('a domain is proved by its TXT record, gets a certificate of a real authority by itself, and is served with it (COM-9)', async (t: TestContext) => {
  if (!existsSync(PEBBLE)) return t.skip('pebble is not here: apt-get install -y pebble')
  await using ends = new AsyncDisposableStack()
  const dir = ends.adopt(await mkdtemp(join(tmpdir(), 'allclear-domains-')), (made) => rm(made, { recursive: true }))
  let record = 'allclear=of-somebody-else'
  const dns = ends.use(
    await startDns((name, type) => {
      const answer = { name, ttl: 0 } as const
      if (type === 'TXT' && name === `_allclear.${DOMAIN}`) return { answers: [{ ...answer, type, data: record }] }
      return { answers: type === 'A' && name === DOMAIN ? [{ ...answer, type, data: '127.0.0.1' }] : [] }
    }),
  )
  const httpPort = await freePort()
  const pebble = ends.adopt(await startPebble(dir, { dns: dns.address, httpPort }), ({ end }) => void end())
  const hub = ends.adopt(await seededHub(planWith(pebble.directory)), ({ store }) => store.close())
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: pebble.rootPem })
  const { store, clock, around } = hub
  const keeping = () =>
    startKeepingDomains({
      store,
      clock,
      plan: around.plan,
      network,
      key: around.answerKey,
      dir: join(dir, 'domains'),
      onBug: (error) => assert.fail(String(error)),
    })
  const first = keeping()
  const doors = await startServer({ ...around, domains: first.domains }, { host: '127.0.0.1', port: httpPort })
  const server = ends.adopt(doors, ({ close }) => close())
  await first.loop.stop() // lets the pass under way end
  const [refused] = await ownDomains(store.db)
  assert.match(refused!.failure!, /there is no TXT record _allclear\.status\.brightside\.example/)
  assert.equal(first.domains.page(DOMAIN), null)

  record = recordOf(around.answerKey, { partner: 'brightside', domain: DOMAIN }).value
  clock.at = refused!.dueAt!
  const second = keeping()
  Object.assign(first.domains, second.domains) // the doors ask the one that runs
  await second.loop.stop()
  const [own] = await ownDomains(store.db)
  assert.equal(own!.failure, null)
  assert.equal(own!.dueAt, Math.floor(own!.certificate!.from + ((own!.certificate!.until - own!.certificate!.from) * 2) / 3))
  assert.equal((await stat(join(dir, 'domains', `${DOMAIN}.json`))).mode & 0o777, 0o600)

  const overTls = (servername: string, host = servername) => {
    const options = { host: '127.0.0.1', port: server.tlsPort!, servername, headers: { host }, agent: false, rejectUnauthorized: false }
    return once(getOverTls(options), 'response').then(read)
  }
  const page = await overTls(DOMAIN)
  assert.deepEqual([page.status, page.headers['strict-transport-security']], [200, 'max-age=31536000'])
  assert.match(page.body, /cornerbakery\.example is not available/)
  assert.equal((await overTls(DOMAIN, 'other.example')).status, 421)
  await assert.rejects(overTls('other.example'), 'a name without a certificate gets no handshake')
})
