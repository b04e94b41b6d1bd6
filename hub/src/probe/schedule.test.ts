import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dice } from '../../test/stories/dice.ts'
import { createSchedule } from './schedule.ts'

const keysOf = (due: readonly { readonly key: string }[]) => due.map(({ key }) => key)

test('what is due is taken once, the longest overdue first, and nothing before its time (MON-1)', () => {
  const schedule = createSchedule(1000)
  schedule.plan('late', 1200)
  schedule.plan('soon', 1100)
  schedule.plan('in a day', 1000 + 86_400_000)
  assert.equal(schedule.nextAt(), 1100)
  assert.deepEqual(schedule.take(1099, 10), [])
  assert.deepEqual(keysOf(schedule.take(1300, 10)), ['soon', 'late'])
  assert.deepEqual(schedule.take(1300, 10), [])
  assert.deepEqual(keysOf(schedule.take(1000 + 86_400_000, 10)), ['in a day'])
  assert.equal(schedule.nextAt(), null)
})

test('a stall leaves no burst: what is overdue waits for those that may go before it, in order', () => {
  const schedule = createSchedule(0)
  for (let n = 0; n < 100; n++) schedule.plan(`monitor ${n}`, n * 50)
  assert.deepEqual(keysOf(schedule.take(200_000, 3)), ['monitor 0', 'monitor 1', 'monitor 2'])
  schedule.plan('monitor 0', 260_000)
  schedule.cancel('monitor 3')
  assert.deepEqual(keysOf(schedule.take(200_000, 2)), ['monitor 4', 'monitor 5'])
  assert.equal(schedule.take(200_000, 1000).length, 94)
  assert.deepEqual(keysOf(schedule.take(260_000, 1)), ['monitor 0'])
})

test('over days of planning, moving and cancelling the wheel gives what a sorted list would', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const roll = dice(seed)
    const schedule = createSchedule(0)
    const list = new Map<string, number>()
    let now = 0
    for (let n = 0; n < 400; n++) {
      const key = `monitor ${roll.upTo(40)}`
      if (roll.chance(0.2)) {
        schedule.cancel(key)
        list.delete(key)
      } else {
        const at = now + roll.upTo(roll.one([100, 30_000, 300_000])) - 50
        schedule.plan(key, at)
        list.set(key, at)
      }
      if (roll.chance(0.25)) now += roll.upTo(roll.one([50, 20_000, 200_000]))
      const due = [...list].filter(([, at]) => at <= now).map(([one]) => one)
      const most = roll.chance(0.3) ? 2 : 1000
      const taken = keysOf(schedule.take(now, most))
      assert.equal(taken.length, Math.min(most, due.length), `seed ${seed}, step ${n}`)
      for (const one of taken) assert.ok(due.includes(one) && list.delete(one), `seed ${seed}, step ${n}: ${one}`)
      const next = schedule.nextAt()
      assert.ok(list.size === 0 ? next === null : next! <= Math.min(...list.values()), `seed ${seed}, step ${n}: nobody wakes in time`)
    }
  }
})
