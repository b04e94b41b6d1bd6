import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadLibrary } from '../../src/library.ts'
import { speak } from '../../src/domain/message/speak.ts'
import type { Effect } from '../../src/domain/incident/incident.ts'
import { steps, World } from './world.ts'

const { templates } = await loadLibrary({})
const task = 'task: { title: Note it, for: on-call'

/** The words of what was ordered last under this template. */
function words(world: World, template: string, audience = 'client') {
  const found = world.moments
    .flatMap(({ decision, at }) => decision.effects.map((effect) => ({ effect, at, incident: decision.incident })))
    .findLast(({ effect }) => effect.do === 'message' && effect.template === template && effect.recipient.audience === audience)
  assert.ok(found, template)
  return speak({ plan: world.plan, templates, ...found, effect: found.effect as Extract<Effect, { do: 'message' }> })
}
const offered = (text: string) => [...text.matchAll(/a\/…\/(\w+)/g)].map(([, id]) => id)

test('who is waited for can answer by a press, who is asked says yes or no, and others are only asked whether it helped (COM-5, COM-11)', () => {
  const world = new World('2026-03-04T10:30:00-06:00').goesDown().showsCause('domain.expired').passes('5m')
  const votes = ['helpful', 'unhelpful']
  const letter = words(world, 'domain-renewal')
  assert.deepEqual(offered(letter.text), ['done', 'help', 'call', ...votes])
  assert.match(letter.html, /href="https:\/\/allclear\.harbor\.example\/a\/…\/call"[^>]*>Please call me</)
  assert.deepEqual(offered(words(world, 'incident-opened', 'partner').text), [], 'a thread is not asked at every post')
  world.comesBack().passes('2h')
  assert.deepEqual(offered(words(world, 'all-clear').text), votes)
  assert.deepEqual(offered(words(world, 'all-clear', 'partner').text), votes)

  const asks = new World('2026-03-04T10:30:00-06:00', {
    playbooks: [steps('ask, start: at once, approval: { from: client, template: investigating }')],
  })
  assert.deepEqual(offered(words(asks.goesDown().showsCause('tls.expired').passes('5m'), 'investigating').text), ['yes', 'no', ...votes])
})

test('an answer that comes twice is heard once, and two presses of "call me" are two tasks only when they are two', () => {
  const world = new World('2026-03-04T10:30:00-06:00').goesDown().showsCause('domain.expired').passes('5m')
  const call = (ref: string) => world.happens({ type: 'replied', who: 'client', says: 'call', by: 'Bo Hart', phone: '+13125550120', ref })
  const before = call('a').incident
  assert.equal(call('a').incident, before)
  assert.equal(call('b').incident.answers.length, 2)
  const calls = world.story('task').filter((line) => /call-client|Call/.test(line))
  assert.equal(Object.keys(world.incident.tasks).filter((id) => id.startsWith('call-client')).length, 2, calls.join('\n'))
})

test('a yes to one question is none to another, and counts for nothing when its own is closed (REA-5)', () => {
  const two = steps(
    'first, start: at once, approval: { from: client, template: investigating, for: 1h }',
    `second, start: when first times out, approval: { from: client, template: still-working }`,
    `go, start: when client approves, ${task} }`,
  )
  const world = new World('2026-03-04T10:30:00-06:00', { playbooks: [two] }).goesDown().showsCause('tls.expired').passes('2h')
  world.happens({ type: 'approved', who: 'client', step: 'first', by: 'Bo Hart' })
  assert.deepEqual(world.incident.answers, [])
  assert.match(world.story('note').at(-1)!, /The client approved what is no longer asked\. Bo Hart:/)
  world.happens({ type: 'approved', who: 'client', step: 'second', by: 'Bo Hart' })
  assert.deepEqual([world.incident.answers.length, world.incident.tasks['go'] !== undefined], [1, true])
})
