import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { after as afterAll, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { agentDouble } from '../../test/agent-double.ts'
import { seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { sampleOf } from '../domain/host/sample.double.ts'
import { after, hours, minutes } from '../domain/instant.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { listAudit } from '../store/audit.ts'
import { hostDays } from '../store/host-days.ts'
import { hostInventories } from '../store/host-inventories.ts'
import { listMessages } from '../store/messages.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const LADDER = [{ notify: 'ana', by: ['mail'], wait: minutes(5), repeat: 1, only: null }]
const seeded = seededPlan()
const bakery = { ...seeded.sites['cornerbakery.example']!, host: 'web-1' }
const plan = {
  ...seeded,
  escalation: LADDER,
  channels: { ...seeded.channels, mail: { host: '127.0.0.1', port: 1, secure: false } },
  hosts: { 'web-1': { id: 'web-1', name: 'Web 1' } },
  sites: { ...seeded.sites, [bakery.id]: bakery },
} as Plan

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let agent: Awaited<ReturnType<typeof agentDouble>>

before(async () => {
  hub = await seededHub(plan)
  app = await buildServer(hub.around, routesOf(hub.around))
  agent = await agentDouble(app, await invite('cornerbakery.example'), () => hub.clock.at)
})
afterAll(async () => {
  await app.close()
  await hub.store.close()
})

async function invite(host: string): Promise<string> {
  const headers = { authorization: `Bearer ${await hub.token('owner')}` }
  return (await app.inject({ method: 'POST', url: `/api/v1/hosts/${host}/enrolment`, headers, payload: {} })).json<{ token: string }>()
    .token
}
const get = async (url: string, partner: string | null = null) =>
  app.inject({ url, headers: { authorization: `Bearer ${await hub.token('viewer', partner, partner === null ? 'ana' : null)}` } })
const first = async () => (await get('/api/v1/hosts')).json().items[0]

test('a token lets one agent onto the host of a site, once and within the hour (MON-4)', async () => {
  assert.deepEqual([agent.status, agent.host], [201, 'web-1'])
  const token = await invite('web-1')
  hub.clock.at = after(hub.clock.at, hours(1))
  assert.equal((await agentDouble(app, token, () => hub.clock.at)).code, 'enrolment_refused')
})

test('a report is heard and shown; a replay of it, a stranger’s and a changed one are refused (MON-4)', async () => {
  const body = agent.seal()
  assert.equal((await agent.send(body)).status, 200)
  assert.deepEqual([(await first()).state, (await first()).sites], ['well', ['cornerbakery.example']])
  assert.deepEqual((await agent.send(body)).body.code, 'report_replayed')
  const stranger = generateKeyPairSync('ed25519').privateKey
  assert.equal((await agent.send(agent.seal(), { by: stranger })).body.code, 'signature_invalid')
  assert.equal((await agent.reports({ host: 'web-2' })).body.code, 'signature_invalid')
})

test('a gap in the numbers shows, and a clock that is five minutes off is refused with both times (MON-4)', async () => {
  const before = (await first()).missedReports
  agent.seal()
  agent.seal()
  await agent.reports()
  assert.equal((await first()).missedReports - before, 2 + 2, 'two refused above, two never sent')
  const skewed = await agent.send(agent.seal(), { sentAt: hub.clock.at - minutes(6) })
  assert.equal(skewed.body.code, 'clock_skew')
})

test('a part of a sample that makes no sense is left out and named, and the rest kept', async () => {
  await agent.reports({ sample: { ...sampleOf({ load: [1, 1, 1] }), cpu: { busy: -1 }, memory: { total: 1, available: 2 } } })
  assert.deepEqual((await first()).faulty, ['cpu', 'memory'])
  assert.deepEqual((await first()).sample.load, [1, 1, 1])
})

test('a disk that fills up is told to whoever is on call as a warning, once (MON-5)', async () => {
  const disks = [{ mount: '/', type: 'ext4', size: 100, used: 85, inodes: 0, inodesUsed: 0, fullIn: null }]
  for (let minute = 0; minute < 3; minute++) {
    hub.clock.at = after(hub.clock.at, minutes(1))
    await agent.reports({ sample: { ...sampleOf(), disks } })
  }
  const told = (await listMessages(hub.store.db, { limit: 50 })).filter(({ template }) => template === 'host-warning')
  assert.deepEqual(told.map(({ subject, recipient }) => [subject, recipient.audience]), [['Warning on Web 1', 'responder']]) // prettier-ignore
  assert.match(told[0]!.text, /No site is down because of this/)
  assert.match((await first()).measures[0].says, /\/ is 85 % full and does not fill up/)
})

test('the minutes before a restart arrive, and the page says in a sentence why the load rose (MON-6)', async () => {
  const moment = (ago: number, load: number) => ({
    ...{ at: hub.clock.at - ago * 1000, load: [load, 1, 1], cores: 2, cpu: 1, memory: 0.5, swap: 0, waits: null, disk: 0.4, sockets: 1 },
    ...{ top: [{ name: 'php-fpm', user: 'www-data', cpu: 2, memory: 1 }], urls: [], addresses: [] },
  })
  const event = { at: hub.clock.at, kind: 'restarted', says: '', lines: [], moments: [moment(600, 0.5), moment(60, 9)] }
  assert.equal((await agent.reports({ boot: 'boot-2', events: [event] })).status, 200)
  const [happened] = (await get('/api/v1/hosts/web-1')).json().events
  assert.match(happened.says, /the load rose from 0\.5 to 9\.0 on 2 cores\. .*php-fpm of www-data \(100 %\)/)
  assert.deepEqual(happened.moments.map(({ load, busiest }: Record<string, unknown>) => [load, busiest]), [[0.5, 'php-fpm of www-data'], [9, 'php-fpm of www-data']]) // prettier-ignore
  const [told] = await listMessages(hub.store.db, { limit: 1 })
  assert.deepEqual([told!.template, told!.subject], ['host-restarted', 'Web 1 was restarted'])
})

test('an order goes out signed with the next report, ends once, and by nobody else’s word (REA-11)', async () => {
  const headers = { authorization: `Bearer ${await hub.token('owner')}` }
  const payload = { action: 'restart-service', args: { unit: 'nginx' } }
  const { id } = (await app.inject({ method: 'POST', url: '/api/v1/hosts/web-1/orders', headers, payload })).json<{ id: string }>()
  const [given] = (await agent.reports()).body.orders!
  const key = createPublicKey({ key: Buffer.from(agent.hubKey, 'base64'), format: 'der', type: 'spki' })
  assert.ok(verify(null, Buffer.from(given!.order), key, Buffer.from(given!.signature, 'base64')))
  const order = JSON.parse(given!.order) as { expires: number; notBefore: number; by: string }
  assert.deepEqual([order.expires - order.notBefore, order.by], [minutes(10), 'ana'])
  const end = { id, end: 'done', code: '', output: 'active', at: hub.clock.at }
  await agent.reports({ ends: [{ ...end, id: 'f'.repeat(24) }, end] })
  const again = await agent.reports({ ends: [{ ...end, output: 'something else' }] })
  assert.deepEqual(again.body.orders, [])
  const known = (await get(`/api/v1/hosts/web-1/orders/${id}`)).json<{ result: string; output: string }>()
  assert.deepEqual([known.result, known.output], ['done', 'active'])
  const { orders, mayOrder } = (await get('/api/v1/hosts/web-1')).json()
  assert.deepEqual([orders[0].says, orders[0].said.words, orders[0].output, mayOrder], ['restart-service unit=nginx', 'done', 'active', false]) // prettier-ignore
  assert.equal((await listAudit(hub.store.db, { limit: 50 })).filter(({ what }) => what === 'order-end-refused').length, 2)
})

test('what takes two people shows who asked and what it would do, and goes out with the second yes (REA-11)', async () => {
  const headers = async (person: string | null, role: 'owner' | 'responder' | 'viewer' = 'responder') => ({ authorization: `Bearer ${await hub.token(role, null, person)}` }) // prettier-ignore
  const post = async (url: string, by: object, payload: object = {}) => (await app.inject({ method: 'POST', url: `/api/v1/hosts/web-1/orders${url}`, headers: { ...by }, payload })).json() // prettier-ignore
  const [ana, ben] = [await headers('ana'), await headers('ben')]
  const payload = { action: 'rotate-secrets', args: { site: '/var/www/cornerbakery.example' } }
  assert.equal((await post('', ana, { action: 'restart-service', args: { unit: 'nginx' } })).code, 'order_needs_owner')
  const { id, waits } = await post('', ana, payload)
  assert.equal(waits, true)
  const [dry] = (await agent.reports()).body.orders!.map(({ order }) => JSON.parse(order) as { id: string; dryRun: boolean })
  assert.equal(dry!.dryRun, true)
  await agent.reports({ ends: [{ id: dry!.id, end: 'done', code: 'dry_run', output: 'wp config shuffle-salts', at: hub.clock.at }] })
  const seen = async (by: object) => (await app.inject({ url: '/api/v1/hosts/web-1', headers: { ...by } })).json().orders.find((one: { id: string }) => one.id === id) // prettier-ignore
  const { said, agreement } = await seen(ben)
  assert.deepEqual([said.words, agreement.first, agreement.dryRun, agreement.mayAgree], ['waits for a yes', 'Ana Ruiz', 'wp config shuffle-salts', true]) // prettier-ignore
  assert.equal((await seen(ana)).agreement.mayAgree, false)
  const now = (await app.inject({ url: '/api/v1/now', headers: ben })).json()
  assert.deepEqual(now.orders.map(({ id: one, host }: { id: string; host: string }) => [one, host]), [[id, 'web-1']]) // prettier-ignore
  assert.equal((await post(`/${id}/agree`, ana)).code, 'order_needs_another')
  assert.equal((await post(`/${id}/agree`, await headers(null))).code, 'person_needed')
  assert.equal((await post(`/${id}/agree`, await headers('kofi', 'viewer'))).code, 'role_too_small')
  assert.deepEqual(await post(`/${id}/agree`, ben), { id, waits: false })
  const given = (await agent.reports()).body.orders!.map(({ order }) => JSON.parse(order) as { id: string; by: string })
  assert.deepEqual(given.map(({ id: one, by }) => [one, by]), [[id, 'ana and ben']]) // prettier-ignore
  await agent.reports({ ends: [{ id, end: 'done', code: '', output: '', at: hub.clock.at }] })
})

test('a suspect login and signs of spam stand on the page and are counted for the month, and nobody is called (PRE-2)', async () => {
  const event = (kind: string, says: string) => ({ at: hub.clock.at, kind, says, lines: [], moments: [] })
  const before = (await listMessages(hub.store.db, { limit: 50 })).length
  await agent.reports({
    events: [event('login', 'root logged in with a password, from 192.0.2.7.'), event('spam', '900 mails wait to leave.')],
  })
  assert.match((await get('/api/v1/hosts/web-1')).body, /root logged in with a password, from 192\.0\.2\.7\./)
  const [day] = await hostDays(hub.store.db, 'web-1', after(hub.clock.at, hours(-24)), after(hub.clock.at, hours(24)))
  assert.deepEqual([day!.logins, day!.spam], [1, 1])
  assert.equal((await listMessages(hub.store.db, { limit: 50 })).length, before)
})

test('what the agent found among the files of a site is shown, and published sums are given to agents alone (DIA-5)', async () => {
  const finding = { kind: 'signature', file: 'wp-content/x.php', says: 'runs as code what a visitor sends' }
  const counts = { version: '6.9', compared: 3000, files: 4000, unreadable: 12, more: 0, changed: { count: 2, files: [] } }
  const integrity = { checkedAt: hub.clock.at, installations: [{ path: '/var/www/cornerbakery.example', ...counts, findings: [finding] }] }
  await agent.reports({ sample: { ...sampleOf(), integrity } })
  const websites = (await first()).facts.find(({ name }: { name: string }) => name === 'Websites').value
  assert.match(websites, /4000 files, 3000 with a published sum, 12 that the agent may not read: 1 suspicious; 2 changed/)
  const wanted = JSON.stringify({ version: '6.9', locale: 'en_US' })
  assert.deepEqual((await agent.send(wanted, { to: 'sums' })).body, { sums: {} }, 'this hub asks nobody')
  const stranger = generateKeyPairSync('ed25519').privateKey
  assert.equal((await agent.send(wanted, { to: 'sums', by: stranger })).body.code, 'signature_invalid')
  assert.equal((await agent.send('{"version":"../6","locale":"x"}', { to: 'sums' })).body.code, 'report_invalid')
})

test('an agent that falls silent is shown as silent, and a host is no business of a partner (I-16)', async () => {
  hub.clock.at = after(hub.clock.at, minutes(3))
  assert.equal((await first()).state, 'silent')
  assert.equal((await get('/api/v1/hosts', 'brightside')).json().code, 'operator_only')
  assert.equal((await get('/api/v1/hosts/web-1', 'brightside')).json().code, 'operator_only')
})

test('what is installed comes with a report and stays until another says otherwise; what makes no sense is left out (PRE-3)', async () => {
  const inventory = { distribution: { id: 'debian', version: '13' }, packages: [['openssl', '3.5.1-1']], installations: [] }
  assert.equal((await agent.reports({ inventory })).status, 200)
  assert.equal((await agent.reports()).status, 200)
  assert.deepEqual((await hostInventories(hub.store.db)).get('web-1'), inventory)
  assert.equal((await agent.reports({ inventory: { packages: 'all' } })).status, 200)
  assert.deepEqual((await first()).faulty, ['inventory'])
  assert.deepEqual((await hostInventories(hub.store.db)).get('web-1'), inventory)
  await agent.reports()
})
