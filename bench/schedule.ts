import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { residentMiB } from '../hub/test/processes.ts'
import { cpuOf, end, goingOf, openGround } from './checks/ground.ts'

/**
 * Whether so many HTTPS monitors are looked at when it is their time, on as many cores as there are: the share of the looks asked for that began within
 * 1 s, how late they began, what of the processors the looks took and what the farm that answers them, and which of the two was at its end. It counts from
 * one interval after the start, and says beside it how the start went. Beside it the same monitors with a timer each and Node's own client. `--monitors N`
 * and `--interval SECONDS` ask for less, `--seconds N` says how long is counted, `--quick` is a small run.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    monitors: { type: 'string' },
    interval: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const monitors = Number(values.monitors ?? (values.quick ? 2000 : 50_000))
const intervalMs = Number(values.interval ?? (values.quick ? 20 : 60)) * 1000
const seconds = Number(values.seconds ?? (values.quick ? 20 : 120))
const CORES = availableParallelism()
const FULL = 0.95 // of a processor
const WARM_UP_MS = 5000 // after everything has been looked at once: the programs have compiled their work by then

const ground = await openGround()
const tell = (line: string) => process.stderr.write(`${line}\n`)
const order = { sites: monitors, intervalMs, scheme: 'https', resumes: false } as const
const asked = (monitors / intervalMs) * 1000
tell(`${monitors} monitors each ${intervalMs / 1000} s: ${asked.toFixed(1)} looks a second on ${CORES} cores`)

const floorBefore = ground.floor().https
const ours = await run('probe.ts', true)
const plain = await run('plain.ts', false)
const floor = (floorBefore + ground.floor().https) / 2
ground.close()

const share = {
  figure: `schedule: share of looks within 1 s, ${monitors} HTTPS monitors each ${intervalMs / 1000} s`,
  ...{ value: ours.within, unit: '', asked: '≥ 0.999', reached: ours.within >= 0.999 },
  baseline: `a timer each and node:https: ${plain.within.toFixed(3)}`,
  ...{
    limit: ours.limit,
    split: ours.split,
    done_of_asked: ours.done,
    late_ms: ours.lateMs,
    missed: ours.missed,
    said_to_be_down: ours.wrong,
  },
  ...{ mebibytes: ours.mebibytes, warm_up: ours.warmUp },
}
const cost = (figure: string, value: number) => ({
  figure,
  value,
  unit: 'CPU-s for 1,000 looks',
  floor,
  ratio_to_floor: value / floor,
  asked: null,
})
const figures = [
  share,
  cost('schedule: what the looks take', ours.cpuPer1000),
  cost('schedule: what the farm takes', ours.farmPer1000),
  cost('schedule: what looks with a timer each and node:https take', plain.cpuPer1000),
]
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
else for (const { figure, value, ...more } of figures) process.stdout.write(`${figure}: ${value.toFixed(4)}  ${JSON.stringify(more)}\n`)
process.exitCode = share.reached ? 0 : 1

async function run(program: string, isOurs: boolean) {
  const child = await ground.start(program, { ...order, ...(isOurs ? { threads: 'by the load' } : {}) })
  const [began, start] = [performance.now(), await take(child)]
  await rest(intervalMs + WARM_UP_MS)
  const before = await take(child)
  const warmUp = {
    seconds: (before.at - began) / 1000,
    looks: before.looks,
    late: before.late,
    missed: before.missed,
    late_ms: before.lateMs,
  }
  tell(`${program}, not counted, ${warmUp.seconds.toFixed(0)} s from the start: ${rateOf(before, start)} looks/s, ${inWords(before)}`)
  await rest(seconds * 1000)
  const after = await take(child)
  const mebibytes = Math.round(residentMiB(child.pid!))
  await end(child)
  const took = (after.at - before.at) / 1000
  const split = {
    looks: (after.cpu - before.cpu) / took,
    farm: (after.farm - before.farm) / took,
    idle: (after.idle - before.idle) / took,
  }
  const seen = {
    within: (after.looks - after.late) / (after.looks + after.missed),
    done: after.looks / (asked * took),
    cpuPer1000: ((split.looks * took) / after.looks) * 1000,
    farmPer1000: ((split.farm * took) / after.looks) * 1000,
    limit: limitOf(split),
    ...{ split, warmUp, mebibytes, wrong: after.wrong, missed: after.missed, lateMs: after.lateMs },
  }
  tell(
    `${program}: ${rateOf(after, before)} looks/s, ${inWords(after)}; of ${CORES} processors ${split.looks.toFixed(2)} for the looks, ${split.farm.toFixed(2)} for the farm, ${split.idle.toFixed(2)} idle; ${seen.limit}`,
  )
  return seen
}

type Taken = Awaited<ReturnType<typeof take>>

function rateOf({ looks, at }: Taken, before: Taken): string {
  return (looks / ((at - before.at) / 1000)).toFixed(1)
}

function inWords({ looks, late, missed, lateMs: { median, p99, p999, worst } }: Taken): string {
  return `${late} of ${looks} late, ${missed} more missed; begun after ${median} ms (median), ${p99} ms (99 %), ${p999} ms (99.9 %), ${worst} ms (the last)`
}

async function take(child: ChildProcess) {
  const [going, farm] = [await goingOf(child), await ground.farm.count()]
  return { ...going, at: performance.now(), cpu: cpuOf(child), farm: farm.cpuSeconds, idle: idleSeconds() }
}

/** What was at its end, in words, by the processors that each took. */
function limitOf({ looks, farm, idle }: { readonly looks: number; readonly farm: number; readonly idle: number }): string {
  if (farm > FULL) return 'the farm is at its end: it has one processor for itself and needs more'
  if (idle > CORES * (1 - FULL)) return 'nothing is at its end'
  const others = CORES - idle - looks - farm
  if (others > CORES * 0.15) return `the machine is at its end, ${others.toFixed(2)} processors of it with other work`
  return `the machine is at its end: looks and farm take it whole, the farm ${Math.round((farm / (looks + farm)) * 100)} % of that`
}

// Of all processors since the start of the machine (proc(5)); waiting for a disk counts as idle.
function idleSeconds(): number {
  const [, , , , idle, waiting] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/)
  return (Number(idle) + Number(waiting)) / 100
}
