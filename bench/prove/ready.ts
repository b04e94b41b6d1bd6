import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadPlan } from '../../hub/src/config.ts'
import { seconds } from '../../hub/src/domain/instant.ts'
import type { Incident } from '../../hub/src/domain/incident/incident.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import { createCalendar } from '../../hub/src/engine/maintenance/maintenance-calendar.ts'
import { createMetrics } from '../../hub/src/engine/metrics.ts'
import { respond, suspect } from '../../hub/src/engine/respond/respond.ts'
import type { Room } from '../../hub/src/engine/room.ts'
import { EVERY_TURN } from '../../hub/src/engine/turns.ts'
import { loadLibrary } from '../../hub/src/library.ts'
import { createChannelNetwork } from '../../hub/src/network/create-network.ts'
import { listIncidents, nextWake, orderDiagnosis } from '../../hub/src/store/incidents.ts'
import { openStore, openToRead } from '../../hub/src/store/store.ts'
import { spread } from '../spread.ts'
import { addressOf, openAround } from './agency-of.ts'
import { startUp } from './up.ts'

// `npm run prove -- ready [--sites 10000] [--open 500] [--times 5]`: how long after `kill -9` a hub with so many sites and open incidents is ready, and how
// much later nothing is overdue any more, where every incident was due while no hub ran.

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sites: { type: 'string', default: '10000' },
    open: { type: 'string', default: '500' },
    times: { type: 'string', default: '5' },
  },
})
const [sites, open, times] = [values.sites, values.open, values.times].map(Number) as [number, number, number]
const MOST_MS = 300_000
const FIRST_INSTANT = 1e12 // no other number of an incident is as large
const GOAL = { readyMs: 3000, doneMs: 5000 }
const say = (line: string) => void process.stdout.write(`${line}\n`)

await using around = await openAround()
const directory = await mkdtemp(join(tmpdir(), 'allclear-ready-'))
const place = { file: join(directory, 'data', 'allclear.sqlite') }
const found: { readyMs: number; doneMs: number }[] = []
try {
  await writeFile(join(directory, 'allclear.yaml'), around.configOf(sites, '1h'))
  for (let n = 0; n < open; n++) around.broken.addresses.add(addressOf(n))
  await openIncidents(Date.now())
  await liveForAWhile()
  for (let n = 0; n < times; n++) {
    await makeOverdue()
    found.push(await measure(await startUp(directory)))
  }
} finally {
  await rm(directory, { recursive: true, force: true })
}
const [ready, done] = (['readyMs', 'doneMs'] as const).map((one) => found.map((each) => each[one] / 1000))
say(
  `${sites} sites, ${open} open incidents, after kill -9: ready ${spread(ready!, 's')}, at most 3; then nothing overdue ${spread(done!, 's')}, at most 5`,
)
process.exitCode = found.every(({ readyMs, doneMs }) => readyMs <= GOAL.readyMs && doneMs <= GOAL.doneMs) ? 0 : 1

/** A hub that dies has mostly lived longer than it takes to keep what its configuration said. */
async function liveForAWhile() {
  const hub = await startUp(directory)
  try {
    await hub.untilReady(MOST_MS)
    for (const until = performance.now() + MOST_MS; !existsSync(join(directory, 'data', 'configuration.json')); await rest(100))
      if (performance.now() > until) throw new Error(`what the configuration says was not kept within ${MOST_MS / 1000} s`)
    await rest(1000) // until it is written whole
  } finally {
    await hub.end('SIGKILL')
  }
}

async function measure(hub: Awaited<ReturnType<typeof startUp>>) {
  try {
    const readyMs = await hub.untilReady(MOST_MS)
    const cpu = hub.cpuSeconds()
    const doneMs = Math.max(0, (await untilNothingOverdue()) - hub.began - readyMs)
    const more = hub.cpuSeconds() - cpu
    say(
      `ready after ${(readyMs / 1000).toFixed(2)} s (${cpu.toFixed(2)} of the processor), nothing overdue ${(doneMs / 1000).toFixed(2)} s later (${more.toFixed(2)} of the processor)`,
    )
    return { readyMs, doneMs }
  } finally {
    await hub.end('SIGKILL')
  }
}

/** The engine opens so many incidents as of that moment. */
async function openIncidents(at: number) {
  const { plan, secrets } = await loadPlan(join(directory, 'allclear.yaml'), { listening: 'http://127.0.0.1:8470/' })
  const library = await loadLibrary({ people: ['ana'], partners: ['brightside'] })
  const store = await openStore(place)
  const clock = { now: () => at as Instant }
  const network = createChannelNetwork({ operatorHosts: [] })
  const room: Room = {
    ...{ store, clock, library: () => library, plan: () => plan, secrets: () => secrets, loops: {}, turns: EVERY_TURN },
    ...{ outside: network, channels: network, strangers: network, answerKey: 'a key of this trial', metrics: createMetrics() },
    ...{ calendar: createCalendar({ store, clock, plan: () => plan }), news: () => {}, onBug: (error) => say(String(error)) },
  }
  const verdict = {
    verdict: 'genuine',
    reason: null,
    class: 'reset',
    code: 'reset',
    deterministic: true,
    because: ['It is down.'],
  } as const
  for (const site of Object.values(plan.sites).slice(0, open)) {
    const number = await suspect(room, site, clock.now())
    await respond(room, site.partner, number, { type: 'confirmed', verdict, since: clock.now() })
    await orderDiagnosis(store.db, site.partner, number, null)
  }
  await store.close()
}

/** As if no hub had run for a while: all that ever happened to the open incidents lies so much further back that each is due. */
async function makeOverdue() {
  const store = await openStore(place)
  const living = await listIncidents(store.db, { partner: null, phases: ['open'], limit: open + 1 })
  await store.transaction(async (tx) => {
    for (const { partner, number, incident } of living) {
      const past = (incident.wakeAt ?? 0) - (Date.now() - seconds(5))
      const body = JSON.stringify(incident, (_, value) => (typeof value === 'number' && value > FIRST_INSTANT ? value - past : value))
      const { wakeAt, detectedAt, confirmedAt } = JSON.parse(body) as Incident
      await tx
        .updateTable('incident')
        .set({ body, wake_at: wakeAt, detected_at: detectedAt, confirmed_at: confirmedAt })
        .where('partner', '=', partner)
        .where('id', '=', number)
        .execute()
    }
  })
  await store.close()
  if (living.length !== open || living.some(({ incident }) => incident.wakeAt === null))
    throw new Error(`${living.length} incidents are open`)
}

async function untilNothingOverdue(): Promise<number> {
  for (const until = performance.now() + MOST_MS; performance.now() < until; await rest(100)) {
    const store = await openToRead(place)
    const next = await nextWake(store.db).finally(() => store.close())
    if (next === null || next > Date.now()) return performance.now()
  }
  throw new Error(`something was overdue for ${MOST_MS / 1000} s`)
}
