import assert from 'node:assert/strict'
import { test } from 'node:test'
import { divide, SHARDS, shardOf } from './divide.ts'

const nobody = Array.from({ length: SHARDS }, () => null)
const sharesOf = (holders: readonly (string | null)[]) =>
  Object.fromEntries([...Map.groupBy(holders, (holder) => String(holder))].map(([holder, of]) => [holder, of.length]))
const moved = (before: readonly (string | null)[], then: readonly (string | null)[]) => then.filter((one, n) => one !== before[n]).length

test('one probe looks at everything, and nobody at nothing', () => {
  assert.deepEqual(sharesOf(divide(nobody, ['vienna-1'])), { 'vienna-1': 256 })
  assert.deepEqual(sharesOf(divide(nobody, [])), { null: 256 })
})

test('probes that live share evenly, and only what must changes hands', () => {
  const one = divide(nobody, ['b'])
  const two = divide(one, ['a', 'b'])
  assert.deepEqual([sharesOf(two), moved(one, two)], [{ a: 128, b: 128 }, 128])
  const three = divide(two, ['c', 'b', 'a'])
  assert.deepEqual([sharesOf(three), moved(two, three)], [{ a: 86, b: 85, c: 85 }, 85])
  const without = divide(three, ['b', 'c'])
  assert.deepEqual([sharesOf(without), moved(three, without)], [{ b: 128, c: 128 }, 86])
  assert.deepEqual(divide(without, ['c', 'b']), without)
})

test('more probes than shards leave some without work', () => {
  const shares = divide(
    nobody,
    Array.from({ length: 300 }, (_, n) => `p${n}`),
  )
  assert.deepEqual([new Set(shares).size, shares.includes(null)], [256, false])
})

test('sites that are named alike are spread over all shards', () => {
  const filled = Map.groupBy(
    Array.from({ length: 25_600 }, (_, n) => `shop-${n}.example`),
    shardOf,
  )
  assert.equal(filled.size, SHARDS)
  const sizes = [...filled.values()].map((sites) => sites.length)
  assert.ok(Math.min(...sizes) > 50 && Math.max(...sizes) < 160, `${Math.min(...sizes)} to ${Math.max(...sizes)}`)
  assert.equal(shardOf('cornerbakery.example'), shardOf('cornerbakery.example'))
})
