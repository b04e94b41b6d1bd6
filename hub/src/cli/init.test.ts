import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { startLab } from '../../../lab/src/lab.ts'
import type { Lab } from '../../../lab/src/lab.ts'
import { checkConfig, loadPlan } from '../config.ts'
import type { NetworkPlan } from '../domain/plan/plan.ts'
import type { SiteCard } from '../domain/plan/site-card.ts'
import { systemClock } from '../clock.ts'
import { lookAtSite } from '../engine/diagnose/look-at-site.ts'
import { routesOf } from '../http/routes.ts'
import { buildServer } from '../http/server.ts'
import { createNetwork } from '../network/create-network.ts'
import { init } from './init.ts'

const SITE = 'rosewood-dental.example'
let lab: Lab
let folder: string
let config: string
before(async () => {
  lab = await startLab()
  folder = await mkdtemp(join(tmpdir(), 'allclear-test-'))
  config = join(folder, 'lab.yaml')
  const { resolvers, rootServers, rdapBootstrap, whois, trustedCa, canaries, ports } = lab.ready.network
  const network = { resolvers, 'root-servers': rootServers, 'rdap-bootstrap': rdapBootstrap, whois, 'trusted-ca': trustedCa, canaries, ports, 'allow-private-targets': true } // prettier-ignore
  const text = {
    operator: { name: 'Harbor', timezone: 'UTC', mail: 'noc@harbor.example' },
    people: { ana: { name: 'Ana', mail: 'ana@harbor.example' } },
    sites: { [SITE]: { url: `https://${SITE}/` } },
    network,
  }
  await writeFile(config, JSON.stringify(text))
})
after(async () => {
  await lab.close()
  await rm(folder, { recursive: true })
})

const said: string[] = []
const out = { stdout: (text: string) => void said.push(text), stderr: (text: string) => void said.push(text), isWatched: false }
const told = { operator: 'Harbor Web Care', person: 'Ana María Ruiz', mail: 'ana@harbor.example', timezone: 'America/New_York' }

test('without an address the first site is added on screen: the configuration is fine without one', async () => {
  const file = join(folder, 'none.yaml')
  assert.equal(await init([], { ...told, file, config }, out), 0, said.join(''))
  assert.match(await readFile(file, 'utf8'), /^sites: \{\} # add them on screen/m)
})

test('from an address come registrar, name servers, CMS and certificate within 10 s, and a configuration that its own check passes', async () => {
  const file = join(folder, 'allclear.yaml')
  const began = performance.now()
  assert.equal(await init([`https://${SITE}`], { ...told, file, config }, out), 0, said.join(''))
  assert.ok(performance.now() - began < 10_000)
  assert.match(said.join(''), /rosewood-dental\.example: answers 200 · registered with .* · name servers of .* · .*certificate by /)
  const text = await readFile(file, 'utf8')
  assert.match(text, /people:\n {2}ana:\n {4}name: Ana María Ruiz/)
  assert.match(text, /rosewood-dental\.example:\n {4}url: https:\/\/rosewood-dental\.example\/\n {4}expect:\n {6}status: 200/)
  const complaints = await checkConfig(file, systemClock.now())
  assert.deepEqual(complaints.filter(({ level }) => level !== 'warning'), []) // prettier-ignore
  await assert.rejects(init([SITE], { ...told, file, config }, out), /There is a file .* already/)
  assert.equal(await readFile(file, 'utf8'), text)
})

test('a script that does not say everything hears what is missing, and an address that may not be looked at is refused', async () => {
  const file = join(folder, 'other.yaml')
  if (!process.stdin.isTTY) await assert.rejects(init([SITE], { file, mail: told.mail }, out), /Not told: operator, person/)
  const plan: NetworkPlan = { ...(await loadPlan(config)).plan.network, allowPrivateTargets: false }
  const network = createNetwork({ plan, trustedCa: null, operatorHosts: [] })
  const look = (url: string) => lookAtSite(url, { plan, network, now: systemClock.now })
  await assert.rejects(look(`https://${SITE}/`), { code: 'address_not_public' })
  await assert.rejects(look('ftp://x.example/'), { code: 'url_invalid' })
})

test('the API gives the same card, to the operator’s people alone and ten times a minute', async () => {
  const hub = await seededHub()
  const card: SiteCard = {
    ...{ url: 'https://x.example/', site: 'x.example', status: 200, title: 'X', registrar: 'Names Ltd', expires: hub.clock.at },
    ...{ nameServers: ['ns1.names.example'], dns: 'names.example', addresses: [], server: null, cms: 'WordPress 6.8', mail: [] },
    certificate: { issuer: 'Lab CA', validTo: hub.clock.at, isTrusted: true },
    ...{ checks: [], expect: { status: 200, contains: null }, missing: [] },
  }
  const around = { ...hub.around, lookAt: async () => card }
  const app = await buildServer(around, routesOf(around))
  const ask = async (token: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/sites/look',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload: '{"url":"x.example"}',
    })
  const [ours, theirs] = [await hub.token('owner'), await hub.token('owner', 'fjord')]
  const { registrar, certificate } = (await ask(ours)).json()
  assert.deepEqual([registrar, certificate.validTo], ['Names Ltd', '2026-03-04T16:05:00Z'])
  assert.equal((await ask(theirs)).json().code, 'operator_only')
  for (let n = 0; n < 9; n++) await ask(ours)
  assert.equal((await ask(ours)).statusCode, 429)
  await app.close()
  await hub.store.close()
})
