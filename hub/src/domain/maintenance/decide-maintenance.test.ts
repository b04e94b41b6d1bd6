import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { after, days, hours, minutes, saySpan, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { decideMaintenance, planMaintenance } from './decide-maintenance.ts'
import { readMaintenance } from './read-maintenance.ts'
import { refusalOf } from './refusal-of.ts'
import type { MaintenanceHappening, Reached, ScheduledMaintenance } from './scheduled.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/maintenance.yaml', import.meta.url), 'utf8')
const facts = readMaintenance(EXAMPLE, 'maintenance.yaml', { now: null }).maintenance!
const START = facts.startsAt
const to = (name: string, audience: 'client' | 'partner' | 'public' = 'client'): Reached => ({
  partner: 'brightside',
  client: null,
  sites: ['cornerbakery.example'],
  recipient: { audience, name, channel: 'mail', address: [`${name}@example.org`], from: 'care@brightside.example', cc: [], why: null },
})
const WAITS = [minutes(5), minutes(10)]

/** One window, told step by step; time jumps from one `wakeAt` to the next. Moments are spans before or after the planned start. */
function tale(plannedBefore: Span, reached: readonly Reached[] = [to('bo')], emergency: string | null = null) {
  let now = after(START, -plannedBefore as Span)
  let work: ScheduledMaintenance = planMaintenance('operator', { ...facts, emergency }, now)
  const story: string[] = []
  const keys: string[] = []
  const hears = (happening: MaintenanceHappening) => {
    const decision = decideMaintenance(work, { ...happening, known: { reached, waits: WAITS, lookAgain: seconds(30) } }, now)
    work = decision.work
    for (const order of decision.orders) {
      if (order.do === 'withdraw') continue
      keys.push(order.key)
      const what =
        order.do === 'page'
          ? `page rung ${order.rung}`
          : `${order.kind}${order.isShort ? ' (short)' : ''} to ${order.reached.recipient.name}`
      story.push(`${now < START ? `-${saySpan((START - now) as Span)}` : saySpan((now - START) as Span)} ${what}`)
    }
  }
  hears({ type: 'planned', by: 'ana' })
  const teller = {
    story,
    keys,
    work: () => work,
    now: () => now,
    until(at: Span) {
      const end = after(START, at)
      for (let n = 0; n < 100 && work.wakeAt !== null && work.wakeAt <= end && work.phase !== 'verifying'; n++) {
        now = Math.max(now, work.wakeAt) as Instant
        hears({ type: 'clock' })
      }
      now = end
      return teller
    },
    hears(happening: MaintenanceHappening) {
      hears(happening)
      return teller
    },
  }
  return teller
}

test('notices go out a week and a day before, each once, and the start is announced (MNT-2, I-42)', () => {
  const { story, keys } = tale(days(20), [to('bo'), to('rosa', 'partner')]).until(minutes(0))
  assert.deepEqual(story, [
    ...['-7d notice to bo', '-7d notice to rosa', '-1d reminder to bo', '-1d reminder to rosa'],
    ...['0s started to bo', '0s started to rosa'],
  ])
  assert.equal(new Set(keys).size, keys.length)
})

test('planned a week before to the second is not short; an emergency in between is told at once and flagged (I-42)', () => {
  assert.deepEqual(tale(days(7)).until(hours(-1)).story, ['-7d notice to bo', '-1d reminder to bo'])
  assert.deepEqual(tale(days(3), [to('bo')], 'A hole').until(hours(-1)).story, ['-3d notice (short) to bo', '-1d reminder to bo'])
})

test('an emergency within a day is one combined notice and no reminder (I-42)', () => {
  assert.deepEqual(tale(hours(2), [to('bo')], 'A hole').until(minutes(0)).story, ['-2h notice (short) to bo', '0s started to bo'])
})

test('a move is one correction to those told, and the notices count from the new time (I-42)', () => {
  const moved = { type: 'moved', by: 'ana', startsAt: after(START, days(10)), lasts: facts.lasts, emergency: null } as const
  const early = tale(days(20)).until(days(-10)).hears(moved)
  assert.deepEqual(early.story, [], 'nobody was told of the old time')
  const late = tale(days(20)).until(days(-2)).hears(moved).hears(moved).until(days(10))
  assert.deepEqual(late.story, ['-7d notice to bo', '-2d moved to bo', '3d notice to bo', '9d reminder to bo', '10d started to bo'])
  const near = tale(days(20))
    .until(days(-6))
    .hears({ ...moved, startsAt: after(START, days(-1)), emergency: 'A hole' })
  assert.deepEqual(near.until(days(-1)).story, ['-7d notice to bo', '-6d moved to bo', '-2d reminder to bo', '-1d started to bo'])
})

test('a window that is called off is told to those who knew of it, once, and nothing follows (I-42)', () => {
  const cancelled = { type: 'cancelled', by: 'ana', reason: 'Not needed' } as const
  const told = tale(days(20)).until(days(-2)).hears(cancelled).hears(cancelled).until(days(1))
  assert.deepEqual(told.story, ['-7d notice to bo', '-2d cancelled to bo'])
  assert.equal(told.work().wakeAt, null)
  assert.deepEqual(tale(days(20)).until(days(-9)).hears(cancelled).until(days(1)).story, [], 'nobody knew of it')
})

test('completion is announced once every site is seen well, and not before (MNT-3)', () => {
  const story = tale(days(1)).until(minutes(30)).hears({ type: 'completed', by: 'ana' })
  assert.equal(story.work().phase, 'verifying')
  story.hears({ type: 'verified', unwell: ['cornerbakery.example'] })
  assert.deepEqual([story.work().phase, story.work().unwell], ['verifying', ['cornerbakery.example']])
  assert.doesNotMatch(story.story.join(), /completed/)
  story.hears({ type: 'verified', unwell: [] }).hears({ type: 'verified', unwell: [] })
  assert.deepEqual(story.story.slice(-1), ['30m completed to bo'])
  assert.equal(story.work().wakeAt, null)
})

test('work past its end calls on-call at once and climbs until somebody extends or completes it (MNT-3, I-45)', () => {
  const story = tale(hours(1)).until(minutes(65))
  assert.deepEqual(story.story.slice(2), ['45m page rung 0', '50m page rung 1', '1h page rung 1'])
  story.hears({ type: 'extended', by: 'ana', length: minutes(30) }).until(minutes(98))
  assert.deepEqual(story.story.slice(5), ['1h 5m extended to bo', '1h 35m page rung 0'])
  assert.equal(new Set(story.keys).size, story.keys.length)
  story.hears({ type: 'completed', by: 'ana' }).hears({ type: 'verified', unwell: [] }).until(days(2))
  assert.deepEqual(story.story.slice(7), ['1h 38m completed to bo'])
})

test('a hub that stood still gives one notice, not two, and says that it is short (I-42)', () => {
  const story = tale(days(20))
  const late = decideMaintenance(
    story.work(),
    { type: 'clock', known: { reached: [to('bo')], waits: WAITS, lookAgain: seconds(30) } },
    after(START, hours(-3)),
  )
  assert.deepEqual(
    late.orders.map((order) => order.do === 'tell' && [order.kind, order.isShort]),
    [['notice', true]],
  )
})

test('what cannot be done any more, or not yet, is refused with the way out', () => {
  const planned = tale(days(20)).until(days(-10))
  const says = (happening: MaintenanceHappening, { work, now } = planned) => refusalOf(work(), happening, now())?.code ?? null
  assert.equal(says({ type: 'started', by: 'ana' }), 'maintenance_early')
  assert.equal(says({ type: 'completed', by: 'ana' }), 'maintenance_not_possible')
  const soon = { type: 'moved', by: 'ana', startsAt: after(START, days(-9)), lasts: facts.lasts, emergency: null } as const
  assert.equal(says(soon), 'maintenance_late')
  assert.equal(says({ ...soon, emergency: 'A hole' }), null)
  assert.equal(says({ type: 'cancelled', by: 'ana', reason: 'x' }, tale(hours(1)).until(minutes(5))), 'maintenance_not_possible')
})
