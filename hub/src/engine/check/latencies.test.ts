import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, minutes } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { rollUpOf } from '../../domain/latency/roll-up.ts'
import { slowAfter } from '../../domain/triage/slowness.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { addLatencies, latenciesOf } from '../../store/latencies.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { START } from '../../store/stores.double.ts'
import type { Room } from '../room.ts'
import { startLatencies } from './latencies.ts'

const result = (at: Instant, tookMs: number, state: CheckResult['state'] = 'up') => ({ state, at, tookMs }) as CheckResult
const around = (store: Store) => ({ store, clock: { now: () => START }, onBug: assert.fail }) as unknown as Room
const read = (store: Store, monitor: string) =>
  latenciesOf(store.db, 'brightside', monitor, { from: after(START, -hours(2) as never), to: after(START, hours(2)) })

test('healthy looks are gathered by monitor and hour, and written when the hub stops', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  const latencies = startLatencies(around(store), 'home')
  for (let n = 0; n < 700; n++) latencies.add('brightside', `${n}.example/http`, result(START, 40 + n))
  latencies.add('brightside', '7.example/http', result(after(START, minutes(61)), 90))
  latencies.add('brightside', '7.example/http', result(START, 20_000, 'down'))
  assert.deepEqual(await read(store, '7.example/http'), [])
  await latencies.flush()
  const kept = (await read(store, '7.example/http')).map(({ hour, checks, failures, worstMs }) => [hour, checks, failures, worstMs])
  assert.deepEqual(kept, [[START, 2, 1, 47], [after(START, hours(1)), 1, 0, 90]]) // prettier-ignore
  assert.equal((await read(store, '699.example/http')).length, 1)
})

test('of many monitors that are asked for at once, what is slow is learnt of some each second (MON-3)', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  const day = Array.from({ length: 25 }, (_, n) => after(START, hours(-n)))
  let now = START
  const latencies = startLatencies({ ...around(store), clock: { now: () => now } } as Room, 'home')
  for (let n = 0; n < 130; n++) for (const at of day) latencies.add('brightside', `${n}.example/http`, result(at, 1000))
  await latencies.flush()
  const known = async () => {
    const all = []
    for (let n = 0; n < 130; n++) all.push(await latencies.slowAfter('brightside', `${n}.example/http`))
    return all.filter((slow) => slow !== null).length
  }
  assert.equal(await known(), 100)
  now = after(START, 1000 as Span)
  assert.equal(await known(), 130)
})

test('what could not be written is kept and written later, once', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  let isAway = true
  const gone = await openStore({})
  await gone.close()
  const away = {
    get db() {
      return isAway ? gone.db : store.db
    },
  } as Store
  const latencies = startLatencies(around(away), 'home')
  latencies.add('brightside', 'a.example/http', result(START, 40))
  await assert.rejects(latencies.flush())
  latencies.add('brightside', 'a.example/http', result(START, 60))
  isAway = false
  await latencies.flush()
  await latencies.flush()
  assert.deepEqual((await read(store, 'a.example/http')).map(({ checks, totalMs }) => [checks, totalMs]), [[2, 100]]) // prettier-ignore
})

test('slow is judged by what is usual from the hub’s own location, however far away others look from (MON-3)', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  const seenFrom = (location: string, tookMs: number) =>
    Array.from({ length: 30 }, (_, n) => ({ partner: 'brightside', monitor: 'a.example/http', location, hour: after(START, -hours(n + 1) as never), ...rollUpOf(tookMs) })) // prettier-ignore
  await addLatencies(store.db, [...seenFrom('home', 900), ...seenFrom('sydney', 3000)])
  assert.equal(await startLatencies(around(store), 'home').slowAfter('brightside', 'a.example/http'), slowAfter(seenFrom('home', 900)))
})
