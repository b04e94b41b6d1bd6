import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { dice } from '../../hub/test/stories/dice.ts'
import { bundleScene } from './bundle-scene.ts'
import { cutPower, DISK_LOG } from './cut-power.ts'
import { readSpan } from './read-span.ts'
import { compareEnds, endOf } from './scene-end.ts'
import type { SceneEnd } from './scene-end.ts'
import { openSceneSinks } from './scene-sinks.ts'
import type { SceneSinks } from './scene-sinks.ts'
import { openScene, SCENES } from './scenes.ts'
import type { Deed } from './scenes.ts'
import { addPart, readSyscallTally } from './syscall-tally.ts'
import type { SyscallTally } from './syscall-tally.ts'
import { hasStrace, saidBeforeSynced } from './unsynced.ts'

// `npm run prove -- syscalls [--for 20m | --every K | --all] [--worlds N] [--scene NAME] [--recovery] [--power] [--error EIO] [--tally FILE]`: kills a process at every
// write, fsync and send of twelve scenes (F2), lets another go on, and compares the end with that of a scene in which nobody was killed. `--for` goes
// on where the tally stopped; Ctrl-C ends it after the points under way. `--recovery` kills the next one as well (F3); with `--error` the call fails instead, once (F4, F5),
// with `--power` what was not synced is gone, but for some sectors of it (F6).

const DISK_CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate']
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename', 'write', 'writev', 'connect', 'sendto', 'sendmsg']
const COMPILED = fileURLToPath(new URL('../../keep-compiled.mjs', import.meta.url))
const KEPT = fileURLToPath(new URL('../../docs/guarantees/syscalls.json', import.meta.url))
const PART = 40 // points after which the tally is written
const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    for: { type: 'string' },
    every: { type: 'string', default: '25' },
    all: { type: 'boolean', default: false },
    worlds: { type: 'string', default: '3' },
    scene: { type: 'string' },
    recovery: { type: 'boolean', default: false },
    power: { type: 'boolean', default: false },
    error: { type: 'string' },
    seed: { type: 'string', default: '0' },
    tally: { type: 'string', default: KEPT },
  },
})
const every = values.all ? 1 : Number(values.every)
const span = values.for === undefined ? null : readSpan(values.for)
if (span !== null && (values.all || values.recovery || values.power || values.error !== undefined))
  throw new Error('the tally of --for is of each point once, killed once: write it without --all, --recovery, --power and --error')
let trials = 0
let gone = 0 // bytes, when power failed
let isOver = false

if (!hasStrace()) {
  say('Skipped: there is no strace here (Debian: apt-get install strace).')
  process.exitCode = 1
} else process.exitCode = (await proveAll()) ? 0 : 1

type Point = { readonly call: string; readonly at: number }
type Found = { readonly kills: number; readonly broken: readonly string[] }
type Ended = { readonly done: number; readonly isOver: boolean }

async function proveAll(): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), 'allclear-syscalls-'))
  const program = join(home, 'scene.mjs')
  const tally = span === null ? null : readSyscallTally(values.tally)
  const counts = { points: 0, kills: 0, broken: 0 }
  const began = Date.now()
  if (tally) {
    say(`${tally.points} points so far, ${tally.broken} broken; on for ${values.for}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isOver = true))
    setTimeout(() => (isOver = true), span!).unref()
  }
  try {
    await bundleScene(program)
    for (const name of Object.keys(SCENES).filter((one) => values.scene === undefined || one === values.scene)) {
      if (isOver) break
      const scene = await prepare(home, program, name)
      const points = tally ? leftOf(scene, tally) : drawnOf(scene)
      const found = await goThrough(scene, points, tally)
      const { broken } = found
      say(
        `${broken.length === 0 ? 'ok    ' : 'not ok'} ${name}: ${found.points} of ${scene.points.length} points, ${found.kills} kills${broken.map((one) => `\n       ${one}`).join('')}`,
      )
      counts.points += found.points
      counts.kills += found.kills
      counts.broken += broken.length
      await rm(join(home, name), { recursive: true, force: true })
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  const lost = values.power ? ` ${gone} bytes gone,` : ''
  say(`${counts.points} points, ${counts.kills} kills,${lost} ${counts.broken} broken, in ${seconds} s`)
  if (tally) say(soFar(tally))
  return counts.broken === 0 && (counts.points > 0 || tally !== null)
}

function drawnOf({ points }: Scene): readonly Point[] {
  return points
    .filter(({ call }) => values.error === undefined || DISK_CALLS.includes(call))
    .filter((_, n) => n % every === Number(values.seed) % every)
}

/** The points that the tally does not have yet; how many there are is told by the scene as it is today. */
function leftOf({ name, points }: Scene, tally: SyscallTally): readonly Point[] {
  const before = tally.scenes[name] ?? {}
  const done = (call: string) => before[call]?.done ?? 0
  tally.scenes[name] = Object.fromEntries(
    [...Map.groupBy(points, ({ call }) => call)].map(([call, all]) => [call, { done: Math.min(done(call), all.length), of: all.length }]),
  )
  return points.filter(({ call, at }) => at > done(call))
}

function soFar({ scenes, points, kills, broken, seconds }: SyscallTally): string {
  const calls = Object.values(scenes).flatMap((scene) => Object.values(scene))
  const left = calls.reduce((sum, one) => sum + one.of - one.done, 0)
  const unseen = Object.keys(SCENES).length - Object.keys(scenes).length
  const rest = left + unseen === 0 ? 'that is all of them' : `${left} are left${unseen > 0 ? ` in these scenes, and ${unseen} scenes` : ''}`
  return `In all ${points} points, ${kills} kills, ${broken} broken, in ${seconds} s; ${rest}`
}

/** Kills at these points, some side by side, until the time is over; each part that is done goes into the tally. */
async function goThrough(scene: Scene, points: readonly Point[], tally: SyscallTally | null) {
  const early = scene.early.map((line) => `said before it was on the disk: ${line}`)
  const all = { points: 0, kills: 0, broken: early }
  for (let from = 0; from < points.length && !isOver; from += PART) {
    const began = Date.now()
    const part = points.slice(from, from + PART)
    const found = await goThroughPart(scene, part)
    const broken = [...(from === 0 ? early : []), ...found.broken]
    if (tally)
      addPart(values.tally, tally, { scene: scene.name, points: part, kills: found.kills, broken, seconds: (Date.now() - began) / 1000 })
    all.points += part.length
    all.kills += found.kills
    all.broken.push(...found.broken)
    if (from + PART < points.length)
      process.stderr.write(`${scene.name}: ${all.points} of ${points.length} points, ${all.broken.length} broken\n`)
  }
  return all
}

async function goThroughPart(scene: Scene, points: readonly Point[]): Promise<Found> {
  const left = [...points]
  const broken: string[] = []
  let kills = 0
  const goOn = async () => {
    for (let point = left.shift(); point; point = left.shift()) {
      const found = await kill(scene, point)
      kills += found.kills
      broken.push(...found.broken.map((one) => `${point.call} ${point.at}: ${one}`))
    }
  }
  await Promise.all(Array.from({ length: Number(values.worlds) }, goOn))
  return { kills, broken }
}

/** One life of the scene’s deeds in a process of its own, under strace; gives how many of them it has said to be in the books. */
async function live(
  { name, program }: Place,
  directory: string,
  sinks: SceneSinks,
  from: number,
  tracing: readonly string[],
): Promise<Ended> {
  const words = ['--import', COMPILED, program, name, directory, ...sinks.ports, String(from)]
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', values.error ? 'ignore' : 'inherit'] })
  const ended = Promise.all([text(child.stdout), once(child, 'exit')])
  await Promise.race([once(child.stdout, 'data'), ended]) // what is loaded until it is ready is no part of the scene
  const strace = await attach(child.pid!, tracing)
  child.stdin.on('error', () => {}).end('go\n')
  const [said] = await ended
  await strace.written // the log is whole
  return { done: from + [...said.matchAll(/^done/gm)].length, isOver: said.includes('ended') }
}

/** One life in this process, in peace: nothing of it outlasts the scene. With `isToTheEnd` time goes on afterwards until nothing waits any more. */
async function liveHere(directory: string, sinks: SceneSinks, deeds: readonly Deed[], from: number, isToTheEnd: boolean) {
  const scene = await openScene(directory, ...sinks.ports)
  try {
    await scene.live(deeds, from)
    if (isToTheEnd) await scene.rest()
  } finally {
    await scene.store.close()
  }
}

// The main thread alone writes and sends; it waits for our word until strace is there.
async function attach(pid: number, tracing: readonly string[]): Promise<{ readonly written: Promise<unknown> }> {
  const strace = spawn('strace', ['-p', String(pid), ...tracing], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  strace.stderr.setEncoding('utf8').on('data', (part: string) => (said += part))
  const written = once(strace, 'close')
  const refused = written.then(() => Promise.reject(new Error(`strace could not attach: ${said}`)))
  refused.catch(() => undefined)
  await Promise.race([once(strace.stderr, 'data'), refused])
  if (!/attached/.test(said)) await refused
  return { written }
}

function killingAt({ call, at }: Point, log: string | null): string[] {
  const what = values.error === undefined ? 'signal=KILL' : `error=${values.error}`
  const calls = log === null ? [call] : [...new Set([call, ...DISK_LOG.calls])]
  const written = log === null ? ['-o', '/dev/null'] : ['-o', log, ...DISK_LOG.words]
  return [...written, '-e', `trace=${calls.join(',')}`, '-e', `inject=${call}:${what}:when=${at}`]
}

type Place = { readonly name: string; readonly home: string; readonly program: string }
type Scene = Place & {
  readonly start: string
  readonly points: readonly Point[]
  readonly end: SceneEnd
  readonly early: readonly string[]
}

/** Lives through what comes before, once in peace to the end, and counts the calls of the main thread, which alone writes and sends. */
async function prepare(home: string, program: string, name: string): Promise<Scene> {
  const { isUncertain = false, before, deeds } = SCENES[name]!
  const place = { name, home: join(home, name), program }
  const [start, peace, counted] = ['start', 'peace', 'counted'].map((one) => join(place.home, one)) as [string, string, string]
  mkdirSync(start, { recursive: true })
  const early = await openSceneSinks(isUncertain)
  if (before.length > 0) await liveHere(start, early, before, 0, false)
  await early.close()
  for (const copy of [peace, counted]) cpSync(start, copy, { recursive: true })
  const sinks = await openSceneSinks(false)
  await liveHere(peace, sinks, deeds, 0, true)
  const end = await endOf(peace, sinks)
  await sinks.close()
  const others = await openSceneSinks(false)
  const log = join(place.home, 'strace')
  await live(place, counted, others, 0, ['-y', '-o', log, '-e', `trace=${CALLS.join(',')}`])
  await others.close()
  const calls = Map.groupBy(readFileSync(log, 'utf8').matchAll(/^(\w+)\(/gm), ([, call]) => call!)
  const points = [...calls].flatMap(([call, all]) => all.map((_, n) => ({ call, at: n + 1 })))
  return { ...place, start, points, end, early: saidBeforeSynced(log) }
}

async function kill(scene: Scene, point: Point): Promise<Found> {
  const directory = join(scene.home, String(++trials))
  cpSync(scene.start, directory, { recursive: true })
  const sinks = await openSceneSinks(false)
  try {
    const log = values.power ? `${directory}.strace` : null
    const first = await live(scene, directory, sinks, 0, killingAt(point, log))
    if (log !== null && !first.isOver) gone += cutPower(log, (path) => heldIn(join(scene.start, relative(directory, path))), dice(trials))
    const again = values.recovery ? await live(scene, directory, sinks, first.done, killingAt(point, null)) : first
    const kills = [first, ...(values.recovery ? [again] : [])].filter((one) => !one.isOver).length
    try {
      await liveHere(directory, sinks, SCENES[scene.name]!.deeds, again.done, true)
    } catch (error) {
      return { kills, broken: [`who went on did not come to the end: ${String(error)}`] }
    }
    return { kills, broken: compareEnds(scene.end, await endOf(directory, sinks)) }
  } finally {
    await sinks.close()
    await rm(directory, { recursive: true, force: true })
    await rm(`${directory}.strace`, { force: true })
  }
}

function heldIn(file: string): Buffer {
  return existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
}
