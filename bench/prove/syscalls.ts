import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { startMailDouble } from '../../hub/src/network/smtp.double.ts'
import { eventsOf, foldEvents } from '../../hub/src/store/events.ts'
import { listIncidents } from '../../hub/src/store/incidents.ts'
import { listMessages } from '../../hub/src/store/outbox.ts'
import type { Message } from '../../hub/src/store/outbox.ts'
import { openStore } from '../../hub/src/store/store.ts'
import { SCENES } from './scenes.ts'
import { hasStrace, saidBeforeSynced } from './unsynced.ts'

// `npm run prove -- syscalls [--every K | --all] [--scene NAME] [--recovery] [--error EIO]`: kills a process at every write, fsync and send of twelve scenes (F2),
// lets the next one go on, and compares the end with that of a process that nobody killed. `--recovery` kills the next one as well (F3); with
// `--error` the call fails instead, once (F4, F5).

const DISK_CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate']
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename', 'write', 'writev', 'connect', 'sendto', 'sendmsg']
const SCENE = fileURLToPath(new URL('./scene.ts', import.meta.url))
const COMPILED = fileURLToPath(new URL('../../keep-compiled.mjs', import.meta.url))
const AT_ONCE = 2
const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    every: { type: 'string', default: '25' },
    all: { type: 'boolean', default: false },
    scene: { type: 'string' },
    recovery: { type: 'boolean', default: false },
    error: { type: 'string' },
    seed: { type: 'string', default: '0' },
  },
})
let trials = 0
const every = values.all ? 1 : Number(values.every)

if (!hasStrace()) {
  say('Skipped: there is no strace here (Debian: apt-get install strace).')
  process.exitCode = 1
} else process.exitCode = (await proveAll()) ? 0 : 1

type Point = { readonly call: string; readonly at: number }
type Ended = { readonly done: number; readonly isOver: boolean }

async function proveAll(): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), 'allclear-syscalls-'))
  const counts = { points: 0, kills: 0, broken: 0 }
  const began = Date.now()
  try {
    for (const name of Object.keys(SCENES).filter((one) => values.scene === undefined || one === values.scene)) {
      const scene = await prepare(home, name)
      const points = scene.points
        .filter(({ call }) => values.error === undefined || DISK_CALLS.includes(call))
        .filter((_, n) => n % every === Number(values.seed) % every)
      const broken = scene.early.map((line) => `said before it was on the disk: ${line}`)
      let kills = 0
      const left = [...points]
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let point = left.shift(); point; point = left.shift()) {
            const found = await kill(scene, point)
            kills += found.kills
            broken.push(...found.broken.map((one) => `${point.call} ${point.at}: ${one}`))
          }
        }),
      )
      say(
        `${broken.length === 0 ? 'ok    ' : 'not ok'} ${name}: ${points.length} of ${scene.points.length} points, ${kills} kills${broken.map((one) => `\n       ${one}`).join('')}`,
      )
      counts.points += points.length
      counts.kills += kills
      counts.broken += broken.length
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  say(`${counts.points} points, ${counts.kills} kills, ${counts.broken} broken, in ${seconds} s`)
  return counts.broken === 0 && counts.points > 0
}

/** The sinks of one trial: what they took, by the name that we gave it. */
async function openSinks(isUncertain: boolean) {
  const dots: string[] = []
  const mail = await startMailDouble({
    dot: (raw) => {
      dots.push(/^Message-ID: (<.*>)/im.exec(raw)?.[1] ?? raw)
      return isUncertain && /^To:.*bo@/m.test(raw) ? 'reset' : '250 2.0.0 queued'
    },
  })
  const slack = await startHttpDouble((_, n) => ({ body: { ok: true, ts: `1.${n}` } }))
  const ports = [String(mail.port), new URL(slack.url).port] as const
  return { dots, posts: slack.heard, ports, close: () => Promise.all([mail.close(), slack.close()]) }
}
type Sinks = Awaited<ReturnType<typeof openSinks>>

/** One life of the scene, under strace where it is told what to trace; gives how many deeds it has said to be in the books. */
async function live(
  name: string,
  directory: string,
  sinks: Sinks,
  part: string,
  from: number,
  tracing?: readonly string[],
): Promise<Ended> {
  const words = ['--import', COMPILED, SCENE, name, directory, ...sinks.ports, part, String(from)]
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', tracing && values.error ? 'ignore' : 'inherit'] })
  const ended = Promise.all([text(child.stdout), once(child, 'exit')])
  if (tracing) await attach(child.pid!, tracing)
  child.stdin.on('error', () => {}).end('go\n')
  const [said] = await ended
  return { done: from + [...said.matchAll(/^done/gm)].length, isOver: said.includes('ended') }
}

// The main thread alone writes and sends; it waits for our word until strace is there.
async function attach(pid: number, tracing: readonly string[]) {
  const strace = spawn('strace', ['-p', String(pid), ...tracing], { stdio: ['ignore', 'ignore', 'pipe'] })
  const refused = once(strace, 'exit').then(() => Promise.reject(new Error('strace could not attach')))
  refused.catch(() => undefined)
  await Promise.race([once(strace.stderr, 'data'), refused])
}

function killingAt({ call, at }: Point): string[] {
  const what = values.error === undefined ? 'signal=KILL' : `error=${values.error}`
  return ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${at}`]
}

type Scene = {
  readonly name: string
  readonly home: string
  readonly start: string
  readonly points: readonly Point[]
  readonly end: End
  readonly early: readonly string[]
}

/** Lives through what comes before, once in peace to the end, and counts the calls of the main thread, which alone writes and sends. */
async function prepare(home: string, name: string): Promise<Scene> {
  const { isUncertain = false, before } = SCENES[name]!
  const start = join(home, name, 'start')
  mkdirSync(start, { recursive: true })
  const early = await openSinks(isUncertain)
  if (before.length > 0) await live(name, start, early, 'before', 0)
  await early.close()
  const [peace, counted] = [join(home, name, 'peace'), join(home, name, 'counted')]
  for (const copy of [peace, counted]) cpSync(start, copy, { recursive: true })
  const sinks = await openSinks(false)
  await live(name, peace, sinks, 'rest', 0)
  const end = await endOf(peace, sinks)
  await sinks.close()
  const others = await openSinks(false)
  const log = join(home, `${name}.strace`)
  await live(name, counted, others, 'deeds', 0, ['-y', '-o', log, '-e', `trace=${CALLS.join(',')}`])
  await others.close()
  const calls = Map.groupBy(readFileSync(log, 'utf8').matchAll(/^(\w+)\(/gm), ([, call]) => call!)
  const points = [...calls].flatMap(([call, all]) => all.map((_, n) => ({ call, at: n + 1 })))
  return { name, home, start, points, end, early: saidBeforeSynced(log) }
}

async function kill({ name, home, start, end }: Scene, point: Point) {
  const directory = join(home, name, String(++trials))
  cpSync(start, directory, { recursive: true })
  const sinks = await openSinks(false)
  try {
    const first = await live(name, directory, sinks, 'deeds', 0, killingAt(point))
    const again = values.recovery ? await live(name, directory, sinks, 'deeds', first.done, killingAt(point)) : first
    const last = await live(name, directory, sinks, 'rest', again.done)
    const kills = [first, ...(values.recovery ? [again] : [])].filter(({ isOver }) => !isOver).length
    if (!last.isOver) return { kills, broken: ['the next process did not come to its end'] }
    return { kills, broken: compare(end, await endOf(directory, sinks)) }
  } finally {
    await sinks.close()
    await rm(directory, { recursive: true, force: true })
  }
}

type End = {
  readonly incidents: readonly string[]
  readonly messages: readonly Message[]
  readonly events: ReadonlySet<string>
  readonly dots: readonly string[]
  readonly posts: readonly string[]
  readonly faults: readonly string[]
  readonly restored: readonly string[] | null
}

/** What the books and the sinks hold when everything is over, and where the books contradict themselves. */
async function endOf(directory: string, { dots, posts }: Sinks): Promise<End> {
  const file = join(directory, 'allclear.sqlite')
  const faults: string[] = []
  const database = new DatabaseSync(file)
  const said = JSON.stringify(database.prepare('pragma integrity_check').all())
  database.close()
  if (said !== '[{"integrity_check":"ok"}]') faults.push(`the database is not whole: ${said}`)
  const store = await openStore({ file })
  const incidents = await listIncidents(store.db, { partner: null, limit: 100 })
  const events = new Set<string>()
  for (const { partner, number, incident } of incidents) {
    const told = await eventsOf(store.db, partner, number)
    if (told.some(({ seq }, n) => seq !== n + 1)) faults.push(`there is a gap in the events of ${number}`)
    if (!isDeepStrictEqual(foldEvents(told), incident)) faults.push(`the events of ${number} do not give the incident`)
    for (const { event } of told) events.add(`${number} ${event.type}${event.type === 'delivered' ? ` ${event.key}` : ''}`)
  }
  const messages = await listMessages(store.db, { limit: 1000 })
  await store.close()
  return {
    ...{
      incidents: incidents.map(
        ({ number, incident: { phase, diagnosis, outages } }) => `${number} ${phase} ${diagnosis?.cause} ${outages}`,
      ),
    },
    ...{ messages, events, dots, faults, restored: await restoredIn(directory) },
    posts: posts.map(({ body }) => (JSON.parse(body) as { text: string }).text.split('\n')[0]!.replaceAll('*', '')),
  }
}

async function restoredIn(directory: string): Promise<readonly string[] | null> {
  const file = join(directory, 'restored', 'allclear.sqlite')
  try {
    readFileSync(file)
  } catch {
    return null
  }
  const store = await openStore({ file })
  const messages = await listMessages(store.db, { limit: 1000 })
  await store.close()
  return messages.map(({ key, state, reason }) => `${key} ${state} ${reason}`).toSorted()
}

/** Where an end differs from that in peace in more than times, retries and what nobody can know. */
function compare(peace: End, end: End): string[] {
  const broken = [...end.faults]
  const differ = (what: string, one: unknown, other: unknown) => {
    if (!isDeepStrictEqual(one, other)) broken.push(`${what}: ${JSON.stringify(other)}, in peace ${JSON.stringify(one)}`)
  }
  const keys = ({ messages }: End) => messages.map(({ key }) => key).toSorted()
  differ('incidents', peace.incidents, end.incidents)
  differ('messages', keys(peace), keys(end))
  differ('restored', peace.restored, end.restored)
  for (const event of peace.events) if (!end.events.has(event)) broken.push(`lost: ${event}`)
  for (const message of end.messages) broken.push(...wrongWith(message, end, peace))
  return broken
}

function wrongWith(message: Message, end: End, peace: End): string[] {
  const { key, state, contract, recipient, messageId, subject } = message
  const before = peace.messages.find((one) => one.key === key)
  const isMail = recipient.channel === 'mail'
  const timesIn = ({ dots, posts }: End) => (isMail ? dots.filter((id) => id === messageId) : posts.filter((one) => one === subject)).length
  const [taken, inPeace] = [timesIn(end), timesIn(peace)]
  const isPage = contract === 'page'
  const isAsBefore = state === before?.state || (!isPage && before?.state === 'delivered' && state === 'uncertain')
  return [
    ...(isAsBefore ? [] : [`${key} is ${state}, in peace ${before?.state}`]),
    ...(!isPage && taken > inPeace ? [`${key} was taken ${taken} times, in peace ${inPeace}`] : []),
    ...(state === 'delivered' && taken < inPeace ? [`${key} is delivered and was taken ${taken} times`] : []),
  ]
}
