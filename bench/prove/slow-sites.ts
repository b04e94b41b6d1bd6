import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { phaseOf } from '../../hub/src/probe/turn.ts'
import { residentMiB } from '../../hub/test/processes.ts'
import { openTally } from '../../hub/test/tally.ts'
import { quantile } from '../storm/figures.ts'
import { openWorld, untilWell } from '../storm/world.ts'

// `npm run prove -- slow-sites [--sites 2000] [--endless 100] [--seconds 25]`: so many sites answer a byte at a time, all at once (F21). Most end before
// their look is given up and are no outage; the endless ones never end, and are one. Other sites are looked at on time meanwhile, and are well.

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sites: { type: 'string', default: '2000' },
    endless: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '25' },
  },
})
const [SITES, ENDLESS, SECONDS] = [values.sites, values.endless, values.seconds].map(Number) as [number, number, number]
const OTHERS = 200
const SLOW_EACH_S = 10
const OTHERS_EACH_S = 5
const DRIPS = 8 // bytes of a page that ends, one a second
const ENDLESS_DRIP_MS = 10_000 // between the bytes of a head that never ends
const BEFORE_S = 10
const ENDLESS_KNOWN_S = 90 // by then each was given up after 20 s, and verified
const MOST_LATE_MS = 1000
const MOST_MIB = 256
const ON_TIME_MS = 50 // a look may begin so much early by another clock's rounding

const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${DRIPS}\r\nconnection: close\r\n\r\n`
const WELL = `${HEAD}${'w'.repeat(DRIPS)}`

const isSlow = (address: string) => address.startsWith('127.250.')
const slowAddress = (n: number) => `127.250.${Math.floor(n / 250)}.${1 + (n % 250)}`
const ENDLESS_FROM = SITES - ENDLESS
const numberOf = (address: string) => Number(address.split('.')[2]) * 250 + Number(address.split('.')[3]) - 1
const otherAddress = (n: number) => `127.${20 + n}.0.1`
const other = (n: number) => `w${n}.well.test`

const looks = new Map<string, number[]>() // by address, when each began
const held = new Set<Socket>()
let isDripping = false
let mostAtOnce = 0

await using servers = await openServers()
const tally = openTally()
await using world = await openWorld({ groups: 1, plan: planOf() })
await untilWell(world, SITES + OTHERS)
await rest(BEFORE_S * 1000)
const before = latenessSince(Date.now() - BEFORE_S * 1000)
const memoryBefore = residentMiB(world.hub.pid)
isDripping = true
const [began, cpuBefore] = [Date.now(), world.hub.cpuSeconds()]
let mostMemory = memoryBefore
for (const until = began + SECONDS * 1000; Date.now() < until; await rest(500))
  mostMemory = Math.max(mostMemory, residentMiB(world.hub.pid))
const during = latenessSince(began)
const cpu = world.hub.cpuSeconds() - cpuBefore
const incidents = await world.store.db.selectFrom('incident').select(['site', 'confirmed_at']).execute()
const down = new Set(incidents.filter(({ confirmed_at }) => confirmed_at !== null).map(({ site }) => site))
const wrong = [...down].filter((site) => !site.startsWith('e'))

const beside = `p99 ${inSeconds(before, 0.99)} s before, ${inSeconds(during, 0.99)} s and at most ${inSeconds(during, 1)} s then`
tally.claim(`${mostAtOnce} looks were held up at once, of ${SITES} slow sites`, mostAtOnce >= Math.min(SITES, 1000) / 2)
tally.claim(`${during.length} looks at others, ${beside}`, during.length > 0 && quantile(during, 0.99) <= MOST_LATE_MS)
tally.claim(`${wrong.length} outages of sites that answer in the end or are well`, wrong.length === 0, wrong.slice(0, 5))
tally.claim(`the hub holds ${Math.round(mostMemory - memoryBefore)} MiB more, at most ${MOST_MIB}`, mostMemory - memoryBefore <= MOST_MIB)
if (SECONDS >= ENDLESS_KNOWN_S) tally.claim(`${down.size} of ${ENDLESS} endless sites are called down`, down.size === ENDLESS)
process.exitCode = tally.close() ? 0 : 1
process.stdout.write(`${down.size} of ${ENDLESS} endless sites are called down; ${cpu.toFixed(1)} CPU seconds in ${SECONDS} s\n`)

async function openServers() {
  const server = createServer((socket) => {
    const address = socket.localAddress!
    looks.set(address, [...(looks.get(address) ?? []), Date.now()])
    socket
      .on('error', () => {})
      .once('data', () => (isSlow(address) && isDripping ? drip(socket, numberOf(address) >= ENDLESS_FROM) : socket.end(WELL)))
  })
  await once(server.listen(0, '0.0.0.0', 4096), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of held) socket.destroy()
      server.close()
    },
  }
}

function drip(socket: Socket, isEndless: boolean) {
  held.add(socket)
  mostAtOnce = Math.max(mostAtOnce, held.size)
  let left = isEndless ? Infinity : DRIPS
  if (!isEndless) socket.write(HEAD)
  const timer = setInterval(() => (--left > 0 ? socket.write(isEndless ? 'H' : 'w') : socket.end('w')), isEndless ? ENDLESS_DRIP_MS : 1000)
  socket.once('close', () => {
    clearInterval(timer)
    held.delete(socket)
  })
}

function planOf(): Record<string, unknown> {
  const site = (address: string, interval: number) => ({
    ...{ url: `http://${address}:${servers.port}/`, client: 'bakery', interval: `${interval}s`, checks: { dns: false } },
    ...(isSlow(address) && { hosting: 'slow' }),
  })
  return {
    partners: {
      brightside: {
        name: 'Brightside',
        brand: { from: 'Brightside <care@brightside.example>' },
        contacts: [{ name: 'Rosa', mail: 'rosa@brightside.example' }],
      },
    },
    clients: { bakery: { partner: 'brightside', name: 'Bakery', contacts: [{ name: 'Bo', role: 'owner', mail: 'bo@bakery.example' }] } },
    providers: { slow: { name: 'Slow Hosting', kind: 'hosting', support: { mail: 'help@slow.example' } } },
    sites: Object.fromEntries([
      ...Array.from(
        { length: SITES },
        (_, n) => [`${n < ENDLESS_FROM ? 's' : 'e'}${n}.slow.test`, site(slowAddress(n), SLOW_EACH_S)] as const,
      ),
      ...Array.from({ length: OTHERS }, (_, n) => [other(n), site(otherAddress(n), OTHERS_EACH_S)] as const),
    ]),
  }
}

/** How many milliseconds after its turn each look at the other sites began, of the turns since then; Infinity where none did. */
function latenessSince(from: number): number[] {
  const every = OTHERS_EACH_S * 1000
  const to = Date.now() - MOST_LATE_MS
  return Array.from({ length: OTHERS }, (_, n) => n).flatMap((n) => {
    const phase = phaseOf(`${other(n)}/http`, every)
    const begun = looks.get(otherAddress(n)) ?? []
    const late: number[] = []
    for (let turn = Math.ceil((from - phase) / every) * every + phase; turn < to; turn += every)
      late.push((begun.find((at) => at >= turn - ON_TIME_MS) ?? Infinity) - turn)
    return late
  })
}

function inSeconds(late: readonly number[], part: number): string {
  return (quantile(late, part) / 1000).toFixed(2)
}
