import { once } from 'node:events'
import { Agent, get, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { residentMiB } from '../../hub/test/processes.ts'
import { openTally } from '../../hub/test/tally.ts'
import { siteOn } from '../storm/farm-words.ts'
import { quantile } from '../storm/figures.ts'
import { poll } from '../storm/poll.ts'
import { openWorld, untilWell } from '../storm/world.ts'
import type { Read, Reading } from './readers.ts'

// `npm run prove -- rush [--readers 50000] [--streams 400] [--alerts 6000]`: so many read a status page, want the news of the console and send alerts, ten times
// what one source may (F32). What is too much is refused, what was taken is kept, and pages of sites that fail meanwhile come as before.

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    readers: { type: 'string', default: '50000' },
    streams: { type: 'string', default: '400' },
    alerts: { type: 'string', default: '6000' },
  },
})
const [READERS, STREAMS, ALERTS] = [values.readers, values.streams, values.alerts].map(Number) as [number, number, number]
const READERS_AT_ONCE = 200
const ALERTS_AT_ONCE = 20
const ALLOWED = 600 // alerts of one source a minute
const MOST_STREAMS = 200 // of the console
const PAGED = 4 // sites that fail in peace, and as many in the rush
const WELL = 20
const EACH_S = 5
const LATER_S = 2
const PAGE_MS = 60_000
const MOST_MIB = 256
const TOKEN = 'a-token-of-this-trial-only'

const tally = openTally()
await using world = await openWorld({ groups: 2 * PAGED + WELL, plan: planOf() })
const { hub, order, arrivals, store } = world
const singles = Array.from({ length: 2 * PAGED }, (_, n) => siteOn(n, 0))
await untilWell(world, singles.length + WELL)
const peace = await delaysOf(singles.slice(0, PAGED))

const [memoryBefore, cpuBefore, began] = [residentMiB(hub.pid), hub.cpuSeconds(), Date.now()]
const ready = poll(`${hub.url}readyz`, 200)
const readers = startReaders()
const streams = openStreams()
const sending = sendAlerts()
const inRush = await delaysOf(singles.slice(PAGED))
const sent = await sending
const read = await readers()
const memory = residentMiB(hub.pid)
const { held, refused, heard } = await streams()
const answers = await ready()
const tookS = (Date.now() - began) / 1000

const reads = Object.entries(read.byStatus)
const shown = reads.map(([status, times]) => `${times} × ${status}`).join(', ')
tally.claim(
  `${READERS} and more read the status page, ${READERS_AT_ONCE} at once: ${shown}`,
  reads.length === 1 && (read.byStatus[200] ?? 0) >= READERS,
)
const minutes = 1 + Math.floor(sent.tookMs / 60_000)
tally.claim(
  `${sent.accepted} of ${ALERTS} alerts were taken, at most ${ALLOWED} a minute`,
  sent.accepted > 0 && sent.accepted <= ALLOWED * minutes,
)
tally.claim(`${sent.refused} were refused with 429 and Retry-After, none otherwise`, sent.accepted + sent.refused === ALERTS)
const lost = sent.keys.difference(await keptAlerts())
tally.claim(`${lost.size} of the taken are lost`, lost.size === 0, [...lost].slice(0, 5))
tally.claim(
  `${held} of ${STREAMS} streams are open, at most ${MOST_STREAMS}; ${refused} were told when to come again`,
  held === Math.min(STREAMS, MOST_STREAMS) && held + refused === STREAMS,
)
tally.claim(`${heard} of the open ones heard of what failed`, heard === held)
const later = Math.max(...inRush) - quantile(peace, 0.5)
tally.claim(`pages ${inSeconds(inRush)} s after their turn, in peace ${inSeconds(peace)} s: at most ${LATER_S} s later`, later <= LATER_S)
const unready = answers.filter(({ status }) => status !== 200).length
tally.claim(`/readyz was not well ${unready} of ${answers.length} times`, unready === 0)
tally.claim(`the hub holds ${Math.round(memory - memoryBefore)} MiB more, at most ${MOST_MIB}`, memory - memoryBefore <= MOST_MIB)
const waits = read.waits.toSorted((a, b) => a - b)
process.exitCode = tally.close() ? 0 : 1
process.stdout.write(
  `readers waited ${quantile(waits, 0.5).toFixed(0)} ms (half), ${quantile(waits, 0.99).toFixed(0)} ms (99 %), ${(waits.length / tookS).toFixed(0)} a second; ${(hub.cpuSeconds() - cpuBefore).toFixed(1)} CPU seconds in ${tookS.toFixed(0)} s\n`,
)

function planOf(): Record<string, unknown> {
  const site = (name: string) => [name, { url: `http://${name}`, client: 'bakery', interval: `${EACH_S}s`, checks: { dns: false } }]
  return {
    'page-after': '2s',
    partners: {
      brightside: {
        name: 'Brightside',
        brand: { from: 'Brightside <care@brightside.example>' },
        contacts: [{ name: 'Rosa', mail: 'rosa@brightside.example' }],
      },
    },
    clients: { bakery: { partner: 'brightside', name: 'Bakery', contacts: [{ name: 'Bo', role: 'owner', mail: 'bo@bakery.example' }] } },
    alerts: { others: { kind: 'generic', token: TOKEN, mapping: { key: 'id', state: 'state', site: 'host', says: 'text' } } },
    sites: Object.fromEntries(Array.from({ length: 2 * PAGED + WELL }, (_, n) => site(siteOn(n, 0)))),
  }
}

/** Breaks one site after another; gives how many seconds after the look that was due each was paged, Infinity where none was. */
async function delaysOf(sites: readonly string[]): Promise<number[]> {
  const broken = new Map<string, number>()
  for (const site of sites) {
    await rest(500)
    broken.set(site, Date.now())
    await order({ do: 'break', site, fault: 'status' })
  }
  const pageOf = (site: string) => arrivals.find(({ kind, subject }) => kind === 'push' && subject.includes(site))
  for (const until = Date.now() + PAGE_MS; Date.now() < until && !sites.every(pageOf);) await rest(100)
  const rows = await store.db.selectFrom('incident').select(['site', 'detected_at']).where('site', 'in', sites).execute()
  return sites.map((site) => {
    const detected = rows.find((row) => row.site === site)?.detected_at ?? Infinity
    return ((pageOf(site)?.at ?? Infinity) - Math.min(detected, broken.get(site)! + EACH_S * 1000)) / 1000
  })
}

function startReaders(): () => Promise<Read> {
  const workerData = { url: `${hub.url}status/brightside/`, readers: READERS, atOnce: READERS_AT_ONCE } satisfies Reading
  const thread = new Worker(new URL('./readers.ts', import.meta.url), { workerData })
  const told = once(thread, 'message')
  return async () => {
    thread.postMessage('over')
    return ((await told) as [Read])[0]
  }
}

/** Sends every alert once, each of a thing of its own, as soon as a connection is free. */
async function sendAlerts() {
  const agent = new Agent({ keepAlive: true, maxSockets: ALERTS_AT_ONCE })
  const counts = { accepted: 0, refused: 0 }
  const keys = new Set<string>()
  const since = performance.now()
  const send = async (n: number) => {
    const body = JSON.stringify({ id: `alert ${n}`, state: 'firing', text: 'It burns' })
    const asked = request(`${hub.url}hooks/alerts/others/${TOKEN}`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    asked.end(body)
    const [{ statusCode, headers }] = (await once(
      asked.on('response', (answer) => answer.resume()),
      'response',
    )) as [IncomingMessage]
    if (statusCode === 200) keys.add(`alert ${n}`)
    if (statusCode === 200) counts.accepted += 1
    else if (statusCode === 429 && Number(headers['retry-after']) > 0) counts.refused += 1
  }
  let next = 0
  await Promise.all(
    Array.from({ length: ALERTS_AT_ONCE }, async () => {
      while (next < ALERTS) await send(next++).catch(() => undefined)
    }),
  )
  agent.destroy()
  return { ...counts, keys, tookMs: performance.now() - since }
}

async function keptAlerts(): Promise<Set<string>> {
  const rows = await store.db.selectFrom('inbound_alert').select('key').where('source', '=', 'others').execute()
  return new Set(rows.map(({ key }) => key))
}

/** Opens streams of news, and holds them; the end gives how many there were, how many were refused and how many of them heard of an incident. */
function openStreams() {
  const counts = { held: 0, refused: 0, heard: 0 }
  const open = Array.from({ length: STREAMS }, () => {
    const asked = get(`${hub.url}events`, { agent: false, headers: { authorization: `Bearer ${hub.token}` } }, (answer) => {
      if (answer.statusCode !== 200) counts.refused += Number(Number(answer.headers['retry-after']) > 0)
      else counts.held += 1
      let hasHeard = false
      answer.setEncoding('utf8').on('data', (piece: string) => {
        if (hasHeard || !/^data: ?\d/m.test(piece)) return
        hasHeard = true
        counts.heard += 1
      })
    })
    return asked.on('error', () => {})
  })
  return async () => {
    for (const asked of open) asked.destroy()
    return counts
  }
}

function inSeconds(delays: readonly number[]): string {
  return delays.map((delay) => delay.toFixed(1)).join(', ')
}
