import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAUSES } from '../../src/domain/diagnosis/taxonomy.ts'
import { isPrivate } from '../../src/domain/diagnosis/is-private.ts'
import { speak } from '../../src/domain/message/speak.ts'
import { loadLibrary } from '../../src/library.ts'
import { minutes } from '../../src/domain/instant.ts'
import { agency, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const silent = steps('look, start: at once, task: { title: Look into it, for: on-call }')
const talkative = steps('post, start: 45m after confirmed, every: 45m, until: [recovered], announce: { template: still-working }')
const went = (playbook = silent) =>
  new World(TEN, { promises: true, playbooks: [playbook] }).goesDown().showsCause('host.service_down').acknowledges('ana')
const clock = ({ incident }: World) => (incident.promisedAt === null ? null : new Date(incident.promisedAt).toISOString().slice(11, 16))

test('each word to the public promises the next, by the playbook where it speaks again and else within the hour (COM-6)', () => {
  assert.equal(clock(went()), '17:00')
  assert.equal(clock(went(talkative)), '16:45')
  assert.equal(clock(went(talkative).passes('50m')), '17:30')
})

test('the rhythm of updates is what is written, half of it where the playbook is critical (COM-6)', () => {
  const often = { ...agency, updateEvery: minutes(20) }
  const critical = { ...silent, severity: 'critical' as const }
  const told = (playbook: typeof silent) =>
    clock(new World(TEN, { promises: true, playbooks: [playbook], plan: often }).goesDown().showsCause('host.service_down').passes('21m')) // prettier-ignore
  assert.deepEqual([told(silent), told(critical)], ['16:40', '16:30'], 'the first promise was given before the cause was known')
})

test('a promise that passes without a word is a task and a page to on-call, and a word by hand is kept for the next one (COM-6)', () => {
  const world = went().passes('59m')
  assert.equal(
    world.story('task').some((line) => /Write the update/.test(line)),
    false,
  )
  world.passes('2m')
  assert.deepEqual(world.story('page').filter((line) => /update-missing/.test(line)), ['11:00  page update-missing ana push', '11:00  page update-missing ana mail']) // prettier-ignore
  assert.ok(
    world.story('task').some((line) => /^11:00 {2}task Write the update on cornerbakery\.example that its status page promised/.test(line)),
  )
  assert.equal(clock(world), '18:00')
  world.happens({ type: 'update-written', by: 'ana', stage: 'identified', text: 'The web server is being replaced.' })
  assert.equal(clock(world), '18:01')
  assert.equal(Object.values(world.incident.tasks).filter(({ title, done }) => title.startsWith('Write the update') && !done).length, 0)
})

test('who keeps the promise is reminded of nothing, however many days it takes', () => {
  const world = went(talkative).passes('3 days')
  assert.equal(world.entries.filter(({ template }) => template === 'still-working').length, 96)
  assert.equal(
    world.entries.some(({ template }) => template === 'update-missing'),
    false,
  )
})

test('after a day without a playbook that speaks, the rhythm is four hours, and each that is missed is said', () => {
  const world = went().passes('2 days')
  const missed = world.entries.filter(({ note }) => note?.startsWith('The update that the status page promised')).map(({ at }) => at)
  assert.equal(missed.length, 25 + 5)
})

test('while a site is watched before its all clear the next word is the all clear, and afterwards nothing is promised', () => {
  const world = went().passes('10m').comesBack()
  assert.equal(clock(world), '16:25')
  assert.equal(clock(world.passes('1h')), null)
})

test('nobody writes an update on an outage that is over', () => {
  const world = went().comesBack().passes('1h')
  const told = world.incident.told.length
  world.happens({ type: 'update-written', by: 'ana', stage: 'monitoring', text: 'Still looking.' })
  assert.equal(world.incident.told.length, told)
})

const { templates } = await loadLibrary({ playbooksDir: undefined, people: [] })

test('no private cause is ever read by the public, whatever a playbook says: not its words, nor what visitors see of it (COM-6)', () => {
  const betrayals =
    /payment|billing|paid|suspend|paused|abuse|attack|flood|harmful|malware|infect|hack|stranger|blocklist|advertis|warn|as they should be/i
  const blunt = steps(
    'post, start: at once, announce: { template: certificate-investigating }',
    'tell, start: 10m after confirmed, message: { to: public, template: cause-corrected }',
    'more, start: 20m after confirmed, every: 20m, until: [recovered], announce: { template: still-working }',
  )
  for (const { id } of CAUSES.filter((cause) => cause.contact !== null)) {
    for (const playbooks of [[blunt], []]) {
      const world = new World(TEN, { promises: true, playbooks }).goesDown().showsCause(id).passes('2h').comesBack().passes('5h')
      const said = world.moments.flatMap(({ decision: { incident, effects }, at }) =>
        effects.flatMap((effect) => (effect.do === 'announce' ? [speak({ plan: world.plan, templates, incident, effect, at })] : [])),
      )
      assert.ok(said.length >= 1, id)
      if (isPrivate(id)) for (const { subject, text } of said) assert.doesNotMatch(`${subject}\n${text}`, betrayals, id)
    }
  }
})
