import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { milliseconds, minutes, seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { http } from '../checks/http.ts'
import { tcp } from '../checks/tcp.ts'
import { createNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import { createMemory } from '../network/memory.ts'
import type { Network } from '../network/network.ts'
import { answering, loopbackPlan, startDns, zone } from '../network/loopback.double.ts'
import type { Assignment, Seen } from './assignment.ts'
import { startRound } from './round.ts'

const assignment = (url: string, n: number, interval: Span): Assignment => ({
  site: { id: `site-${n}.example`, url, expect: { status: null, contains: null } },
  monitor: { id: `site-${n}.example/http`, kind: 'http', options: http.options.parse({}) },
  interval,
  slowAfter: null,
})

test('monitors are looked at in their turns, at once when asked, and no more once they are withdrawn (MON-1)', async (t) => {
  const url = await site(t)
  const heard = listen()
  const round = startRound(heard)
  t.after(() => round.stop())

  const often = [1, 2, 3].map((n) => assignment(url, n, milliseconds(200)))
  const seldom = assignment(url, 4, minutes(10))
  round.take({ assign: [...often, seldom] })
  round.take({ lookNow: [seldom.monitor.id] })
  await heard.until(13)
  const count = (id: string) => heard.seen.filter(({ monitor }) => monitor === id).length
  assert.equal(count(seldom.monitor.id), 1)
  for (const { monitor } of often) assert.ok(Math.abs(count(monitor.id) - 4) <= 1, `${monitor.id} was looked at ${count(monitor.id)} times`)
  for (const seen of heard.seen) {
    assert.equal(seen.result.state, 'up')
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), seen, 'what was seen is plain data')
  }

  round.take({ assign: [{ ...seldom, interval: milliseconds(200) }], withdraw: often.map(({ monitor }) => monitor.id) })
  const before = heard.seen.length
  await heard.until(before + 3)
  assert.deepEqual(new Set(heard.seen.slice(before).map(({ monitor }) => monitor)), new Set([seldom.monitor.id]))
})

test('what is new is first looked at within the span that is given', async (t) => {
  const url = await site(t)
  const heard = listen()
  const round = startRound(heard)
  t.after(() => round.stop())
  round.take({ assign: Array.from({ length: 20 }, (_, n) => assignment(url, n, minutes(10))), within: milliseconds(300) })
  await heard.until(20)
  assert.equal(new Set(heard.seen.map(({ monitor }) => monitor)).size, 20)
})

test('a start costs no look more than any other time: what comes soon enough is first looked at in its turn, and once in each (MON-1)', async (t) => {
  const url = await site(t)
  const began = Date.now()
  const heard = { ...listen(), now: () => (Date.now() - began + 450) as Instant } // half-way between two turns of whoever comes first
  const round = startRound(heard)
  t.after(() => round.stop())
  const many = Array.from({ length: 60 }, (_, n) => assignment(url, n, milliseconds(900)))
  round.take({ assign: many, within: milliseconds(900) })
  await heard.until(60)
  const first = heard.seen.slice(0, 60).map(({ monitor }) => monitor)
  assert.ok(new Set(first).size >= 57, `${new Set(first).size} of 60 monitors in the first 60 looks`)
})

test('looks that are due within a moment of each other begin together, none of them late (MON-1)', async (t) => {
  const url = await site(t)
  const heard = listen()
  const round = startRound(heard)
  t.after(() => round.stop())
  const many = Array.from({ length: 60 }, (_, n) => assignment(url, n, milliseconds(1500)))
  round.take({ assign: many, within: milliseconds(1500) })
  await heard.until(60)
  const begun = heard.seen.map(({ result }) => result.at).toSorted((a, b) => a - b)
  const goes = begun.filter((at, n) => n === 0 || at - begun[n - 1]! > 30).length
  assert.ok(goes <= 20, `60 looks in ${goes} goes`)
  assert.ok(heard.seen.every(({ lateMs }) => lateMs < 1000))
})

test('what fails at a remembered address is looked at anew before it is told: a site that has moved is well (MON-1)', async (t) => {
  const addresses = ['127.0.0.1']
  await using dns = await startDns((name, type, ...rest) => zone({ 'shop.test': addresses })(name, type, ...rest))
  const page = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nwell'
  const before = await answering(page)
  await using _after = await answering(page, 'close', '127.0.0.2', before.port)
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: null })
  const heard = { ...listen(), network }
  const round = startRound(heard)
  t.after(() => round.stop())

  const one = assignment(`http://shop.test:${before.port}/`, 1, minutes(10))
  round.take({ assign: [one] })
  for (const count of [1, 2]) {
    round.take({ lookNow: [one.monitor.id] })
    await heard.until(count)
  }
  assert.deepEqual(dns.asked.filter((asked) => asked.endsWith(' A')).length, 1)
  addresses[0] = '127.0.0.2'
  await before[Symbol.asyncDispose]()
  round.take({ lookNow: [one.monitor.id] })
  await heard.until(3)
  assert.deepEqual(
    heard.seen.map(({ result }) => [result.state, result.facts.address]),
    [
      ['up', '127.0.0.1'],
      ['up', '127.0.0.1'],
      ['up', '127.0.0.2'],
    ],
  )
})

test('thousands of sites that never answer keep nobody waiting: the others are looked at meanwhile, again and again (MON-1)', async (t) => {
  const heard = listen()
  const opening = new Set<string>()
  const { promise: allOpen, resolve } = Promise.withResolvers<void>()
  const connect: Network['connect'] = async ({ host }, { signal }) => {
    if (host.startsWith('quick')) return { ok: true, address: '127.0.0.1', socket: new Socket() } as Awaited<ReturnType<Network['connect']>>
    if (opening.add(host).size === 1200) resolve()
    await once(signal!, 'abort')
    throw signal!.reason
  }
  const round = startRound({ ...heard, network: { ...heard.network, connect } })
  t.after(() => round.stop())
  const knocking = (name: string, n: number, interval: Span): Assignment => ({
    ...assignment(`http://${name}-${n}.example/`, n, interval),
    monitor: { id: `${name}-${n}`, kind: 'tcp', options: tcp.options.parse({}) },
  })
  const quick = Array.from({ length: 5 }, (_, n) => knocking('quick', n, milliseconds(500)))
  const slow = Array.from({ length: 1200 }, (_, n) => knocking('slow', n, seconds(3)))
  round.take({ assign: slow, lookNow: slow.map(({ monitor }) => monitor.id) })
  await allOpen // more than may begin at once
  const before = heard.seen.length
  round.take({ assign: quick, within: milliseconds(100) })
  await heard.until(before + 20)
  assert.deepEqual(new Set(heard.seen.map(({ monitor }) => monitor)), new Set(quick.map(({ monitor }) => monitor.id)))
})

async function site(t: TestContext): Promise<string> {
  const server = await startHttpDouble(() => ({ body: 'well' }))
  t.after(() => server.close())
  return `${server.url}/`
}

/** What a round has around it, and who hears it. */
function listen() {
  const seen: Seen[] = []
  let wanted = Infinity
  let enough = () => {}
  return {
    network: createNetwork({ plan: loopbackPlan({}), trustedCa: null }),
    memory: createMemory({ resumes: false }),
    now: () => Date.now() as Instant,
    registrationOf: async () => null,
    seen,
    onSeen(one: Seen) {
      seen.push(one)
      if (seen.length >= wanted) enough()
    },
    onBug: (error: unknown) => assert.fail(String(error)),
    async until(count: number) {
      const { promise, resolve } = Promise.withResolvers<void>()
      wanted = count
      enough = resolve
      if (seen.length >= count) resolve()
      await promise
    },
  }
}
