import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { timelineOf } from '../../store/timeline.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const SECRET = 'a secret of this test'
const sign = (body: string, secret = SECRET) => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`

async function hubWithPager() {
  const hub = await askedHub({ 'channels.apps.pager.token': 'x', 'channels.apps.pager.signing-secret': SECRET })
  const pager = { id: 'pager', kind: 'pagerduty', name: 'PagerDuty', api: 'https://e.example', to: null } as const
  const mei = { ...hub.plan.people['mei']!, pagerduty: 'PMEI01' }
  Object.assign(hub.plan, { people: { ...hub.plan.people, mei }, channels: { ...hub.plan.channels, apps: { pager } } })
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const number = await hub.asks('domain.expired')
  let sent = 0
  // As PagerDuty documents it (developer.pagerduty.com, "Webhook payload"), shortened.
  const eventOf = (type: string, user: string, more: object = {}) => ({
    event: {
      ...{ id: `01EVENT${++sent}`, event_type: type, resource_type: 'incident', occurred_at: '2026-03-04T16:01:00.000Z', client: null },
      agent: {
        html_url: 'https://acme.pagerduty.com/users/x',
        id: user,
        self: 'https://api.pagerduty.com/users/x',
        type: 'user_reference',
        summary: 'Sam Reed',
      },
      data: {
        id: 'PGR0VU2',
        type: 'incident',
        number: 2,
        status: 'acknowledged',
        incident_key: `allclear ${new URL(hub.plan.hub.url).host} ${number}`,
      },
      ...more,
    },
  })
  const posts = (news: object, signature?: string) => {
    const payload = JSON.stringify(news)
    const headers = { 'content-type': 'application/json', 'x-pagerduty-signature': signature ?? sign(payload) }
    return hub.app.inject({ method: 'POST', url: '/hooks/pagerduty', headers, payload })
  }
  const ladder = async () => (await hub.incident(number)).ladder
  const notes = async () =>
    (await timelineOf(hub.store.db, 'brightside', number)).flatMap((entry) => (/PagerDuty/.test(JSON.stringify(entry)) ? [JSON.stringify(entry)] : [])) // prettier-ignore
  return { ...hub, number, eventOf, posts, ladder, notes }
}

test('who acknowledges in PagerDuty has the incident here, however often it is told (RES-6)', async () => {
  const hub = await hubWithPager()
  const news = hub.eventOf('incident.acknowledged', 'PMEI01')
  assert.equal((await hub.posts(news)).statusCode, 200)
  assert.equal((await hub.ladder()).acknowledgedBy, 'mei')
  await hub.happens(hub.number, { type: 'taken', by: 'kofi' })
  assert.equal((await hub.posts(news)).statusCode, 200)
  assert.equal((await hub.ladder()).acknowledgedBy, 'kofi', 'told again it takes nothing from anybody')
})

test('what is resolved in PagerDuty is acknowledged here and noted, and the site is not well by that', async () => {
  const hub = await hubWithPager()
  await hub.posts(hub.eventOf('incident.resolved', 'PMEI01'))
  const { ladder, resolvedAt } = await hub.incident(hub.number)
  assert.deepEqual([ladder.acknowledgedBy, resolvedAt], ['mei', null])
  assert.match((await hub.notes()).join('\n'), /Mei Tanaka resolved it in PagerDuty\./)
})

test('somebody whom the plan does not know is named, and has nothing', async () => {
  const hub = await hubWithPager()
  await hub.posts(hub.eventOf('incident.acknowledged', 'PSAM01'))
  assert.equal((await hub.ladder()).acknowledgedBy, null)
  assert.match((await hub.notes()).join('\n'), /Sam Reed acknowledged it in PagerDuty\. Nobody of the plan is PSAM01 there/)
})

test('what is not signed is refused; while a secret is changed one of two signatures is enough', async () => {
  const hub = await hubWithPager()
  const news = hub.eventOf('incident.acknowledged', 'PMEI01')
  for (const signature of ['', sign(JSON.stringify(news), 'another'), sign('{}')])
    assert.equal(((await hub.posts(news, signature)).json() as { code: string }).code, 'signature_invalid')
  assert.equal((await hub.ladder()).acknowledgedBy, null)
  assert.equal((await hub.posts(news, `${sign(JSON.stringify(news), 'the new one')},${sign(JSON.stringify(news))}`)).statusCode, 200)
  assert.equal((await hub.ladder()).acknowledgedBy, 'mei')
})

test('what another installation or no person did is heard by nobody', async () => {
  const hub = await hubWithPager()
  const foreign = { data: { incident_key: `allclear other.example ${hub.number}` } }
  const ours = { agent: { type: 'inbound_integration_reference', id: 'PMEI01' } }
  for (const news of [
    hub.eventOf('incident.acknowledged', 'PMEI01', foreign),
    hub.eventOf('incident.acknowledged', 'PMEI01', ours),
    { event: { event_type: 'pagey.ping' } },
  ])
    assert.equal((await hub.posts(news)).statusCode, 200)
  assert.equal((await hub.ladder()).acknowledgedBy, null)
})
