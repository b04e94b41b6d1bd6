import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, days, hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { rollUpOf, sumOf } from '../domain/latency/roll-up.ts'
import type { RollUp } from '../domain/latency/roll-up.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { addLatencies, latenciesOf, latencySums, recentLatencies } from './latencies.ts'
import type { Latency } from './latencies.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { packHours, unpackHours } from './packed-hours.ts'
import { dropDays, dropHours, rollUpHours } from './roll-up.ts'
import { syncSites } from './sites.ts'
import { openStore } from './store.ts'
import type { Store } from './store.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const MIDNIGHT = (START - (START % days(1))) as Instant
const MONITOR = 'a.example/http'
const at = (n: number) => after(MIDNIGHT, hours(n)) // hours after midnight, UTC
const looks = (...took: (number | null)[]) => sumOf(took.map(rollUpOf))
const hour = (n: number, took: RollUp, monitor = MONITOR, location = 'home'): Latency => ({
  ...{ partner: 'brightside', monitor, location, hour: at(n) },
  ...took,
})
const forEver = { from: 0 as Instant, to: at(240) }
const lately = { from: at(-48), to: at(96) }

const watched = async (store: Store) =>
  store.transaction((tx) =>
    syncSites(
      tx,
      {
        version: 'v1',
        sites: { 'a.example': { partner: 'brightside', id: 'a.example', client: null, url: 'https://a.example/' } },
      } as unknown as Plan,
      START,
    ),
  )

async function rollUp(store: Store, before: Instant): Promise<number> {
  for (let bites = 0; ; bites++) if (!(await store.transaction((tx) => rollUpHours(tx, before)))) return bites
}

test('a day of hours is packed into few letters and read again as it was', () => {
  const day = Array.from({ length: 24 }, (_, n) => ({ hour: at(n), ...looks(...Array.from({ length: 60 }, (_, k) => 90 + k * n)) }))
  day[3] = { hour: at(3), ...looks(null, null) }
  day.splice(7, 1) // nobody looked
  const packed = packHours(MIDNIGHT, day)
  assert.deepEqual(unpackHours(MIDNIGHT, packed), day)
  assert.ok(packed.length < 24 * 22, `${packed.length} letters`)
})

onEveryDatabase((place) => {
  test('an hour of latency adds up, whoever measured it and however often it is written', async (t) => {
    const store = await (await place(t)).open()
    await addLatencies(store.db, [hour(16, looks(30, 40.4, 90)), hour(17, looks(5)), hour(16, looks(7000), MONITOR, 'far')])
    await addLatencies(store.db, [hour(16, looks(900, null))])
    await addLatencies(store.db, [])
    assert.deepEqual(await latenciesOf(store.db, 'brightside', MONITOR, lately), [
      hour(16, looks(7000), MONITOR, 'far'),
      hour(16, { ...looks(30, 40, 90, 900, null), totalMs: 1060 }),
      hour(17, looks(5)),
    ])
    assert.deepEqual(await latenciesOf(store.db, 'brightside', MONITOR, { from: at(17), to: at(18) }), [hour(17, looks(5))])
    assert.deepEqual(await latenciesOf(store.db, 'harbour', MONITOR, lately), [])
  })

  test('hours become days in small bites, and whoever asks reads the same before, between and after', async (t) => {
    const store = await (await place(t)).open()
    await watched(store)
    const monitors = Array.from({ length: 120 }, (_, n) => `${n}.example/http`)
    const written = [0, 5, 23, 24, 30].flatMap((n) => monitors.map((monitor) => hour(n, looks(40 + n, 400, null), monitor)))
    await addLatencies(store.db, written)
    const read = async () => ({
      one: await latenciesOf(store.db, 'brightside', '7.example/http', lately),
      sums: await latencySums(store.db, 'brightside', { from: at(3), to: at(28) }),
      all: (await latencySums(store.db, null, { from: at(-30), to: at(60) })).get('7.example/http'),
    })
    const before = await read()
    assert.deepEqual(before.all, looks(40, 400, null, 45, 400, null, 63, 400, null, 64, 400, null, 70, 400, null))
    assert.deepEqual(before.sums.get('7.example/http'), looks(45, 400, null, 63, 400, null, 64, 400, null))
    assert.ok(await store.transaction((tx) => rollUpHours(tx, at(24))))
    assert.deepEqual(await read(), before)
    assert.equal(await rollUp(store, at(24)), 5, 'six bites of twenty')
    assert.deepEqual(await read(), before)
    const left = await store.db.selectFrom('latency_hour').select('hour').distinct().execute()
    assert.deepEqual(
      left.map((row) => row.hour).toSorted((a, b) => a - b),
      [at(24), at(30)],
    )
  })

  test('what a probe brings late joins the day that was rolled up before', async (t) => {
    const store = await (await place(t)).open()
    await watched(store)
    await addLatencies(store.db, [hour(1, looks(30)), hour(2, looks(60))])
    await rollUp(store, at(24))
    await addLatencies(store.db, [hour(2, looks(900)), hour(3, looks(null))])
    await rollUp(store, at(48))
    assert.deepEqual(await latenciesOf(store.db, 'brightside', MONITOR, lately), [hour(1, looks(30)), hour(2, looks(60, 900)), hour(3, looks(null))]) // prettier-ignore
    const [recent] = await recentLatencies(store.db, 'brightside', 'http')
    assert.deepEqual(recent, { partner: 'brightside', monitor: MONITOR, location: 'home', until: at(48), ...looks(30, 60, 900, null) })
  })

  test('hours are dropped before days, the oldest first', async (t) => {
    const store = await (await place(t)).open()
    await watched(store)
    await addLatencies(store.db, [hour(1, looks(30)), hour(25, looks(60)), hour(50, looks(90))])
    await rollUp(store, at(72))
    const drop = (work: typeof dropDays, before: Instant) => store.transaction((tx) => work(tx, before))
    assert.deepEqual([await drop(dropHours, at(48)), await drop(dropHours, at(48)), await drop(dropHours, at(48))], [true, true, false])
    assert.deepEqual(await latenciesOf(store.db, 'brightside', MONITOR, lately), [hour(50, looks(90))])
    const sums = async () => (await latencySums(store.db, null, { ...forEver, to: at(72) })).get(MONITOR)
    assert.deepEqual(await sums(), looks(30, 60, 90))
    await addLatencies(store.db, [hour(1, looks(500))])
    await rollUp(store, at(72))
    assert.deepEqual((await recentLatencies(store.db, null, 'http'))[0]!.checks, 4)
    await drop(dropHours, at(24))
    assert.deepEqual(await sums(), looks(30, 500, 60, 90), 'late, of a day without hours')
    await drop(dropDays, at(24))
    assert.deepEqual(await sums(), looks(60, 90))
  })

  test('what was kept as means before there were histograms goes on to count', async (t) => {
    const { at: file } = await place(t)
    const old = migrations.filter(({ name }) => name < '0037')
    const store = await openStore(file, old)
    t.after(() => store.close())
    const row = { partner: 'brightside', monitor: MONITOR, location: 'home', hour: at(5), checks: 60, failures: 6, total_ms: 54_000, worst_ms: 2100 } // prettier-ignore
    await (store.db as never as { insertInto(table: string): { values(row: object): { execute(): Promise<unknown> } } }).insertInto('latency').values(row).execute() // prettier-ignore
    await migrate(store.db, migrations, START)
    const { failures, totalMs, buckets } = (await latenciesOf(store.db, 'brightside', MONITOR, lately))[0]!
    assert.deepEqual({ failures, totalMs, buckets }, { failures: 6, totalMs: 48_600, buckets: [0, 0, 0, 0, 0, 54, 0, 0] })
  })
})
