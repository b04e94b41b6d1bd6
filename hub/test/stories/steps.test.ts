import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agency, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00' // a Wednesday
const run = (start: string, ...lines: string[]) =>
  new World(start, { playbooks: [steps(...lines)] }).goesDown().showsCause('unknown').acknowledges('ana')
const outage = (...lines: string[]) => run(TEN, ...lines)
const done = (world: World) => world.story('task').slice(1)
const task = 'task: { title: Do it, for: on-call'

test('times count from their event even if the playbook is chosen later: what is then past is due at once', () => {
  const world = new World(TEN, {
    playbooks: [steps(`late, start: 5m after confirmed, ${task} }`, `soon, start: 15m after confirmed, ${task} }`)],
  })
  world.goesDown().passes('10m').showsCause('unknown').passes('10m')
  assert.deepEqual(done(world), ['10:10  task late open', '10:15  task soon open'])
})

test('"at once" is the moment at which the playbook is chosen, "confirmed" that of the verdict', () => {
  const lines = [
    `first, start: at once, ${task} }`,
    `second, start: 1m after first, ${task} }`,
    `third, start: 15m after confirmed, ${task} }`,
  ]
  const world = new World(TEN, { playbooks: [steps(...lines)] }).passes('2m').goesDown().passes('3m').showsCause('unknown').passes('20m')
  assert.deepEqual(done(world), ['10:05  task first open', '10:06  task second open', '10:17  task third open'])
})

test('a step waits until every fact of only-if holds and none of unless does: it is not dropped', () => {
  const world = outage(`both, start: 5m after confirmed, only-if: [client-replied, provider-confirmed], unless: [recovered], ${task} }`)
  world.passes('10m').happens({ type: 'replied', who: 'client' }).passes('10m').comesBack()
  world.happens({ type: 'marked', mark: 'provider-confirmed' }).passes('5m')
  assert.deepEqual(done(world), [])
  world.goesDown()
  assert.deepEqual(done(world), ['10:25  task both open'])
})

test('"after recovered" counts from the moment at which the site is seen well, anew after a relapse', () => {
  const world = outage(`look, start: 10m after recovered, ${task} }`)
  world.comesBack().passes('9m').goesDown().passes('1h').comesBack().passes('14m')
  assert.deepEqual(done(world), ['11:19  task look open'])
})

test('a task that is done, overdue, or both', () => {
  const world = outage(
    `ask, start: at once, ${task}, due: 15m }`,
    `late, start: when ask times out, ${task} }`,
    `next, start: when ask is done, ${task} }`,
    `well, start: when ask succeeds, ${task} }`,
  )
  world.passes('20m').happens({ type: 'task-done', task: 'ask', by: 'kofi' })
  assert.deepEqual(done(world), [
    '10:00  task ask open',
    '10:15  task ask overdue',
    '10:15  task late open',
    '10:20  task ask done',
    '10:20  task next open',
    '10:20  task well open',
  ])
})

test('an action that times out both fails and times out; one that ends well does neither', () => {
  const lines = [
    'renew, start: at once, action: { run: certificate-renew, on: hosting, timeout: 10m }',
    `failed, start: when renew fails, ${task} }`,
    `late, start: when renew times out, ${task} }`,
    `well, start: when renew succeeds, ${task} }`,
  ]
  const ends = (result: 'done' | 'failed') =>
    done(
      outage(...lines)
        .passes('5m')
        .happens({ type: 'action-ended', run: 'certificate-renew', result, output: '' })
        .passes('1h'),
    )
  assert.deepEqual(done(outage(...lines).passes('1h')), ['10:10  task failed open', '10:10  task late open'])
  assert.deepEqual(ends('failed'), ['10:05  task failed open'])
  assert.deepEqual(ends('done'), ['10:05  task well open'])
})

const APPROVAL = [
  'ask, start: at once, approval: { from: client, template: incident-opened }',
  `yes, start: when ask succeeds, ${task} }`,
  `no, start: when ask fails, ${task} }`,
  `late, start: when ask times out, ${task} }`,
  `said, start: when client approves, ${task} }`,
  `refused, start: when client declines, ${task} }`,
]
const answered = (type: 'approved' | 'declined') =>
  outage(...APPROVAL)
    .passes('1h')
    .happens({ type, who: 'client' })
    .passes('5d')

test('an approval is asked, and approved', () => {
  assert.deepEqual(answered('approved').story('approval', 'message', 'task').slice(1, 7), [
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:00  approval ask asked client',
    '10:00  message client incident-opened → bo@cornerbakery.example',
    '11:00  approval ask approved client',
    '11:00  task yes open',
    '11:00  task said open',
  ])
})

test('an approval is declined', () => {
  assert.deepEqual(answered('declined').story('approval', 'task').slice(2), [
    '11:00  approval ask declined client',
    '11:00  task no open',
    '11:00  task refused open',
  ])
})

test('an approval that nobody answers times out after two business days of the one who is asked', () => {
  const world = run('2026-10-09T18:00:00-05:00', ...APPROVAL).passes('10d') // Friday evening before Columbus Day
  assert.deepEqual(world.story('approval', 'task').slice(1), [
    '18:00  approval ask asked client',
    'Thu 09:00  approval ask timed out client',
    'Thu 09:00  task late open',
  ])
})

test('the answer of another person settles nothing', () => {
  const world = outage(...APPROVAL).happens({ type: 'approved', who: 'partner' })
  assert.deepEqual([world.story('note').at(-1), world.incident.steps['story/ask']?.state], ['10:00  The partner approved.', 'started'])
})

const CAREFUL = [
  'renew, start: at once, action: { run: certificate-renew, on: hosting, approval: client }',
  `failed, start: when renew fails, ${task} }`,
]

test('an action that needs a yes of the client waits for it, and a person asks', () => {
  const world = outage(...CAREFUL).passes('1h')
  assert.deepEqual(world.story('action', 'approval'), ['10:00  approval renew asked client'])
  assert.equal(world.incident.tasks['renew']?.title, 'Ask the client whether to allow certificate-renew on hosting')
  world.happens({ type: 'task-done', task: 'renew', by: 'ana' }).happens({ type: 'approved', who: 'client' }).passes('15m')
  assert.deepEqual(world.story('action', 'approval').slice(1), [
    '11:00  approval renew approved client',
    '11:00  action renew started',
    '11:10  action renew failed',
  ])
})

test('an action that is not allowed never runs, and has failed', () => {
  const world = outage(...CAREFUL)
    .happens({ type: 'declined', who: 'client' })
    .passes('1h')
  assert.deepEqual(world.story('action'), [])
  assert.deepEqual(done(world).slice(1), ['10:00  task failed open'])
})

test('an action that nobody allows within two business days never runs, and has failed', () => {
  const world = outage(...CAREFUL).passes('3d')
  assert.deepEqual(world.story('action'), [])
  assert.deepEqual(done(world).slice(1), ['Fri 10:00  task failed open'])
})

test('an action that needs a yes of a responder runs when the task that asks is done', () => {
  const world = outage('renew, start: at once, action: { run: certificate-renew, on: hosting, approval: responder }').passes('5m')
  world.happens({ type: 'task-done', task: 'renew', by: 'ana' })
  assert.deepEqual(world.story('action', 'approval'), [
    '10:00  approval renew asked responder',
    '10:05  approval renew approved responder',
    '10:05  action renew started',
  ])
})

const KEPT = 'keep, start: 1h after confirmed, every: 4h, until: [recovered], message: { to: client, template: still-working }'
const updates = (world: World) => world.story('message').filter((line) => line.includes('client still-working'))

test('a repetition counts from its first start, pauses while until holds, and goes on at its next multiple after a relapse', () => {
  const world = outage(`keep, start: 1h after confirmed, every: 10m, until: [recovered], message: { to: client, template: still-working }`)
  world.passes('85m').comesBack().passes('8m').goesDown().acknowledges('ana').passes('18m')
  assert.deepEqual(updates(world), [
    '11:00  message client still-working → bo@cornerbakery.example',
    '11:10  message client still-working → bo@cornerbakery.example',
    '11:20  message client still-working → bo@cornerbakery.example',
    '11:40  message client still-working → bo@cornerbakery.example',
    '11:50  message client still-working → bo@cornerbakery.example',
  ])
  assert.equal(new Set(world.posted.map(({ key }) => key)).size, world.posted.length)
})

test('the all clear ends a repetition', () => {
  assert.equal(updates(outage(KEPT).passes('2h').comesBack().passes('2d')).length, 1)
})

test('"at-most" counts the first one', () => {
  assert.equal(updates(outage(KEPT.replace('until', 'at-most: 3, until')).passes('5d')).length, 3)
  assert.equal(updates(outage(KEPT.replace('until', 'at-most: 1, until')).passes('5d')).length, 1)
})

test('a repetition by business days keeps its hour over the weekend', () => {
  const world = outage('keep, start: at once, every: 1 business day, message: { to: client, template: still-working }').passes('6d')
  assert.deepEqual(
    updates(world).map((line) => line.slice(0, 9)),
    ['10:00  me', 'Thu 10:00', 'Fri 10:00', 'Mon 10:00', 'Tue 10:00'],
  )
})

test('a task that repeats is a task of its own each time, an action that still runs is not begun again', () => {
  const world = outage(
    `look, start: at once, every: 1h, at-most: 3, ${task} }`,
    'renew, start: at once, every: 4m, at-most: 3, action: { run: certificate-renew, on: hosting, timeout: 10m }',
  ).passes('3h')
  assert.deepEqual(
    done(world).map((line) => line.slice(0, 5)),
    ['10:00', '11:00', '12:00'],
  )
  assert.deepEqual(Object.keys(world.incident.tasks), ['follow-through', 'look', 'story.look.2', 'story.look.3'])
  assert.deepEqual(
    world.story('action').map((line) => line.slice(0, 5)),
    ['10:00', '10:10', '10:12', '10:22', '10:24', '10:34'],
  )
})

test('whom first-contact names hears first, and each recipient is told by their own calendar', () => {
  const plan = {
    ...agency,
    partners: { brightside: { ...agency.partners['brightside']!, holidays: 'PL', timezone: 'Europe/Warsaw' } },
  }
  const both = steps('tell, start: 1 business day after confirmed, message: { to: [client, partner], template: still-working }')
  const world = new World('2026-11-10T10:00:00-06:00', { plan, playbooks: [{ ...both, firstContact: 'partner' }] })
  // The client counts 11 November as Veterans Day, the partner as Independence Day of Poland, and there it is 17:00 already.
  world.goesDown().showsCause('unknown').acknowledges('ana').passes('5d')
  assert.deepEqual(world.story('message').slice(1), [
    'Thu 10:00  message client still-working → bo@cornerbakery.example',
    'Fri 02:00  message partner still-working → C0BRIGHT',
  ])
  const same = steps('tell, start: at once, message: { to: [client, partner], template: still-working }')
  const first = new World(TEN, { playbooks: [{ ...same, firstContact: 'partner' }] }).goesDown().showsCause('unknown')
  assert.deepEqual(first.story('message').slice(1), [
    '10:00  message partner still-working → C0BRIGHT',
    '10:00  message client still-working → bo@cornerbakery.example',
  ])
})

test('"after <step>" counts from the first of its several starts', () => {
  const plan = { ...agency, partners: { brightside: { ...agency.partners['brightside']!, timezone: 'Asia/Tokyo' } } }
  const playbook = steps(
    'tell, start: next day 09:00, message: { to: [client, partner], template: still-working }',
    `look, start: 1h after tell, ${task} }`,
  )
  const world = new World(TEN, { plan, playbooks: [playbook] }).goesDown().showsCause('unknown').acknowledges('ana').passes('2d')
  assert.deepEqual(world.story('message', 'task').slice(2), [
    'Thu 09:00  message client still-working → bo@cornerbakery.example',
    'Thu 10:00  task look open',
    'Thu 18:00  message partner still-working → C0BRIGHT',
  ])
})

for (const [name, start, hour, moment] of [
  ['a local time that DST skips is the first instant after the gap', '2026-03-07T12:00:00-06:00', '02:30', '2026-03-08T08:00:00Z'],
  ['of a local time that DST doubles it is the first', '2026-10-31T12:00:00-05:00', '01:30', '2026-11-01T06:30:00Z'],
] as const)
  test(name, () => {
    const world = run(start, `look, start: next day ${hour}, ${task} }`).passes('15h')
    assert.deepEqual(
      world.entries.filter(({ step }) => step === 'look').map(({ at }) => at),
      [Date.parse(moment)],
    )
  })

test('the next business day after a Friday before a holiday is Tuesday, at the hour the step names', () => {
  const world = run('2026-10-09T12:00:00-05:00', `look, start: next business day 08:15, ${task} }`).passes('6d')
  assert.deepEqual(done(world), ['Tue 08:15  task look open'])
})

test('every fact starts the step that waits for it, and a step for each recipient that is missing says so', () => {
  const world = outage(
    `a, start: when relapsed, ${task} }`,
    `b, start: when partner replies, ${task} }`,
    `c, start: when cleaned, ${task} }`,
    `d, start: when reinfected, ${task} }`,
    `e, start: when acknowledged, ${task} }`,
    `f, start: when cause-certain, ${task} }`,
    `g, start: when client-unreachable, ${task} }`,
    `h, start: when hosting-managed, ${task} }`,
    'i, start: when client-unreachable, message: { to: client, template: still-working }',
  )
  assert.deepEqual(done(world), ['10:00  task h open', '10:00  task e open'])
  world
    .happens({ type: 'marked', mark: 'cleaned' })
    .happens({ type: 'marked', mark: 'reinfected' })
    .happens({ type: 'replied', who: 'partner' })
  world.happens({ type: 'bounced', address: 'bo@cornerbakery.example' }).happens({ type: 'bounced', address: 'bo.hart@mailbox.example' })
  world.happens({ type: 'bounced', address: '+13125550120' }).passes('1m').comesBack().passes('1m').goesDown().passes('1m')
  world.showsCause('host.service_down')
  assert.deepEqual(
    done(world)
      .slice(2)
      .map((line) => line.slice(0, 13)),
    ['10:00  task c', '10:00  task d', '10:00  task b', '10:00  task g', '10:00  task F', '10:02  task a', '10:03  task f'],
  )
  assert.ok(world.story('note').includes('10:00  There is no client to reach for i.'))
  assert.deepEqual(world.incident.marks, ['cleaned', 'reinfected'])
})

test('who asks for what two people decide, and who agrees, stands in the timeline (REA-11)', () => {
  const text = 'Ben agrees to clean-core on Web 1.'
  const world = outage(`one, start: at once, ${task} }`).happens({ type: 'order-said', state: 'approved', text })
  const [said] = world.entries.filter(({ kind }) => kind === 'approval')
  assert.deepEqual([said?.audience, said?.state, said?.note], ['responder', 'approved', text])
})

test('a yes that comes after the all clear runs nothing: what is over needs no action', () => {
  const playbook = steps('renew, start: at once, action: { run: certificate-renew, on: hosting, approval: responder }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('tls.expired').passes('1m').comesBack().passes('20m')
  assert.equal(world.incident.phase, 'resolved')
  world.happens({ type: 'task-done', task: 'renew', by: 'ana' })
  assert.deepEqual(world.story('action'), [])
})

test('nothing is done by itself between the page being well again and the cause of the service that is left', () => {
  const playbook = steps('renew, start: 10m after confirmed, action: { run: certificate-renew, on: hosting }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('tls.expired').passes('9m')
  world.happens({ type: 'confirmed', verdict: { ...world.incident.verdict!, service: 'mail' }, since: world.now }).passes('20m')
  assert.deepEqual(world.story('action'), [])
  world.showsCause('service.mail_down')
  assert.equal(world.story('action').length, 1)
})

test('an action that waits for its next yes is not ended by news of the run before', () => {
  const action = 'action: { run: certificate-renew, on: hosting, timeout: 10m, approval: responder }'
  const world = outage(`renew, start: at once, every: 1h, ${action}`).happens({ type: 'task-done', task: 'renew', by: 'ana' }).passes('65m')
  world.happens({ type: 'action-ended', run: 'certificate-renew', result: 'done', output: '' })
  assert.deepEqual(world.story('approval', 'action').at(-1), '11:00  approval renew asked responder')
})
