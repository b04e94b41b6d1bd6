import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagnosis } from '../../src/domain/diagnosis/diagnosis.ts'
import { agency, builtIn, playbookOf, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00' // a Wednesday
const outage = (...lines: string[]) => new World(TEN, { playbooks: [steps(...lines)] }).goesDown().showsCause('unknown').acknowledges('ana')
const found = (more: Partial<Diagnosis>): Diagnosis => ({
  ...{ cause: 'domain.expired', confidence: 1, because: [], alternatives: [], facts: {} },
  ...more,
})

test('of two starts the one that comes first counts, and the step starts once (REA-8)', () => {
  const line = 'tell, start: 15m after confirmed or when partner replies, message: { to: client, template: investigating }'
  const told = (world: World) => world.story('message').filter((words) => words.includes(' client '))
  const early = outage(line).passes('7m').happens({ type: 'replied', who: 'partner' }).passes('1h')
  assert.deepEqual(told(early), ['10:07  message client investigating → bo@cornerbakery.example'])
  const late = outage(line).passes('20m').happens({ type: 'replied', who: 'partner' }).passes('1h')
  assert.deepEqual(told(late), ['10:15  message client investigating → bo@cornerbakery.example'])
})

test('a letter whose facts are not known is not sent: a person writes it', () => {
  const line = 'ask, start: at once, message: { to: client, template: domain-renewal, needs: [registrar, expired-on] }'
  const world = outage(line)
  const letters = () => world.story('message').filter((words) => words.includes('domain-renewal'))
  assert.deepEqual(letters(), [])
  assert.equal(
    world.incident.tasks['write-ask-client']?.title,
    'Write to Bo Hart yourself: domain-renewal is not sent, since expired on is not known',
  )
  const knowing = new World(TEN, { playbooks: [steps(line)] }).goesDown()
  const [playbook] = [steps(line)]
  knowing.happens({ type: 'diagnosed', diagnosis: found({ facts: { 'expired-on': '2026-03-01' } }), playbook })
  assert.equal(knowing.story('message').filter((words) => words.includes('domain-renewal')).length, 1)
  assert.equal(knowing.incident.tasks['write-ask-client'], undefined)
})

test('a task may say what is true once it is done, and another starts by that', () => {
  const world = outage(
    'ask, start: at once, task: { title: Ask, for: on-call, marks: provider-confirmed }',
    'tell, start: when provider-confirmed, task: { title: Tell, for: on-call }',
  )
  assert.equal(world.incident.tasks['tell'], undefined)
  world.passes('5m').happens({ type: 'task-done', task: 'ask', by: 'ana' })
  assert.ok(world.incident.tasks['tell'])
})

test('what the provider writes on its own status page confirms the trouble as well (REA-4)', () => {
  const playbook = steps('tell, start: when provider-confirmed, task: { title: Tell, for: on-call }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown()
  world.happens({
    type: 'diagnosed',
    diagnosis: found({ cause: 'hosting.provider_outage', facts: { notice: 'Network trouble' } }),
    playbook,
  })
  assert.ok(world.incident.tasks['tell'])
})

const twoScans = () => {
  const text = 'playbook: p\ncauses: ["*"]\nstable-for: 1h\nall-clear-if: [clean-twice]\nsteps:\n'
  const line = '  - { id: scan, start: at once, every: 1h, action: { run: site-scan, on: hosting } }\n'
  return new World(TEN, { playbooks: [playbookOf(text + line)] }).goesDown().showsCause('security.malware').acknowledges('ana').comesBack()
}
const scanned = (world: World, mark: 'cleaned' | 'reinfected') =>
  world.happens({ type: 'action-ended', run: 'site-scan', result: 'done', output: '', mark })

test('the all clear waits for what the playbook names beside the window, and comes with it (CLR-1, REA-7)', () => {
  const world = scanned(twoScans(), 'cleaned').passes('125m')
  assert.equal(world.incident.phase, 'stabilising')
  scanned(world, 'cleaned')
  assert.equal(world.incident.phase, 'resolved')
})

test('a scan that finds it infected again begins the stability window anew, and two clean ones are needed from there (REA-7)', () => {
  const world = scanned(twoScans(), 'cleaned').passes('65m')
  scanned(world, 'reinfected').passes('60m')
  scanned(world, 'cleaned').passes('59m')
  assert.equal(world.incident.phase, 'stabilising')
  scanned(world.passes('2m'), 'cleaned')
  assert.equal(world.incident.phase, 'resolved')
})

test('an action that has ended already marks nothing a second time', () => {
  const world = scanned(scanned(twoScans(), 'reinfected'), 'reinfected')
  assert.deepEqual(world.incident.marks, ['reinfected'])
})

test('a certificate is not renewed while another cause stands behind it', () => {
  const playbook = steps('renew, start: at once, unless: [other-cause-behind], action: { run: certificate-renew, on: hosting }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown()
  world.happens({ type: 'diagnosed', diagnosis: found({ cause: 'tls.expired', root: 'dns.record_wrong' }), playbook })
  assert.deepEqual(world.story('action'), [])
})

test('a site on a host that is not ours is cleaned by people, and goes on like any other from there (REA-7)', () => {
  const anchor = agency.providers['anchor-hosting']!
  const plan = { ...agency, providers: { ...agency.providers, 'anchor-hosting': { ...anchor, managed: false } } }
  const world = new World(TEN, { playbooks: builtIn, plan }).goesDown().showsCause('security.malware').acknowledges('ana')
  assert.deepEqual(world.story('action'), [])
  assert.ok(world.incident.tasks['clean-elsewhere'])
  world.passes('3h').happens({ type: 'task-done', task: 'clean-elsewhere', by: 'ana' }).comesBack().passes('4h')
  assert.ok(world.incident.tasks['update'])
  assert.deepEqual(world.story('action'), ['17:00  action rescan started'])
})
