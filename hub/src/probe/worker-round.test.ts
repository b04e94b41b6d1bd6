import assert from 'node:assert/strict'
import { test } from 'node:test'
import { http } from '../checks/http.ts'
import { milliseconds, minutes } from '../domain/instant.ts'
import { startHttpDouble } from '../network/http.double.ts'
import { loopbackPlan } from '../network/loopback.double.ts'
import type { Assignment, Seen } from './assignment.ts'
import { shareRounds, threadsFor } from './share-rounds.ts'
import { startWorkerRound } from './worker-round.ts'

test('a thread looks as the main one does, and one that dies is told of and replaced, its monitors looked at again (MON-1)', async (t) => {
  const server = await startHttpDouble(() => ({ body: 'well' }))
  t.after(() => server.close())
  const seen: Seen[] = []
  const bugs: unknown[] = []
  let next = Promise.withResolvers<void>()
  const onSeen = (one: Seen) => {
    seen.push(one)
    next.resolve()
  }
  const round = startWorkerRound({ plan: loopbackPlan(), trustedCa: null }, { onSeen, onBug: (error) => void bugs.push(error) })
  t.after(() => round.stop())

  const site = { id: 'shop.example', url: `${server.url}/`, expect: { status: null, contains: 'well' } }
  const monitor = { id: 'shop.example/http', kind: 'http', options: http.options.parse({}) }
  const assignment: Assignment = { site, monitor, interval: minutes(10), slowAfter: null }
  round.take({ assign: [assignment], within: milliseconds(1) })
  await next.promise
  assert.deepEqual([seen[0]!.site, seen[0]!.monitor, seen[0]!.result.state, bugs], [site.id, monitor.id, 'up', []])

  next = Promise.withResolvers<void>()
  round.take({ lookNow: 1 as unknown as string[] }) // what no thread survives
  round.take({ assign: [{ ...assignment, interval: milliseconds(100) }] }) // told while nobody listens
  await next.promise
  assert.deepEqual([seen[1]!.monitor, seen[1]!.result.state], [monitor.id, 'up'])
  assert.match(bugs.map(String).join(' '), /another takes its place/)
})

test('a small plan needs no thread, and a large one as many as its looks ask for and the machine has cores', () => {
  const plan = (monitors: number, interval: number) => Array<number>(monitors).fill(interval)
  assert.equal(threadsFor(plan(1000, 60_000), 8), 0)
  assert.equal(threadsFor(plan(1000, 10_000), 8), 1)
  assert.equal(threadsFor(plan(50_000, 60_000), 8), 3)
  assert.equal(threadsFor(plan(50_000, 60_000), 2), 2)
})

test('the monitors of a site are looked at by one round, heartbeats by the hub itself, and orders reach whoever they concern', async () => {
  const told: string[][] = [[], [], []]
  const rounds = told.map((heard) => ({
    take: ({ assign = [], withdraw = [] }: { assign?: readonly Assignment[]; withdraw?: readonly string[] }) =>
      void heard.push(...assign.map(({ monitor }) => monitor.id), ...withdraw.map((id) => `not ${id}`)),
    stop: async () => {},
  }))
  const round = shareRounds(rounds[0]!, rounds.slice(1))
  const of = (id: string, kind: string): Assignment => ({
    site: { id, url: `https://${id}/`, expect: { status: null, contains: null } },
    monitor: { id: `${id}/${kind}`, kind, options: {} },
    interval: minutes(1),
    slowAfter: null,
  })
  round.take({ assign: ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [of(id, 'http'), of(id, 'tls'), of(id, 'heartbeat')]) })
  round.take({ withdraw: ['a/http'] })
  assert.deepEqual(told[0], ['a/heartbeat', 'b/heartbeat', 'c/heartbeat', 'd/heartbeat', 'e/heartbeat', 'not a/http'])
  for (const heard of told.slice(1)) {
    assert.ok(heard.length > 1 && heard.includes('not a/http'))
    for (const id of heard.filter((one) => one.endsWith('/http') && !one.startsWith('not')))
      assert.ok(heard.includes(id.replace('http', 'tls')))
  }
})
