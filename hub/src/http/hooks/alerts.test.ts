import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import type { AlertSource } from '../../domain/alert/alert.ts'
import { startWeighingAlerts } from '../../engine/inbox/weigh-alerts.ts'
import { evidenceOf } from '../../store/evidence.ts'
import { listAlerts } from '../../store/inbound-alerts.ts'
import { listMessages } from '../../store/messages.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const TOKEN = 'a-token-of-this-test'
const SIGNING = 'whsec_dGhpcyBpcyBhIHNlY3JldCBvZiB0aGlzIHRlc3Q='
const [BAKERY, RIVAL] = ['cornerbakery.example', 'rival.example']

const source = (id: string, kind: string, more: Partial<AlertSource> = {}): AlertSource => ({
  ...{ id, kind, name: `Our ${id}`, partner: null, sites: {}, mapping: null },
  ...more,
})
const MAPPING = {
  alerts: null,
  key: 'id',
  site: 'site',
  name: null,
  state: 'state',
  firing: [],
  resolved: ['ok'],
  starts: null,
  says: 'text',
  link: null,
}

function sign(id: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const key = Buffer.from(SIGNING.slice('whsec_'.length), 'base64')
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
}

async function hubThatHears() {
  const hub = await askedHub({ 'alerts.kuma.token': TOKEN, 'alerts.prom.token': TOKEN, 'alerts.own.signing-secret': SIGNING, 'alerts.theirs.token': TOKEN }) // prettier-ignore
  const alerts = {
    kuma: source('kuma', 'uptime-kuma', { sites: { 'The shop': BAKERY } }),
    prom: source('prom', 'alertmanager'),
    own: source('own', 'generic', { mapping: MAPPING }),
    theirs: source('theirs', 'generic', { mapping: MAPPING, partner: 'rival' }),
  }
  Object.assign(hub.plan, { alerts })
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [])
  })
  const posts = async (path: string, payload: unknown, headers: Record<string, string> = {}) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const { statusCode } = await hub.app.inject({ method: 'POST', url: `/hooks/alerts/${path}`, headers: { 'content-type': 'application/json', ...headers }, payload: body }) // prettier-ignore
    return statusCode
  }
  const well = new Set<string>([BAKERY, RIVAL])
  return {
    ...{ ...hub, posts, well },
    kept: async () => (await listAlerts(hub.store.db, { partner: null, limit: 50 })).toReversed(),
    /** Our own look at what is due, once; `finds` happens during it. */
    async weighs(finds: (site: string) => Promise<void> = async () => {}) {
      const looked: string[] = []
      const lookNow = async (site: string) => {
        looked.push(site)
        await finds(site)
      }
      const loop = startWeighingAlerts(hub.room, { mayLook: () => true, lookNow, isWell: (site) => well.has(site) })
      await loop.stop()
      return looked
    },
    told: async () => (await listMessages(hub.store.db, { limit: 100 })).filter(({ template }) => template === 'alert-elsewhere'),
  }
}

const kuma = (status: number, name = 'The shop', time = '2026-03-04 15:59:00') => ({
  heartbeat: { status, time, msg: 'timeout' },
  monitor: { id: name, name, url: 'https://', hostname: null },
  msg: `${name} is ${status === 0 ? 'down' : 'up'}`,
})

test('an alert makes us look at once; where we see the site well nobody outside hears of it, and whoever is on call does once', async () => {
  const hub = await hubThatHears()
  for (let n = 0; n < 3; n++) assert.equal(await hub.posts(`kuma/${TOKEN}`, kuma(0)), 200)
  assert.deepEqual(await hub.weighs(), [BAKERY])
  assert.deepEqual(await hub.weighs(), [], 'once')
  const alert = { version: '4', alerts: [{ status: 'firing', labels: { alertname: 'Down', instance: BAKERY }, annotations: {}, startsAt: '2026-03-04T15:59:30Z', fingerprint: 'f1' }] } // prettier-ignore
  assert.equal(await hub.posts(`prom/${TOKEN}`, alert), 200)
  assert.deepEqual(await hub.weighs(), [BAKERY])
  assert.deepEqual(
    (await hub.kept()).map(({ source: by, partner, site, state, times }) => [by, partner, site, state, times]),
    [
      ['kuma', 'brightside', BAKERY, 'elsewhere', 3],
      ['prom', 'brightside', BAKERY, 'elsewhere', 1],
    ],
  )
  const told = await hub.told()
  assert.ok(told.length > 0 && told.every(({ recipient, incident }) => recipient.audience === 'responder' && incident === null))
  assert.equal(new Set(told.map(({ text }) => text)).size, 1, 'one of them')
  assert.match(told[0]!.text, /^Our kuma says of cornerbakery\.example: The shop\. “timeout”\n\nWe looked at once and see it well\./)
  assert.equal(await hub.posts(`kuma/${TOKEN}`, kuma(1, 'The shop', '2026-03-04 16:00:00')), 200)
  assert.equal((await hub.kept())[0]!.resolvedAt, Date.parse('2026-03-04T16:00:00Z'))
})

test('where we find an outage, what others say is its evidence and one line of its story, and their all clear ends nothing', async () => {
  const hub = await hubThatHears()
  await hub.posts(`kuma/${TOKEN}`, kuma(0))
  let number = 0
  await hub.weighs(async () => void (number = await hub.asks('domain.expired')))
  assert.equal((await hub.kept())[0]!.incident, number)
  assert.deepEqual((await evidenceOf(hub.store.db, 'brightside', number)).map(({ kind }) => kind), ['alert']) // prettier-ignore
  const line = /^alerts: Our kuma says so too since 2026-03-04T15:59:00Z: The shop\. “timeout”$/
  assert.equal((await hub.notes(number)).filter((note) => line.test(note)).length, 1)
  await hub.posts(`kuma/${TOKEN}`, kuma(1, 'The shop', '2026-03-04 16:00:00'))
  assert.ok((await hub.notes(number)).includes('alerts: Our kuma says that The shop is over since 2026-03-04T16:00:00Z. Our own looks decide whether it is.')) // prettier-ignore
  assert.equal((await hub.incident(number)).phase, 'open')
  assert.deepEqual(await hub.told(), [])
})

test('what nobody can place waits for a person, a sender nobody knows as well, and both are counted', async () => {
  const hub = await hubThatHears()
  assert.equal(await hub.posts(`kuma/${TOKEN}`, kuma(0, 'A printer')), 200)
  assert.equal(await hub.posts('theirs/' + TOKEN, { id: 1, site: BAKERY, state: 'bad' }), 200)
  for (let n = 0; n < 2; n++) assert.equal(await hub.posts('nagios/xyz', 'HOST DOWN \u202e'), 403)
  assert.equal(await hub.posts('kuma/guess', kuma(0)), 403)
  assert.equal(await hub.posts(`prom/${TOKEN}`, { hello: 1 }), 400)
  assert.deepEqual(await hub.weighs(), [])
  assert.deepEqual(
    (await hub.kept()).map(({ partner, source: by, name, says, state, times }) => [partner, by, name, says, state, times]),
    [
      ['operator', 'kuma', 'A printer', 'timeout', 'waiting', 1],
      ['rival', 'theirs', '1', '', 'waiting', 1],
      ['operator', '', 'A sender that calls itself “nagios”', 'HOST DOWN', 'waiting', 2],
      ['operator', '', 'Our kuma (kuma), without its token or signature', JSON.stringify(kuma(0)), 'waiting', 1],
      ['operator', 'prom', 'Not understood', '{"hello":1}', 'waiting', 1],
    ],
  )
  for (let n = 0; n < 60; n++) {
    hub.passes('3s') // within what one address may
    await hub.posts(`stranger-${n}`, 'x')
  }
  assert.ok((await hub.kept()).length <= 5 + 51, 'however many names strangers think of')
})

test('a signed alert is heard only with its signature, while it is fresh, and sent again it begins nothing (Standard Webhooks)', async () => {
  const hub = await hubThatHears()
  const body = JSON.stringify({ id: 9, site: BAKERY, state: 'bad', text: 'x' })
  const signed = sign('msg_1', body, hub.clock.at)
  assert.equal(await hub.posts('own', body), 403)
  assert.equal(await hub.posts('own', `${body} `, signed), 403)
  assert.equal(await hub.posts('own', body, { ...signed, 'webhook-signature': `v1,AAAA ${signed['webhook-signature']}` }), 200)
  const over = JSON.stringify({ id: 9, site: BAKERY, state: 'ok', text: 'x' })
  hub.passes('10s')
  assert.equal(await hub.posts('own', over, sign('msg_2', over, hub.clock.at)), 200)
  assert.equal(await hub.posts('own', body, signed), 200, 'a replay')
  const [kept, ...others] = (await hub.kept()).filter(({ source: by }) => by === 'own')
  assert.deepEqual([kept!.state, kept!.times, others.length], ['over', 3, 0])
  hub.passes('6m')
  assert.equal(await hub.posts('own', body, signed), 403)
})

test('a form is read as JSON is: Uptime Kuma’s with its field `data`, UptimeRobot’s fields', async () => {
  const hub = await hubThatHears()
  const form = (name: string, value: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`
  const type = { 'content-type': 'multipart/form-data; boundary=b' }
  assert.equal(await hub.posts(`kuma/${TOKEN}`, form('data', JSON.stringify(kuma(0))), type), 200)
  assert.equal(await hub.posts(`kuma/${TOKEN}`, `data=${encodeURIComponent(JSON.stringify(kuma(0)))}`, { 'content-type': 'application/x-www-form-urlencoded' }), 200) // prettier-ignore
  assert.deepEqual((await hub.kept()).map(({ times }) => times), [2]) // prettier-ignore
})
