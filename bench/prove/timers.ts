import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Incident } from '../../hub/src/domain/incident/incident.ts'
import type { Db } from '../../hub/src/store/store.ts'
import { readSpan } from './read-span.ts'
import { startPostgres } from './throw-away-postgres.ts'
import { addTimer, keepTimers, lateAt, readTimerTally } from './timer-tally.ts'
import { openTimerWorld, REPEATS } from './timer-world.ts'

// `npm run prove -- timers --for 10m [--rate 200] [--on postgresql] [--tally FILE]`: how late the engine acts upon what was due. Outages begin evenly, and each
// has a step that repeats every 10 s, so that about `--rate` timers a second are due; which ones and when they were acted upon is read from the stored events.
// Goes on where the tally stopped; Ctrl-C ends it.

const GOAL = { lateMs: 2000, timers: 1_000_000 }
const SETTLED_MS = 10_000 // an event is read so long after its moment: its transaction is over by then
const READ_MS = 1000
const SAY_MS = 30_000
const LAST_MS = 3000 // what is due at the end has so long to be acted upon
const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    for: { type: 'string', default: '1m' },
    on: { type: 'string', default: 'sqlite' },
    rate: { type: 'string', default: '200' },
    tally: { type: 'string' },
  },
})
const name = values.on === 'postgresql' ? 'timers-postgresql.json' : 'timers.json'
const file = values.tally ?? fileURLToPath(new URL(`../../docs/guarantees/${name}`, import.meta.url))
const beginEveryMs = (1000 * REPEATS.atMost) / Number(values.rate)
const livesMs = REPEATS.atMost * REPEATS.everySeconds * 1000
const tally = readTimerTally(file)
const before = tally.timers
const span = readSpan(values.for)
let isOver = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isOver = true))

await using ends = new AsyncDisposableStack()
const data = await mkdtemp(join(tmpdir(), 'allclear-prove-timers-'))
ends.defer(() => rm(data, { recursive: true, force: true }))
const server = values.on === 'postgresql' ? ends.use(await startPostgres('timers')) : null
const place = server ? { url: await server.database('timers') } : { file: join(data, 'allclear.sqlite') }
const bugs: unknown[] = []
const world = await openTimerWorld(place, Math.ceil((1.5 * livesMs) / beginEveryMs), (error) => bugs.push(error))
say(`${values.on}: ${tally.timers} timers so far; ${values.rate} a second from ${livesMs / 1000} s on, for ${values.for}`)

const waiting = new Map<number, { seq: number; due: number | null }>() // by incident, as of what was read
let readTo = 0
let keptAt = Date.now()
let saidAt = keptAt
const until = Date.now() + span
const [, begun] = await Promise.all([watch(), beginAll()])
await rest(LAST_MS)
const stoppedAt = Date.now()
await world.stop()
await read(world.store.db, Infinity)
for (const { due } of waiting.values()) if (due !== null && due <= stoppedAt - LAST_MS) addTimer(tally, stoppedAt - due) // nobody came
keepTimers(file, tally, (stoppedAt - keptAt) / 1000)
await world.store.close()

const [half, most, nearlyAll] = [0.5, 0.99, 0.999].map((share) => lateAt(tally, share)) as [number, number, number]
const { user, system } = process.cpuUsage()
say(
  `${tally.timers - before} timers of ${begun} outages, ${((user + system) / 1000 / Math.max(1, tally.timers - before)).toFixed(2)} ms of the processor each, all counted`,
)
say(
  `In all ${tally.timers} timers of ${GOAL.timers}: median ${half} ms late, 99 % at most ${most} ms, 99.9 % ${nearlyAll} ms, the latest ${tally.maxMs} ms`,
)
for (const bug of bugs.slice(0, 5)) say(`not ok: ${String(bug)}`)
process.exitCode = nearlyAll <= GOAL.lateMs && tally.timers > before && bugs.length === 0 ? 0 : 1

async function beginAll(): Promise<number> {
  const began = Date.now()
  let n = 0
  for (; !isOver && Date.now() < until; n++) {
    await world.begin(n)
    await rest(Math.max(0, began + (n + 1) * beginEveryMs - Date.now()))
  }
  return n
}

async function watch() {
  for (; !isOver && Date.now() < until; await rest(READ_MS)) {
    const now = Date.now()
    await read(world.store.db, now - SETTLED_MS)
    if (now - saidAt < SAY_MS) continue
    keepTimers(file, tally, (now - keptAt) / 1000)
    keptAt = saidAt = now
    say(`${tally.timers} timers, 99.9 % at most ${lateAt(tally, 0.999)} ms late, the latest ${tally.maxMs} ms`)
  }
}

/** Reads what was decided before `to`. The first event of an incident at or after its due time is the one that acted upon it, and says when it is due next. */
async function read(db: Db, to: number) {
  const events = await db
    .selectFrom('event')
    .select(['incident', 'seq', 'at', 'changes'])
    .where('at', '>=', readTo)
    .$if(to < Infinity, (query) => query.where('at', '<', to))
    .orderBy('incident')
    .orderBy('seq')
    .execute()
  for (const { incident, seq, at, changes } of events) {
    const { seq: last, due } = waiting.get(incident) ?? { seq: 0, due: null }
    if (seq !== last + 1) throw new Error(`of incident ${incident} event ${seq} was read after ${last}`)
    if (due !== null && at >= due) addTimer(tally, at - due)
    const { wakeAt = due } = JSON.parse(changes) as Partial<Incident>
    // What is past already when it is stored is due from then on.
    waiting.set(incident, { seq, due: wakeAt === null || wakeAt === due ? wakeAt : Math.max(wakeAt, at) })
  }
  readTo = to
}
