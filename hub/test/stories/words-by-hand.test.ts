import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Happening } from '../../src/domain/incident/incident.ts'
import { letterReaders, shownOf } from '../../src/domain/incident/write-words.ts'
import { speak } from '../../src/domain/message/speak.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { loadLibrary } from '../../src/library.ts'
import { agency, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const silent = steps('look, start: at once, task: { title: Look into it, for: on-call }')
const asking: Plan = {
  ...agency,
  partners: { ...agency.partners, brightside: { ...agency.partners['brightside']!, askFirst: true } },
}
const { templates } = await loadLibrary({ playbooksDir: undefined, people: [] })

type Words = Extract<Happening, { type: 'words-written' }>
const OWN = { subject: 'Your website', text: 'We replace the server.\n\nIt takes an hour.' }

const outage = (plan = agency, cause = 'host.service_down') =>
  new World(TEN, { plan, playbooks: [silent] }).goesDown().showsCause(cause).passes('5m')

function writes(world: World, more: Partial<Words> = {}): World {
  const to = more.to ?? ['client']
  const { known } = world.moments.at(-1)!.event
  const shown = shownOf(letterReaders(world.incident, known, to))
  return world.happens({ type: 'words-written', by: 'ana', ref: 'one', to, shown, template: 'by-hand', written: OWN, ...more })
}

/** The letters of the last decision but those about deliveries, as they would leave. */
const letters = ({ plan, moments }: World) => {
  const { decision, at } = moments.findLast(({ event }) => event.type !== 'delivered')!
  return decision.effects.flatMap((effect) =>
    effect.do === 'message'
      ? [{ ...speak({ plan, templates, incident: decision.incident, effect, at }), to: effect.recipient, asks: effect.asks }]
      : [],
  )
}

test('a person writes to a client in the partner’s name with the partner in copy, and the client hears the all clear (COM-1)', () => {
  const world = writes(outage())
  const [letter, ...more] = letters(world)
  assert.deepEqual(more, [])
  assert.match(letter!.to.from, /Brightside/)
  assert.ok(letter!.to.cc.length > 0)
  assert.match(letter!.text, /^Hello [^\n]+,\n\nWe replace the server\.\n\nIt takes an hour\.\n/)
  assert.match(letter!.html, /<p>We replace the server\.<\/p>/)
  world.comesBack().passes('1h')
  assert.ok(world.story('message').some((line) => /message client all-clear/.test(line)))
})

test('own words are text: nothing in them is a command, a mark or another header (COM-1)', () => {
  const world = writes(outage(), {
    written: { subject: 'Hi\r\nBcc: eve@evil.example', text: '<b>{{ cause }}</b> *x* [a](javascript:alert)' },
  })
  const [{ subject, text, html }] = letters(world) as [ReturnType<typeof letters>[number]]
  assert.doesNotMatch(subject, /[\r\n]/)
  assert.match(text, /<b>\{\{ cause \}\}<\/b> \*x\*/)
  assert.match(html, /&lt;b&gt;\{\{ cause \}\}/)
  assert.doesNotMatch(html, /href="javascript/)
})

test('what is pressed twice is sent once, and words go to nobody but those who were shown (COM-2)', () => {
  const world = writes(writes(outage()))
  assert.equal(world.posted.filter(({ template }) => template === 'by-hand').length, 1)
  assert.equal(world.moments.at(-1)!.decision.effects.length, 0)
  const lost = writes(outage(), { shown: ['mail somebody@else.example'] })
  assert.equal(lost.posted.filter(({ template }) => template === 'by-hand').length, 0)
  assert.match(lost.story('note').at(-1)!, /was not sent: meanwhile it would go to others/)
})

test('words to both go in the order of the playbook, and while the outage may heal by itself nobody is written to (I-34)', () => {
  const order = (firstContact: 'client' | 'partner') => {
    const world = new World(TEN, { playbooks: [{ ...silent, firstContact }] }).goesDown().showsCause('host.service_down').passes('5m')
    return letters(writes(world, { to: ['client', 'partner'] })).map(({ to }) => to.audience)
  }
  assert.deepEqual([order('client'), order('partner')], [['client', 'partner'], ['partner', 'client']]) // prettier-ignore
  const early = writes(new World(TEN, { playbooks: [silent] }).goesDown({ healsByItself: true }))
  assert.deepEqual(letters(early), [])
})

test('a template goes out in the language that was chosen, and an address on the dead domain gets nothing (COM-4, COM-8)', () => {
  const world = writes(outage(agency, 'domain.expired'), { template: 'investigating', written: { language: 'de' } })
  const [{ text, to }] = letters(world) as [ReturnType<typeof letters>[number]]
  assert.match(text, /^Guten Tag/)
  assert.match(to.why!, /is on cornerbakery\.example, which is what is broken/)
})

test('the words to the client of a partner that wants to be asked wait for its yes, which sends them once (COM-5)', () => {
  const world = writes(outage(asking))
  const [question, ...more] = letters(world)
  assert.deepEqual([more, question!.to.audience, question!.asks], [[], 'partner', true])
  assert.match(question!.text, /May we write this to Bo Hart\?[^]*We replace the server\.[^]*\/yes/)
  assert.ok(world.story('task').some((line) => /wait for the partner's yes/.test(line)))
  const yes = { type: 'approved', who: 'partner', step: 'ask-by-hand-one' } as const
  world.happens(yes)
  assert.deepEqual(letters(world).map(({ to, asks }) => [to.audience, asks]), [['client', false]]) // prettier-ignore
  assert.deepEqual(world.incident.proposed, [])
  world.happens(yes)
  assert.deepEqual(letters(world), [])
  assert.deepEqual(letters(writes(world)), [], 'the same words again')
})

test('a no of the partner sends nothing and tells who wrote, an all clear ends the question, and a reason goes past it', () => {
  const declined = writes(outage(asking)).happens({ type: 'declined', who: 'partner' })
  assert.deepEqual(letters(declined), [])
  assert.ok(declined.story('task').some((line) => /The partner declined words to the client/.test(line)))
  const over = writes(outage(asking)).comesBack().passes('1h')
  assert.deepEqual(over.incident.proposed, [])
  assert.equal(Object.entries(over.incident.tasks).find(([id]) => id === 'yes-one')?.[1].done, true)
  const despite = writes(outage(asking), { despite: 'Rosa said yes on the phone.' })
  assert.deepEqual(letters(despite).map(({ to }) => to.audience), ['client']) // prettier-ignore
  assert.ok(despite.story('note').some((line) => /Rosa said yes on the phone/.test(line)))
})

test('own words that an address refuses go to the next good one, as they were written (COM-4)', () => {
  const world = writes(outage(agency, 'tls.expired'))
  world.happens({ type: 'bounced', address: letters(world)[0]!.to.address[0]! })
  assert.match(letters(world)[0]!.text, /We replace the server\./)
})
