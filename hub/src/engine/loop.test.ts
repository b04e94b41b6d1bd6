import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../clock.ts'
import { after, milliseconds, minutes } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { startLoop } from './loop.ts'

/** A loop that tells each of its passes, and does nothing. */
function passes() {
  const told = Array.from({ length: 3 }, () => Promise.withResolvers<Instant>())
  let n = 0
  const loop = startLoop({
    clock: systemClock,
    most: minutes(1),
    onBug: (error) => assert.fail(String(error)),
    pass: () => Promise.resolve(told[n++]?.resolve(systemClock.now()) ?? null),
  })
  return { loop, pass: (number: number) => told[number]!.promise }
}

test('what is due later never puts off what is due sooner (I-48)', { timeout: 5000 }, async (t) => {
  const { loop, pass } = passes()
  t.after(() => loop.stop())
  const first = await pass(0)
  loop.nudge(after(first, milliseconds(50)))
  loop.nudge(after(first, minutes(1)))
  const second = await pass(1)
  assert.ok(second >= first + 49 && second < first + 3000, `${second - first} ms`)
})

test('a nudge during a pass brings another right after it', { timeout: 5000 }, async (t) => {
  const { loop, pass } = passes()
  t.after(() => loop.stop())
  loop.nudge() // the first pass has begun
  await pass(1)
})

test(
  'a nudge at whatever moment after a pass brings another: none falls between the end of its work and its sleep (I-48)',
  { timeout: 5000 },
  async (t) => {
    for (let turns = 0; turns < 10; turns++) {
      const { loop, pass } = passes()
      t.after(() => loop.stop())
      await pass(0)
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      loop.nudge()
      await pass(1)
    }
  },
)

test('a pass that nudges its own loop as it begins is followed by another, never joined by it', { timeout: 5000 }, async (t) => {
  const third = Promise.withResolvers<void>()
  let [underWay, begun, most] = [0, 0, 0]
  const loop = startLoop({
    clock: systemClock,
    most: minutes(1),
    onBug: (error) => assert.fail(String(error)),
    async pass() {
      most = Math.max(most, ++underWay)
      if (++begun === 2) loop.nudge()
      await new Promise((resolve) => setTimeout(resolve, 20))
      underWay--
      if (begun === 3) third.resolve()
      return null
    },
  })
  t.after(() => loop.stop())
  loop.nudge()
  await third.promise
  assert.equal(most, 1)
})

test('a loop that rests after the start is ready meanwhile, and one in a long first pass as soon as it has come forward', async (t) => {
  const { promise: end, resolve } = Promise.withResolvers<null>()
  const begin = (rests: Span | undefined, pass: (forward: () => void) => Promise<null>) =>
    startLoop({
      clock: systemClock,
      most: minutes(1),
      onBug: (error) => assert.fail(String(error)),
      pass,
      ...(rests !== undefined && { rests }),
    })
  const resting = begin(minutes(1), () => assert.fail('it rests'))
  const silent = begin(undefined, () => end)
  const forward = begin(undefined, (say) => {
    say()
    return end
  })
  t.after(async () => {
    resolve(null)
    await Promise.all([resting, silent, forward].map((loop) => loop.stop()))
  })
  assert.deepEqual(
    [resting, silent, forward].map((loop) => loop.passedAt() !== null),
    [true, false, true],
  )
})
