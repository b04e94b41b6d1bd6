import assert from 'node:assert/strict'
import { once, EventEmitter } from 'node:events'
import { test } from 'node:test'
import { systemClock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { insertIncident, saveIncident } from '../store/incidents.ts'
import { appendEvent } from '../store/events.ts'
import type { Event } from '../domain/incident/incident.ts'
import { anIncident, onEveryDatabase } from '../store/stores.double.ts'
import { startSharing } from './check/share-sites.ts'
import { startPassingOnNews } from './news.ts'
import type { News, NewsDesk } from './news.ts'
import { startTakingTurns } from './turns.ts'

const onBug = (error: unknown) => assert.fail(String(error))

onEveryDatabase((place, kind) => {
  test('what one hub at a time does is done by one of two, and by the other as soon as that one ends (MON-1)', async (t) => {
    await using ends = new AsyncDisposableStack()
    const here = await place(t)
    const store = await here.open()
    const first = startTakingTurns({ store, clock: systemClock, onBug })
    const mine = first.of('correlation')
    await until(mine.isOurs, mine.onOurs)
    if (kind === 'sqlite') return // the lock on the file says that there is no other
    const other = await here.another(store)
    const second = startTakingTurns({ store: other, clock: systemClock, onBug })
    ends.defer(() => second.stop())
    const theirs = second.of('correlation')
    const theirOwn = second.of('reports')
    await until(theirOwn.isOurs, theirOwn.onOurs)
    assert.deepEqual([mine.isOurs(), theirs.isOurs()], [true, false])
    const ask = () => other.transaction((tx) => theirs.isStillOurs(tx))
    assert.equal(await ask(), false)
    await first.stop()
    await until(theirs.isOurs, theirs.onOurs)
    assert.equal(await ask(), true)
    assert.equal(await store.transaction((tx) => mine.isStillOurs(tx)), false)
  })

  test('every site is looked at by one hub, before and after another joins and leaves (MON-1)', async (t) => {
    await using ends = new AsyncDisposableStack()
    const here = await place(t)
    const store = await here.open()
    const share = async (from: Store, probe: string) =>
      startSharing({ location: 'vienna', probe }, { store: from, clock: systemClock, onBug })
    const sites = Array.from({ length: 50 }, (_, n) => `site-${n}.example`)
    const first = await share(store, 'one')
    ends.defer(() => first.stop())
    assert.ok(sites.every(first.mayLook))
    const other = await here.another(store)
    const second = await share(other, 'two')
    assert.ok(!sites.some(second.mayLook)) // nothing is taken from one that looks
    const changes = new EventEmitter()
    first.whenChanged(() => changes.emit('first'))
    second.whenChanged(() => changes.emit('second'))
    let changed = once(changes, 'first')
    first.nudge()
    await changed
    changed = once(changes, 'second')
    second.nudge()
    await changed
    assert.ok(sites.every((site) => first.mayLook(site) !== second.mayLook(site)))
    assert.ok(sites.some(first.mayLook) && sites.some(second.mayLook))
    await second.stop()
    changed = once(changes, 'first')
    first.nudge()
    await changed
    assert.ok(sites.every(first.mayLook))
  })

  if (kind === 'sqlite') return // every change passes through the only hub
  test('what one hub decides is news at the other, by a call and also without one', async (t) => {
    await using ends = new AsyncDisposableStack()
    const here = await place(t)
    const store = await here.open()
    const [first, second] = [store, await here.another(store)].map((of, n) => {
      const made = startPassingOnNews(`hub ${n}`, { store: of, clock: systemClock, onBug })
      ends.defer(() => made.stop())
      return made
    })
    const found = nextNews(second!)
    await again((seq) => decided(store, seq), found)
    assert.deepEqual(await found, { partner: 'brightside', incident: 1 }) // nobody called
    const [called, kept] = [nextNews(second!), Promise.withResolvers<void>()]
    second!.whenKept(async () => kept.resolve())
    await again(async () => first!.tell({ partner: 'brightside', incident: null }), called)
    assert.deepEqual(await called, { partner: 'brightside', incident: null })
    await kept.promise
  })
})

// Whoever has just begun to listen does not hear yet.
async function again(say: (times: number) => Promise<unknown>, heard: Promise<unknown>) {
  let times = 0
  const saying = setInterval(() => void say(++times), 200)
  await heard
  clearInterval(saying)
}

const nextNews = (of: NewsDesk) => new Promise<News>((resolve) => void of.subscribe(resolve))

const decided = (store: Store, seq: number) =>
  store.transaction(async (tx) => {
    const incident = anIncident()
    if (seq === 1) await insertIncident(tx, incident, 1)
    else await saveIncident(tx, seq - 1, incident)
    const event = { type: 'suspected', incident, known: { onDuty: {} } } as unknown as Event
    await appendEvent(tx, { partner: 'brightside', incident: 1, seq, at: systemClock.now(), planVersion: '1', event, changes: incident })
  })

const until = (isSo: () => boolean, listen: (listener: () => void) => void) =>
  new Promise<void>((resolve) => (isSo() ? resolve() : listen(resolve)))
