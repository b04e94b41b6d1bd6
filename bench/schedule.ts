import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { residentMiB } from '../hub/test/processes.ts'
import { cpuOf, end, goingOf, openGround } from './checks/ground.ts'

/**
 * Whether so many HTTPS monitors are looked at when it is their time, on as many cores as there are: the share of the looks asked for that began within
 * 1 s, what of the processors the looks took and what the farm that answers them, and which of the two was at its end. Beside it the same monitors
 * with a timer each and Node's own client. `--monitors N` and `--interval SECONDS` ask for less, `--seconds N` says how long is counted, `--quick` is a small run.
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
  ...{ limit: ours.limit, done_of_asked: ours.done, worst_late_ms: ours.worstMs, said_to_be_down: ours.wrong, mebibytes: ours.mebibytes },
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
  await rest(intervalMs + 5000) // everything has been looked at once, and the programs know their work by then
  const before = await take(child)
  await rest(seconds * 1000)
  const after = await take(child)
  const mebibytes = Math.round(residentMiB(child.pid!))
  await end(child)
  const took = (after.at - before.at) / 1000
  const [looks, late] = [after.looks - before.looks, after.late - before.late]
  const [us, farm] = [after.cpu - before.cpu, after.farm - before.farm]
  const idle = (after.idle - before.idle) / took
  const seen = {
    within: Math.min(1, (looks - late) / (asked * took)),
    done: looks / (asked * took),
    cpuPer1000: (us / looks) * 1000,
    farmPer1000: (farm / looks) * 1000,
    limit: limitOf({ us: us / took, farm: farm / took, idle }),
    ...{ wrong: after.wrong - before.wrong, worstMs: after.worstMs, mebibytes },
  }
  tell(
    `${program}: ${looks} looks, ${late} late; of ${CORES} processors ${(us / took).toFixed(2)} for the looks, ${(farm / took).toFixed(2)} for the farm, ${idle.toFixed(2)} idle; ${seen.limit}`,
  )
  return seen
}

async function take(child: ChildProcess) {
  const [going, farm] = [await goingOf(child), await ground.farm.count()]
  return { ...going, at: performance.now(), cpu: cpuOf(child), farm: farm.cpuSeconds, idle: idleSeconds() }
}

/** What was at its end, in words, by the processors that each took. */
function limitOf({ us, farm, idle }: { readonly us: number; readonly farm: number; readonly idle: number }): string {
  if (farm > FULL) return 'the farm is at its end: it has one processor for itself and needs more'
  if (idle > CORES * (1 - FULL)) return 'nothing is at its end'
  const others = CORES - idle - us - farm
  if (others > CORES * 0.15) return `the machine is at its end, ${others.toFixed(2)} processors of it with other work`
  return `the machine is at its end: looks and farm take it whole, the farm ${Math.round((farm / (us + farm)) * 100)} % of that`
}

// Of all processors since the start of the machine (proc(5)); waiting for a disk counts as idle.
function idleSeconds(): number {
  const [, , , , idle, waiting] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/)
  return (Number(idle) + Number(waiting)) / 100
}
