import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, World } from './world.ts'

// Columbus Day is Monday 12 October 2026; the calendar of the client is that of Illinois.
const FRIDAY_EVENING = '2026-10-09T18:00:00-05:00'
const lapsed = (start: string) => new World(start).goesDown().showsCause('domain.expired').passes('5m').acknowledges('mei')
const heard = (world: World) => world.story('message').filter((line) => !/still-working|incident-opened/.test(line))

test('nobody answers over a weekend and a public holiday: a reminder after one business day, the partner after one more (REA-2)', () => {
  const world = lapsed(FRIDAY_EVENING).goesOnTo('2026-10-16T12:00:00-05:00')
  assert.deepEqual(heard(world), [
    '18:00  message client domain-renewal → bo.hart@mailbox.example',
    'Wed 09:00  message client domain-renewal-reminder → bo.hart@mailbox.example',
    'Thu 09:00  message partner domain-other-contact → C0BRIGHT',
  ])
})

test('a mailbox on the domain that is gone is passed over, and why is said (COM-4)', () => {
  const world = lapsed(FRIDAY_EVENING)
  const letter = world.entries.find(({ template }) => template === 'domain-renewal')
  assert.equal(letter?.note, 'bo@cornerbakery.example is on cornerbakery.example, which is what is broken.')
  assert.deepEqual([letter?.from, letter?.cc], ['Brightside Care <care@brightside.example>', ['rosa@brightside.example']])
})

test('during office hours one business day later is the same hour of the next one', () => {
  const world = lapsed('2026-03-04T10:30:00-06:00').goesOnTo('2026-03-07T12:00:00-06:00')
  assert.deepEqual(heard(world), [
    '10:30  message client domain-renewal → bo.hart@mailbox.example',
    'Thu 10:30  message client domain-renewal-reminder → bo.hart@mailbox.example',
    'Fri 10:30  message partner domain-other-contact → C0BRIGHT',
  ])
})

test('an answer of the client stops the follow-ups, and a person sees it through (COM-5)', () => {
  const world = lapsed(FRIDAY_EVENING).passes('3h').happens({ type: 'replied', who: 'client' }).passes('10d')
  assert.deepEqual(heard(world), ['18:00  message client domain-renewal → bo.hart@mailbox.example'])
  assert.deepEqual(world.story('task').slice(1, 2), ['21:05  task see-it-through open'])
})

test('over the night on which the clocks go forward a business day is still the same hour of the clock', () => {
  const world = lapsed('2026-03-06T10:30:00-06:00').goesOnTo('2026-03-11T00:00:00-05:00')
  assert.deepEqual(heard(world).slice(1), [
    'Mon 10:30  message client domain-renewal-reminder → bo.hart@mailbox.example',
    'Tue 10:30  message partner domain-other-contact → C0BRIGHT',
  ])
})

test('business days that began in the old year still know its holidays in the new one', () => {
  const playbook = steps('ask, start: 5 business days after confirmed, task: { title: Ask, for: on-call }')
  const world = new World('2026-12-24T16:30:00-06:00', { playbooks: [playbook] }).goesDown().showsCause('unknown').acknowledges('mei')
  world.goesOnTo('2027-01-02T12:00:00-06:00').happens({ type: 'noted', by: 'mei', text: 'A happy new year.' }).passes('4d')
  assert.deepEqual(world.story('task').slice(1), ['Mon 16:30  task ask open'])
})
