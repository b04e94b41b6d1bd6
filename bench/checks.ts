import type { ChildProcess } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { residentMiB } from '../hub/test/processes.ts'
import { cpuOf, end, goingOf, openGround } from './checks/ground.ts'
import type { Order } from './checks/order.ts'
import { printFigures } from './figure.ts'
import type { Figure as Printed } from './figure.ts'

/**
 * What a check costs, beside the floor of the same work in C measured before and after each run: CPU seconds of the whole process for 1,000 checks, the
 * memory of a hub by the number of its monitors, and how well a probe keeps its schedule. `--only TEXT` runs what has that in its name. All on loopback against a farm that closes each connection.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const SECONDS = Number(values.seconds ?? (values.quick ? 5 : 20))
const SLOW_RATE = 100 // checks a second: below, the bare one is dearer too, since each begins cold
const FURTHER = 4000 // monitors of the larger hub: many, since the memory of a process is uneven by some MB
const GOAL_FLOOR = 0.41 // CPU seconds of the floor where the goals were set: a slower machine is asked for as much less
type Figure = {
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly goal: number
  readonly [more: string]: unknown
}

const { farm, floor, floorAt, start, close } = await openGround()
const MEBI = 1024 ** 2 / 1e6
const figures: Figure[] = []
try {
  const at50 = { sites: 100, intervalMs: 2000, scheme: 'https', resumes: false } as const
  const at800 = { ...at50, sites: 1600 }
  await costs('HTTPS, a hub, 50 checks/s', 'hub.ts', at50, 1.7)
  await costs('HTTPS, a probe, 50 checks/s', 'probe.ts', at50, 1.7)
  await costs('HTTPS, a probe, 800 checks/s', 'probe.ts', at800, 1.4)
  await costs('HTTPS resumed, a probe, 800 checks/s', 'probe.ts', { ...at800, resumes: true }, 1)
  await costs('HTTP, a probe, 800 checks/s', 'probe.ts', { ...at800, scheme: 'http' }, 0.15)
  await memory()
} finally {
  close()
}
if (values.json) printFigures(figures.map(toFigure), true)
process.exitCode = figures.every(({ value, goal }) => value <= goal) ? 0 : 1

function add(figure: Figure) {
  figures.push(figure)
  const { figure: what, value, unit, goal, ...more } = figure
  if (!values.json)
    process.stdout.write(`${what.padEnd(44)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(9)} at most ${goal}  ${say(more)}\n`)
}

function toFigure({ figure, value, unit, goal, ratio_to_floor, floor: bare, ...more }: Figure): Printed {
  return {
    ...{ figure, value, unit, ...more },
    ...(typeof bare === 'number' ? { baseline: `${bare.toFixed(3)} CPU-s for 1,000 bare ones` } : {}),
    ...(typeof ratio_to_floor === 'number' ? { ratio_to_floor } : {}),
    ...{ asked: `≤ ${goal}`, reached: value <= goal },
  }
}

function say(more: object): string {
  const entries = Object.entries(more) as [string, number][]
  return entries.map(([name, value]) => `${name} ${Number(value.toFixed(3))}`).join(', ')
}

/** Runs one order and adds its cost as a ratio to the floor; plain HTTP in CPU seconds, which are scaled by what the floor of HTTPS takes here. */
async function costs(figure: string, program: string, order: Omit<Order, 'ports' | 'ca'>, goal: number) {
  if (!figure.includes(values.only)) return
  const before = floor()
  const child = await start(program, order)
  await warm(order.sites)
  const [{ served }, cpu, began] = [await farm.count(), cpuOf(child), performance.now()]
  await rest(SECONDS * 1000)
  const looks = (await farm.count()).served - served
  const cpuPer1000 = ((cpuOf(child) - cpu) / looks) * 1000
  const perSecond = looks / ((performance.now() - began) / 1000)
  const kept = program === 'probe.ts' ? await scheduleOf(child) : {}
  const mebibytes = Math.round(residentMiB(child.pid!))
  await end(child)
  const after = floor()
  const floorCpu = (before.https + after.https) / 2
  const ratio = cpuPer1000 / floorCpu
  const asked = (order.sites / order.intervalMs) * 1000
  const atRate = asked > SLOW_RATE ? null : floorAt(asked)
  const more = {
    ...{ cpu_s_per_1000: cpuPer1000, floor: floorCpu, ratio_to_floor: ratio, per_second: perSecond, mebibytes, ...kept },
    ...(atRate === null ? {} : { floor_at_this_rate: atRate, ratio_to_floor_at_this_rate: cpuPer1000 / atRate }),
  }
  if (order.scheme === 'https') return add({ figure, value: ratio, unit: '× floor', goal, ...more })
  const bare = (before.http + after.http) / 2
  add({ figure, value: cpuPer1000, unit: 'CPU-s', goal: goal * (floorCpu / GOAL_FLOOR), ...more, bare_http: bare })
}

// Until everything was looked at several times, the first load of a program is over, and a hub has taken down what it found at first.
async function warm(sites: number) {
  const from = (await farm.count()).served
  for (let second = 0; second < 60; second++) {
    await rest(1000)
    if ((await farm.count()).served - from > Math.max(2000, 3 * sites)) return
  }
}

async function scheduleOf(child: ChildProcess) {
  const { looks, late, wrong, missed, lateMs } = await goingOf(child)
  return { within_1_s: (looks - late) / (looks + missed), worst_late_ms: lateMs.worst, said_to_be_down: wrong }
}

/** Both hubs look on the main thread, so that what a thread takes is not divided among monitors. */
async function memory() {
  if (!'memory'.includes(values.only)) return
  const [small, large] = [await memoryOf(1000, 60), await memoryOf(1000 + FURTHER, 120)] // the larger one makes hardly more looks a second
  add({ figure: 'memory of a hub with 1,000 HTTPS monitors', value: small * MEBI, unit: 'MB', goal: 200 })
  add({ figure: 'memory of each further one', value: ((large - small) * MEBI * 1000) / FURTHER, unit: 'kB', goal: 8 })
}

async function memoryOf(sites: number, interval: number): Promise<number> {
  const child = await start('hub.ts', { sites, intervalMs: interval * 1000, scheme: 'https', resumes: false })
  await rest((interval + 15) * 1000)
  const held = residentMiB(child.pid!)
  await end(child)
  return held
}
