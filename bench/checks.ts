import { execFileSync, fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { foundAuthority } from '../lab/src/authority.ts'
import { residentMiB } from '../hub/test/processes.ts'
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
const FLOOR_CHECKS = 600
const TICKS = 100 // of CPU time, a second (proc(5))
const FLAGS = ['--max-semi-space-size=2', '--optimize-for-size'] // as `npm start` has them
const here = (name: string) => fileURLToPath(new URL(`./checks/${name}`, import.meta.url))

type Floor = { readonly https: number; readonly http: number }
type Figure = {
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly goal: number
  readonly [more: string]: unknown
}
type Farm = { readonly ports: Order['ports']; served(): Promise<number>; stop(): void }

const dir = mkdtempSync(join(tmpdir(), 'allclear-farm-'))
const ca = join(dir, 'ca.pem')
const authority = await foundAuthority()
writeFileSync(ca, authority.rootPem)
const floorProgram = buildFloor()
const farm = await startFarm()
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
  farm.stop()
  rmSync(dir, { recursive: true, force: true })
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

/** Runs one order and adds its cost; the goal is a ratio to the floor, for plain HTTP CPU seconds. */
async function costs(figure: string, program: string, order: Omit<Order, 'ports' | 'ca'>, goal: number) {
  if (!figure.includes(values.only)) return
  const before = floor()
  const child = await start(program, order)
  await warm(order.sites)
  const [served, cpu, began] = [await farm.served(), cpuOf(child), performance.now()]
  await rest(SECONDS * 1000)
  const looks = (await farm.served()) - served
  const cpuPer1000 = ((cpuOf(child) - cpu) / looks) * 1000
  const perSecond = looks / ((performance.now() - began) / 1000)
  const kept = program === 'probe.ts' ? await scheduleOf(child) : {}
  const mebibytes = Math.round(residentMiB(child.pid!))
  await end(child)
  const after = floor()
  const floorCpu = (before[order.scheme] + after[order.scheme]) / 2
  const ratio = cpuPer1000 / floorCpu
  const more = { cpu_s_per_1000: cpuPer1000, floor: floorCpu, ratio_to_floor: ratio, per_second: perSecond, mebibytes, ...kept }
  if (order.scheme === 'http') add({ figure, value: cpuPer1000, unit: 'CPU-s', goal, ...more })
  else add({ figure, value: ratio, unit: '× floor', goal, ...more })
}

// Until everything was looked at several times, the first load of a program is over, and a hub has taken down what it found at first.
async function warm(sites: number) {
  const from = await farm.served()
  for (let second = 0; second < 60; second++) {
    await rest(1000)
    if ((await farm.served()) - from > Math.max(2000, 3 * sites)) return
  }
}

async function scheduleOf(child: ChildProcess) {
  const asked = once(child, 'message')
  child.send('how goes it')
  const [{ looks, late, wrong, worstMs }] = (await asked) as [{ looks: number; late: number; wrong: number; worstMs: number }]
  return { within_1_s: 1 - late / looks, worst_late_ms: worstMs, said_to_be_down: wrong }
}

/** Both hubs look on the main thread, so that what a thread takes is not divided among monitors. */
async function memory() {
  if (!'memory'.includes(values.only)) return
  const [small, large] = [await memoryOf(1000), await memoryOf(2500)]
  add({ figure: 'memory of a hub with 1,000 HTTPS monitors', value: small, unit: 'MiB', goal: 200 })
  add({ figure: 'memory of each further one', value: ((large - small) * 1024) / 1500, unit: 'kB', goal: 8 })
}

async function memoryOf(sites: number): Promise<number> {
  const child = await start('hub.ts', { sites, intervalMs: 60_000, scheme: 'https', resumes: false })
  await rest(75_000)
  const held = residentMiB(child.pid!)
  await end(child)
  return held
}

async function start(program: string, order: Omit<Order, 'ports' | 'ca'>): Promise<ChildProcess> {
  const written = JSON.stringify({ ...order, ports: farm.ports, ca } satisfies Order)
  const env = { ...process.env, LOG_LEVEL: 'error' }
  const child = fork(here(program), [written], { execArgv: FLAGS, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(child, 'message')
  return child
}

async function end(child: ChildProcess) {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(timer)
}

function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

async function startFarm(): Promise<Farm> {
  const child = fork(here('farm.ts'))
  child.send(await authority.issue({ names: ['*.farm.test'] }))
  const [ports] = (await once(child, 'message')) as [Order['ports']]
  return {
    ports,
    async served() {
      const asked = once(child, 'message')
      child.send('how many')
      return ((await asked) as [{ served: number }])[0].served
    },
    stop: () => void child.kill(),
  }
}

/** Where there is no C compiler with OpenSSL the floor is a bare check of `node:tls`, some 15 % dearer. */
function buildFloor(): string | null {
  try {
    execFileSync('cc', ['-O2', '-o', join(dir, 'floor'), here('floor.c'), '-lssl', '-lcrypto'], { stdio: 'ignore' })
    return join(dir, 'floor')
  } catch {
    process.stderr.write('No C compiler with OpenSSL was found: the floor is a bare check of node:tls, some 15 % above that of C.\n')
    return null
  }
}

function floor(): Floor {
  const [program, words] = floorProgram === null ? [process.execPath, [here('floor.ts')]] : [floorProgram, []]
  const cost = (...more: string[]) => {
    const said = execFileSync(program, [...words, ...more], { encoding: 'utf8' })
    return (JSON.parse(said) as { cpuPer1000: number }).cpuPer1000
  }
  return {
    https: cost(String(farm.ports.https), String(FLOOR_CHECKS), ca, 'site-0.farm.test'),
    http: cost(String(farm.ports.http), String(FLOOR_CHECKS)),
  }
}
