import assert from 'node:assert/strict'
import { test } from 'node:test'
import { http } from '../checks/http.ts'
import { milliseconds, minutes, seconds } from '../domain/instant.ts'
import { startHttpDouble } from '../network/http.double.ts'
import { loopbackPlan } from '../network/loopback.double.ts'
import type { Assignment, Orders, Seen } from './assignment.ts'
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
  let assigned: Assignment[] = []
  const onBug = (error: unknown) => void bugs.push(error)
  const round = startWorkerRound({ plan: loopbackPlan(), trustedCa: null }, { assigned: () => assigned, onSeen, onBug })
  t.after(() => round.stop())

  const site = { id: 'shop.example', url: `${server.url}/`, expect: { status: null, contains: 'well' } }
  const monitor = { id: 'shop.example/http', kind: 'http', options: http.options.parse({}) }
  const assignment: Assignment = { site, monitor, interval: minutes(10), slowAfter: null }
  round.take({ assign: [assignment], within: milliseconds(1) })
  await next.promise
  assert.deepEqual([seen[0]!.site, seen[0]!.monitor, seen[0]!.result.state, bugs], [site.id, monitor.id, 'up', []])

  next = Promise.withResolvers<void>()
  round.take({ lookNow: 1 as unknown as string[] }) // what no thread survives
  assigned = [{ ...assignment, interval: milliseconds(100) }]
  round.take({ assign: assigned }) // told while nobody listens
  await next.promise
  assert.deepEqual([seen[1]!.monitor, seen[1]!.result.state], [monitor.id, 'up'])
  assert.match(bugs.map(String).join(' '), /another takes its place/)
})

test('few looks need no thread, and many as many as they ask for and the machine has cores', () => {
  assert.equal(threadsFor(1000 / 60, 8), 0)
  assert.equal(threadsFor(49, 8), 0)
  assert.equal(threadsFor(50, 8), 1)
  assert.equal(threadsFor(100, 8), 1)
  assert.equal(threadsFor(50_000 / 60, 8), 3)
  assert.equal(threadsFor(50_000 / 60, 2), 2)
})

const of = (id: string, kind: string, interval = minutes(1)): Assignment => ({
  site: { id, url: `https://${id}/`, expect: { status: null, contains: null } },
  monitor: { id: `${id}/${kind}`, kind, options: {} },
  interval,
  slowAfter: null,
})

/** Rounds that hold what they are told; the first is the hub's own. */
function sharing(threads: (looks: number) => number) {
  const known = new Map<string, Assignment>()
  const holds: Set<string>[] = []
  const withins: (number | null | undefined)[] = []
  const ended: number[] = []
  const begin = () => {
    const n = holds.push(new Set()) - 1
    return {
      take({ assign = [], withdraw = [], within }: Orders) {
        for (const id of withdraw) holds[n]!.delete(id)
        for (const { monitor } of assign) holds[n]!.add(monitor.id)
        if (assign.length > 0) withins.push(within)
      },
      stop: async () => void ended.push(n),
    }
  }
  const round = shareRounds({ own: begin(), begin, threads, known: () => known.values() })
  const take = (orders: Orders) => {
    for (const one of orders.assign ?? []) known.set(one.monitor.id, one)
    for (const id of orders.withdraw ?? []) known.delete(id)
    round.take(orders)
  }
  return { take, stop: () => round.stop(), holds, withins, ended }
}

test('the monitors of a site are looked at by one round, heartbeats by the hub itself, and orders reach whoever they concern', async () => {
  const { take, stop, holds, ended } = sharing(() => 2)
  take({ assign: ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [of(id, 'http'), of(id, 'tls'), of(id, 'heartbeat')]) })
  take({ withdraw: ['a/heartbeat'] })
  assert.deepEqual([...holds[0]!], ['b/heartbeat', 'c/heartbeat', 'd/heartbeat', 'e/heartbeat'])
  const [one, other] = [holds[1]!, holds[2]!].map((held) => [...held].map((id) => id.split('/')[0]!))
  assert.ok(one!.length > 0 && other!.length > 0 && one!.every((site) => !other!.includes(site)), JSON.stringify([one, other]))
  assert.equal(one!.length + other!.length, 10)
  await stop()
  assert.deepEqual(ended, [0, 1, 2])
})

test('more monitors are given more threads while the hub runs, and fewer give them up: each is looked at by one round, in its turn (MON-1)', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { take, stop, holds, withins, ended } = sharing((looks) => threadsFor(looks, 4))
  const many = Array.from({ length: 1000 }, (_, n) => of(`${n}.example`, 'http'))
  const all = () => holds.flatMap((held) => [...held])
  take({ assign: many })
  t.mock.timers.tick(5000)
  assert.deepEqual([holds.length, holds[0]!.size], [1, 1000]) // 17 looks a second need no thread

  take({ assign: many.map((one) => ({ ...one, interval: seconds(1) })) })
  t.mock.timers.tick(5000)
  assert.deepEqual([holds.length, holds[0]!.size, all().length, new Set(all()).size], [4, 0, 1000, 1000])
  assert.deepEqual(withins.slice(2), [null, null, null])

  take({ assign: many.map((one) => ({ ...one, interval: milliseconds(1300) })) })
  t.mock.timers.tick(5000)
  assert.deepEqual(ended, []) // 769 looks a second need two, but half as much more needs three

  take({ withdraw: many.slice(30).map(({ monitor }) => monitor.id) })
  t.mock.timers.tick(5000)
  assert.deepEqual([ended.toSorted((a, b) => a - b), holds[0]!.size], [[1, 2, 3], 30])
  await stop()
})
