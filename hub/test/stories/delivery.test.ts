import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agency, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const NIGHT = '2026-03-04T22:00:00-06:00'
const told = steps('tell, start: at once, message: { to: client, template: investigating }')
const outage = (start = TEN, more = {}) =>
  new World(start, { playbooks: [told], post: 'by hand', ...more }).goesDown().showsCause('unknown')
const refuse = (world: World) => world.settles(world.last('investigating').key, 'refused', '550 no such user')

test('a refused mail goes to the next good address at once, and when none is left a person looks for another way (COM-4, I-28)', () => {
  const world = refuse(refuse(outage().acknowledges('ana')))
  assert.deepEqual(world.story('message').slice(1), [
    '10:00  message client investigating → bo@cornerbakery.example',
    '10:00  message client investigating → bo.hart@mailbox.example',
    '10:00  message client investigating → +13125550120',
  ])
  refuse(world)
  assert.equal(world.incident.tasks['reach-client']?.title, 'Find another way to reach the client: +13125550120 does not work')
  assert.ok(world.story('message').includes('10:00  message partner pass-on → C0BRIGHT'), world.story('message').join('\n'))
})

test('a copy that the partner’s server refuses opens a task, and the client’s good address stays good (COM-1)', () => {
  const world = outage().acknowledges('ana')
  const { key } = world.last('investigating')
  world.settles(key, 'refused', 'mail.example answered 550 to rosa@brightside.example: no such user')
  assert.equal(
    world.incident.tasks['mend-copy-rosa@brightside.example']?.title,
    'Mend rosa@brightside.example, to which mail to the client is copied: investigating was not sent to bo@cornerbakery.example',
  )
  assert.deepEqual(world.incident.unreachable, [])
})

test('an uncertain end is noted once and never sent again by itself (I-31)', () => {
  const world = outage()
  const { key } = world.last('investigating')
  world.settles(key, 'uncertain', 'no answer after the dot').settles(key, 'uncertain', 'no answer after the dot').passes('6h')
  assert.deepEqual(
    world.story('note').filter((line) => line.includes('Nobody knows')),
    ['10:00  Nobody knows whether bo@cornerbakery.example got investigating: no answer after the dot. It is not sent again by itself.'],
  )
  assert.equal(world.posted.filter(({ template }) => template === 'investigating').length, 1)
  world.settles(key, 'delivered')
  assert.equal(world.incident.told.find((one) => one.key === key)?.outcome, 'delivered')
})

for (const outcome of ['delivered', 'uncertain', 'refused'] as const)
  test(`${outcome}, told twice, is heard once`, () => {
    const world = outage()
    const { key } = world.last('investigating')
    const { incident, entries } = world.settles(key, outcome)
    const { length } = entries
    world.settles(key, outcome)
    assert.deepEqual([world.incident, world.entries.length], [incident, length])
  })

test('what is settled is not unsettled by news that comes late', () => {
  const world = outage()
  const { key } = world.last('investigating')
  const { incident } = world.settles(key, 'delivered')
  world.settles(key, 'uncertain').settles(key, 'refused')
  assert.deepEqual(world.incident, incident)
})

test('the end of an action, told twice, is heard once, even while the same action runs for another step', () => {
  const playbook = steps(
    'renew, start: at once, action: { run: certificate-renew, on: hosting }',
    'again, start: when renew fails, action: { run: certificate-renew, on: hosting }',
  )
  const failed = { type: 'action-ended', run: 'certificate-renew', step: 'renew', result: 'failed', output: '' } as const
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').happens(failed).happens(failed)
  assert.deepEqual(world.story('action'), ['10:00  action renew started', '10:00  action renew failed', '10:00  action again started'])
})

test('a bounce that comes later than the delivery passes the words on as well, and is heard once', () => {
  const world = outage(TEN, { post: 'at once' })
  const bounce = { type: 'bounced', address: 'bo@cornerbakery.example' } as const
  world.passes('10m').happens(bounce).happens(bounce)
  assert.deepEqual(world.story('message').slice(2), ['10:10  message client investigating → bo.hart@mailbox.example'])
})

test('who is the contact of the client and of the partner reads one mail of a step, not two (I-31)', () => {
  const brightside = { ...agency.partners['brightside']!, slack: null, contacts: agency.clients['corner-bakery']!.contacts }
  const playbook = steps('tell, start: at once, message: { to: [client, partner], template: investigating }')
  const world = outage(TEN, { plan: { ...agency, partners: { brightside } }, playbooks: [playbook] })
  assert.deepEqual(world.story('message').slice(1), ['10:00  message client investigating → bo@cornerbakery.example'])
})

test('quiet hours hold text messages to clients until 08:00, and nothing else', () => {
  const world = refuse(refuse(outage(NIGHT)))
  assert.deepEqual(world.story('message').slice(1), [
    '22:00  message client investigating → bo@cornerbakery.example',
    '22:00  message client investigating → bo.hart@mailbox.example',
  ])
  assert.equal(world.story('note').at(-1), '22:00  investigating to Bo Hart by sms waits for the end of the quiet hours.')
  world.acknowledges('ana').passes('11h')
  assert.deepEqual(world.story('message').slice(3), ['Thu 08:00  message client investigating → +13125550120'])
})

test('what a step says in the quiet hours is not said at their end when it is needless by then', () => {
  const playbook = steps(
    'tell, start: at once, unless: [recovered, client-replied], message: { to: client, via: sms, template: investigating }',
  )
  const night = () =>
    outage(NIGHT, { playbooks: [playbook], post: 'at once' })
      .acknowledges('ana')
      .passes('1h')
  const texts = (world: World) =>
    world
      .passes('12h')
      .story('message')
      .filter((line) => line.includes('client'))
  assert.deepEqual(texts(night()), ['Thu 08:00  message client investigating → +13125550120'])
  assert.deepEqual(texts(night().happens({ type: 'replied', who: 'client' })), [])
  // What was over by then is told by a calm mail instead (RES-5).
  assert.deepEqual(texts(night().comesBack()), ['Thu 08:00  message client morning-summary → bo@cornerbakery.example'])
  const former = { playbooks: [{ ...playbook, causes: ['dns.*'] }] }
  const changed = new World(NIGHT, former).goesDown().showsCause('dns.lame').acknowledges('ana').passes('10m').showsCause('tls.expired')
  assert.deepEqual(
    texts(changed).filter((line) => line.includes('+1312')),
    [],
  )
})

test('what waited for the end of the quiet hours waits for its time again when times count anew from when the page failed (I-26)', () => {
  const playbook = steps('tell, start: 15m after confirmed, message: { to: client, via: sms, template: investigating }')
  const world = outage(NIGHT, { playbooks: [playbook], post: 'at once' })
    .acknowledges('ana')
    .passes('1h')
  const about = (service?: string) =>
    world.happens({ type: 'confirmed', verdict: { ...world.incident.verdict!, service } as never, since: world.now })
  about('mail').passes('8h').passes('55m')
  about().passes('1h')
  assert.deepEqual(world.story('message').at(-1), 'Thu 08:10  message client investigating → +13125550120')
})

test('an all clear by text message waits for the morning', () => {
  const playbook = steps('tell, start: at once, message: { to: client, via: sms, template: investigating }')
  const world = outage('2026-03-04T20:50:00-06:00', { playbooks: [playbook], post: 'at once' })
    .comesBack()
    .passes('12h')
  assert.deepEqual(world.story('state', 'message').slice(-3), [
    '21:05  state resolved',
    '21:05  message partner all-clear → C0BRIGHT',
    'Thu 08:00  message client all-clear → +13125550120',
  ])
  assert.equal(world.incident.wakeAt, world.incident.tasks['review']!.remindAt, 'nothing but the review is waited for')
})
