import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairGate } from './fair-gate.ts'

test('one site of another host waits for a place and not for the thousand of the host that is down', async () => {
  const enter = createFairGate(2)
  const order: string[] = []
  let inside = 0
  const work = (name: string) => async () => {
    assert.ok(++inside <= 2)
    await new Promise(setImmediate)
    order.push(name)
    inside -= 1
  }
  const many = Array.from({ length: 20 }, (_, n) => enter('big', work(`big ${n}`)))
  const few = ['other', 'third'].map((name) => enter(name, work(name)))
  await Promise.all([...many, ...few])
  assert.deepEqual(order.slice(0, 5), ['big 0', 'big 1', 'big 2', 'other', 'third'])
  assert.deepEqual(
    order.filter((name) => name.startsWith('big')),
    many.map((_, n) => `big ${n}`),
  )
})

test('whoever fails leaves the place to the next', async () => {
  const enter = createFairGate(1)
  const failing = enter('a', () => Promise.reject(new Error('broken')))
  const next = enter('a', async () => 'in')
  await assert.rejects(failing, /broken/)
  assert.equal(await next, 'in')
})
