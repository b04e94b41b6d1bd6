import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { startMailDouble } from '../../hub/src/network/smtp.double.ts'
import { openToRead } from '../../hub/src/store/store.ts'
import type { Store } from '../../hub/src/store/store.ts'
import { wordsOfStart } from '../../hub/test/demonstration/demonstration.ts'
import { startPostgres } from '../prove/throw-away-postgres.ts'
import { endProgram } from './end-program.ts'
import type { Order } from './farm-words.ts'
import { say } from './figures.ts'
import { openFarm } from './open-farm.ts'

const TICKS = 100 // of CPU time, a second (proc(5))
const START_LIMIT_MS = 300_000 // a plan of 50,000 sites is read, checked and kept at the first start

/** A letter, post or push that reached somebody, and when. */
export type Arrival = { readonly at: number; readonly kind: 'mail' | 'slack' | 'push'; readonly subject: string; readonly text: string }

/** What a trial adds to the plan that every one of them has. */
export type Wanted = {
  readonly groups: number // servers of the farm
  readonly plan: Readonly<Record<string, unknown>>
  readonly on?: 'sqlite' | 'postgresql' // a throw-away one
}

export type World = AsyncDisposable & {
  readonly arrivals: readonly Arrival[]
  readonly hub: { readonly url: string; readonly token: string; readonly pid: number; cpuSeconds(): number }
  /** What is stored, read beside the hub that works on it. */
  readonly store: Store
  /** Has the farm do something; gives how many pages it has served. */
  order(order: Order): Promise<number>
}

/**
 * The hub as `npm start` runs it, as a process of its own, watching a farm on loopback; mail, Slack and push reach sinks in this process. Its plan
 * has one owner, ana, who is called by push.
 */
export async function openWorld({ groups, plan, on = 'sqlite' }: Wanted): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'allclear-storm-'))
  const arrivals: Arrival[] = []
  const arrived = (kind: Arrival['kind'], subject: string, text: string) => arrivals.push({ at: Date.now(), kind, subject, text })
  const farm = await openFarm(dir, groups)
  const mail = await startMailDouble({
    dot: (raw) => (arrived('mail', /^Subject: (.*)/im.exec(raw)?.[1] ?? '', raw), '250 2.0.0 queued'),
  })
  const slack = await startHttpDouble(({ body }, n) => (arrived('slack', '', body), { body: { ok: true, ts: `1.${n}` } }))
  const push = await startHttpDouble(
    ({ headers, body }) => (arrived('push', plainWords(String(headers.title)), body), { body: { id: 'p' } }),
  )
  const config = {
    operator: { name: 'Harbor Web Care', timezone: 'UTC', mail: 'noc@harbor.example' },
    people: { ana: { name: 'Ana', mail: 'ana@harbor.example', timezone: 'UTC', role: 'owner' } },
    escalation: [{ notify: 'ana', by: ['push'], wait: '15m' }],
    channels: {
      mail: { smtp: `smtp://127.0.0.1:${mail.port}` },
      slack: { api: slack.url, token: 'xoxb-trial', 'signing-secret': 'trial' },
      push: { ntfy: push.url },
    },
    network: farm.network,
    ...plan,
  }
  await writeFile(join(dir, 'allclear.yaml'), asYaml(config))
  const data = join(dir, 'data')
  const database = on === 'postgresql' ? await startPostgres('storm') : null
  const program = await startHub(join(dir, 'allclear.yaml'), data, database?.url ?? '')
  const note = JSON.parse(await readFile(join(data, 'hub.json'), 'utf8')) as { address: string; token: string }
  const store = await openToRead(database ?? { file: join(data, 'allclear.sqlite') })
  return {
    arrivals,
    store,
    hub: { url: note.address, token: note.token, pid: program.pid!, cpuSeconds: () => cpuOf(program) },
    order: farm.order,
    async [Symbol.asyncDispose]() {
      await store.close()
      await endProgram(program)
      await farm[Symbol.asyncDispose]()
      await database?.[Symbol.asyncDispose]()
      for (const sink of [mail, slack, push]) await sink.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** One line for each key and each site, without the quotes of plain words. */
function asYaml({ sites, ...config }: Readonly<Record<string, unknown>>): string {
  const flow = (value: unknown) =>
    JSON.stringify(value).replace(/"([a-z][\w.:/-]*)"(:?)/gi, (_, word: string, colon: string) => word + colon + (colon && ' '))
  const lines = Object.entries(config).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const ofSites = Object.entries(sites as object).map(([site, value]) => `  ${site}: ${flow(value)}`)
  return [...lines, 'sites:', ...ofSites, ''].join('\n')
}

/** Waits until so many sites were seen well. */
export async function untilWell({ store, hub }: World, sites: number) {
  for (let told = 0; ; await rest(1000)) {
    const row = await store.db
      .selectFrom('transition')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('state', '=', 'up')
      .executeTakeFirstOrThrow()
    if (Number(row.n) >= sites) return say(`all ${sites} sites are well; ${hub.cpuSeconds()} CPU seconds`)
    if (told++ % 10 === 0) say(`${Number(row.n)} of ${sites} sites were seen well`)
  }
}

// A header is ASCII; what is not is written after RFC 2047.
const plainWords = (header: string) =>
  header.replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, words: string) => Buffer.from(words, 'base64').toString())

async function startHub(config: string, data: string, database: string): Promise<ChildProcess> {
  const words = ['up', '--config', config, '--data', data, '--listen', '127.0.0.1:0', '--json']
  const env = { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'error', DATABASE_URL: database }
  const child = spawn(process.execPath, [...(await wordsOfStart()), ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const given = AbortSignal.timeout(START_LIMIT_MS)
  const ended = once(child, 'exit').then(([status]) => Promise.reject(new Error(`the hub ended at its start: ${status}`)))
  ended.catch(() => {})
  await Promise.race([once(child.stdout, 'data', { signal: given }), ended])
  child.stdout.resume()
  return child
}

function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
