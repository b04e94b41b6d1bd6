import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agency, playbookOf, steps, World } from './world.ts'

const NIGHT = '2026-03-05T02:00:00-06:00'
const late = steps('tell, start: 15m after confirmed, unless: [recovered], message: { to: client, template: investigating }')
const blip = (start = NIGHT, more = {}) =>
  new World(start, { playbooks: [late], ...more }).goesDown().showsCause('tls.expired').acknowledges('ana').passes('5m').comesBack()
const summaries = (world: World) => world.story('message').filter((line) => line.includes('summary'))
const BOTH = ['message client morning-summary → bo@cornerbakery.example', 'message partner morning-summary → C0BRIGHT']

test('an outage of five minutes at night wakes no client: a calm mail after 08:00 tells of it, and a digest the partner (RES-5)', () => {
  const world = blip().passes('30h')
  assert.deepEqual(
    summaries(world),
    BOTH.map((line) => `08:00  ${line}`),
  )
  const mail = world.entries.find(({ template, audience }) => template === 'morning-summary' && audience === 'client')
  assert.deepEqual(mail?.cc, ['rosa@brightside.example'])
})

test('by day it is the same, the next morning (RES-5)', () => {
  assert.deepEqual(
    summaries(blip('2026-03-05T14:00:00-06:00').passes('30h')),
    BOTH.map((line) => `Fri 08:00  ${line}`),
  )
})

test('08:00 is the client’s morning, on both days on which the clocks change (RES-5)', () => {
  for (const day of ['2026-03-08T00:30:00-06:00', '2026-11-01T00:30:00-05:00'])
    assert.deepEqual(
      summaries(blip(day).passes('30h')),
      BOTH.map((line) => `08:00  ${line}`),
    )
})

test('who has heard of the outage hears its all clear, and no summary (RES-5)', () => {
  const world = new World(NIGHT, { playbooks: [late] }).goesDown().showsCause('tls.expired').acknowledges('ana').passes('20m').comesBack()
  assert.deepEqual(summaries(world.passes('30h')), [])
})

test('what healed before anyone heard of it, and a false alarm, are summed up for nobody (RES-5, TRI-2)', () => {
  const healed = new World(NIGHT, { playbooks: [late] }).goesDown({ healsByItself: true }).passes('10s').comesBack().passes('30h')
  assert.deepEqual([healed.incident.phase, healed.story('message')], ['resolved', []])
  assert.deepEqual(new World(NIGHT).blinks().passes('30h').story('message'), [])
})

test('words that were called back before they left count as unsaid, words that arrive late withdraw the summary (RES-5, CLR-2)', () => {
  const begun = () =>
    new World(NIGHT, { playbooks: [late], post: 'by hand' }).goesDown().showsCause('tls.expired').acknowledges('ana').passes('16m')
  const unsent = begun().comesBack().passes('30h')
  assert.equal(summaries(unsent).length, 2)
  const sent = begun()
  const { key } = sent.last('investigating')
  sent.isTaken(key).comesBack().passes('20m').settles(key, 'delivered').passes('30h')
  assert.deepEqual(summaries(sent), [])
  assert.equal(sent.last('all-clear').to, 'bo@cornerbakery.example')
})

test('a summary that is refused goes to the next good address, with the same words (RES-5, COM-4)', () => {
  const world = blip(NIGHT, { post: 'by hand' }).passes('7h')
  world.settles(world.last('morning-summary').key, 'delivered')
  const client = world.posted.find(({ template, to }) => template === 'morning-summary' && to.startsWith('bo@'))!
  world.settles(client.key, 'refused', '550 no such user')
  assert.equal(summaries(world).at(-1), '09:05  message client morning-summary → bo.hart@mailbox.example')
})

test('where the partner is asked first, the client hears nothing before the partner has agreed (RES-5, I-23)', () => {
  const asks = playbookOf(
    [
      'playbook: story',
      'causes: ["*"]',
      'first-contact: partner',
      'steps:',
      '  - { id: ask, start: at once, approval: { from: partner, template: investigating } }',
      '  - { id: tell, start: when partner approves, message: { to: client, template: investigating } }',
    ].join('\n'),
  )
  const lines = summaries(blip(NIGHT, { playbooks: [asks] }).passes('30h'))
  assert.deepEqual(lines, [`08:00  ${BOTH[1]}`])
})

test('a summary names a cause only when it is sure, and is itself sent either way (RES-5)', () => {
  const unsure = new World(NIGHT, { playbooks: [late], plan: agency }).goesDown().showsCause('tls.expired', 0.7).acknowledges('ana')
  const lines = summaries(unsure.passes('5m').comesBack().passes('30h'))
  assert.equal(lines[0], `08:00  ${BOTH[0]}`)
})

test('a page that comes back before its mail server was down all the same: the client gets the summary (RES-5)', () => {
  const world = new World(NIGHT, { playbooks: [late] }).goesDown().showsCause('tls.expired').acknowledges('ana').passes('5m')
  const verdict = { ...world.incident.verdict!, service: 'server' } as const
  world.happens({ type: 'confirmed', verdict, since: world.now }).passes('1m').comesBack().passes('30h')
  assert.equal(summaries(world).length, 2)
})

test('who was handed an outage that healed before anyone outside heard of it is the only one who hears of it (RES-5)', () => {
  const world = new World(NIGHT, { playbooks: [late] }).goesDown({ healsByItself: true })
  world.happens({ type: 'handed-over', by: 'ana', to: 'kofi' }).passes('10s').comesBack().passes('30h')
  assert.deepEqual(summaries(world), [])
})
