import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { OUTAGES } from '../outages.ts'
import { startLabProcess } from '../../hub/src/cli/lab-process.ts'
import { listIncidents } from '../../hub/src/store/incidents.ts'
import { openToRead } from '../../hub/src/store/store.ts'
import { dice } from '../../hub/test/stories/dice.ts'
import type { Roll } from '../../hub/test/stories/dice.ts'
import { reckon, untilSettled } from '../crash-reckoning.ts'
import type { Reckoned } from '../crash-reckoning.ts'
import { killAtStart, startHubProcess } from '../hub-process.ts'
import type { HubProcess, Life } from '../hub-process.ts'
import { openSlowLink } from '../slow-link.ts'

const QUICKENED = 600 // 15 minutes are 1.5 s
const ANSWER_MS = 60 // how late the mail server and Slack answer
const STORY_MS = 6500 // an outage from its first failure to the all clear
const MOST_WORDS = 10 // to the mail server and to Slack in that time
const AFTER_WORD_MS = 150
const LONGEST_OUTAGE_MS = 4500 // from the verdict: beyond the 45 minutes, 4.5 s, at which the playbook tells everyone
const START_MS = 2000 // within this a start is killed
const SETTLE_MS = 240_000 // beyond the longest window of an all clear: a day, which is 144 s

/** One story with a kill in it, and what was found afterwards in all the books of its world; the counts are of this story alone. */
export type Trial = Reckoned & {
  readonly seed: number
  readonly kills: number
  readonly startMs: number // the slowest start after a kill
  readonly broken: readonly string[] // claims that did not hold
}

/** What strikes the hubs in a story instead of a kill, and how late a first mail to a client may come because of it. */
export type Blow = { readonly slackMs: number; strike(hubs: readonly HubProcess[], roll: Roll): Promise<unknown> }

/** A lab with its sinks, and the hubs that live and die over one database. `abandon` ends it and leaves its data for people. */
export type CrashWorld = {
  readonly data: string
  trial(seed: number, struck?: Blow): Promise<Trial>
  close(): Promise<void>
  abandon(): Promise<void>
}

/** Opens a world of one hub on SQLite, in `data` where it is given, or of two on the PostgreSQL at `url`. */
export async function openCrashWorld(given: {
  readonly url?: string | null
  readonly data?: string
  readonly env?: NodeJS.ProcessEnv
  readonly isFair?: (fault: string) => boolean // whether a site may fail so; any way when it is not given
}): Promise<CrashWorld> {
  const outages = OUTAGES.filter(([, fault]) => given.isFair?.(fault) ?? true)
  const { url = null, data = await mkdtemp(join(tmpdir(), 'allclear-prove-crash-')) } = given
  const lab = await startLabProcess()
  const portOf = (address: string) => Number(new URL(address).port)
  const [mail, slack] = [await openSlowLink(portOf(lab.ready.smtp), ANSWER_MS), await openSlowLink(portOf(lab.ready.slack), ANSWER_MS)]
  const behindLinks = { smtp: `smtp://127.0.0.1:${mail.port}`, slack: lab.ready.slack.replace(/:\d+/, `:${slack.port}`) }
  const labEnv = labEnvironment({ ...lab.ready, ...behindLinks })
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...given.env,
    ...labEnv,
    DATABASE_URL: url ?? '',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
  }
  if (url !== null) env.ALLCLEAR_MASTER_KEY = randomBytes(32).toString('hex') // of both hubs
  const place = url === null ? { file: join(data, '0', 'allclear.sqlite') } : { url }
  const lives: Life[] = []
  const breaks = new Map<string, number>()
  let before: Reckoned | null = null
  const directoryOf = (n: number) => join(data, String(n))
  const hubs: HubProcess[] = []
  for (const n of url === null ? [0] : [0, 1]) hubs[n] = await startHubProcess(directoryOf(n), QUICKENED, env)

  async function untilTheMoment(roll: Roll) {
    if (roll.chance(0.5)) return rest(roll.upTo(STORY_MS))
    const over = rest(STORY_MS)
    for (let words = 1 + roll.upTo(MOST_WORDS); words > 0; words--) await Promise.race([mail.spoken(), slack.spoken(), over])
    return rest(roll.upTo(AFTER_WORD_MS))
  }

  /** Kills a hub, or both, and starts it again; every fourth time that start is killed as well (F3). */
  async function kill(roll: Roll): Promise<Pick<Trial, 'kills' | 'startMs'>> {
    const struck = hubs.length === 1 ? [0] : roll.chance(0.3) ? [0, 1] : [roll.upTo(2)]
    const dyingAgain = roll.chance(0.25) ? roll.upTo(START_MS) : null
    await untilTheMoment(roll)
    lives.push(...(await Promise.all(struck.map((n) => hubs[n]!.end('SIGKILL')))))
    if (dyingAgain !== null) await killAtStart(directoryOf(struck[0]!), QUICKENED, env, dyingAgain)
    const started = await Promise.all(struck.map((n) => startHubProcess(directoryOf(n), QUICKENED, env)))
    for (const [at, n] of struck.entries()) hubs[n] = started[at]!
    return { kills: struck.length + (dyingAgain === null ? 0 : 1), startMs: Math.max(...started.map(({ tookMs }) => tookMs)) }
  }

  async function strikeOnce(blow: Blow, roll: Roll): Promise<Pick<Trial, 'kills' | 'startMs'>> {
    await untilTheMoment(roll)
    await blow.strike(hubs, roll)
    return { kills: 0, startMs: 0 }
  }

  async function isOpen(site: string): Promise<boolean> {
    const store = await openToRead(place)
    const open = await listIncidents(store.db, { partner: null, phases: ['open'], limit: 10 }).finally(() => store.close())
    return open.some(({ incident }) => incident.site === site)
  }

  async function outage([site, fault]: readonly [string, string], lastsMs: number) {
    await lab.order({ do: 'break', site, fault })
    breaks.set(site, (breaks.get(site) ?? 0) + 1)
    for (const until = Date.now() + SETTLE_MS; Date.now() < until && !(await isOpen(site).catch(() => false)); await rest(200)); // a database may be away
    await rest(lastsMs)
    await lab.order({ do: 'fix', site })
  }

  async function end() {
    await Promise.all(hubs.map((hub) => hub.end('SIGKILL')))
    await Promise.all([lab.stop(), mail.close(), slack.close()])
  }

  return {
    data,
    async trial(seed, blow) {
      const roll = dice(seed)
      const first = roll.upTo(outages.length)
      const others = roll.chance(0.5) ? [(first + 1 + roll.upTo(outages.length - 1)) % outages.length] : []
      const lasts = [first, ...others].map((n) => ({ outage: outages[n]!, ms: roll.upTo(LONGEST_OUTAGE_MS) }))
      const [struck] = await Promise.all([blow ? strikeOnce(blow, roll) : kill(roll), ...lasts.map((one) => outage(one.outage, one.ms))])
      await untilSettled(place, SETTLE_MS)
      const broken: string[] = []
      const claim = (sentence: string, holds: boolean, seen?: unknown) => {
        if (!holds) broken.push(seen === undefined ? sentence : `${sentence}: ${JSON.stringify(seen)}`)
        return holds
      }
      const living = hubs.map(({ from }): Life => ({ from, to: Infinity })).toSorted((a, b) => a.from - b.from)
      const slackMs = blow?.slackMs ?? (url === null ? 15_000 : 30_000) // on PostgreSQL the other takes over when the lease has ended
      const about = { place, ready: lab.ready, lives: [...lives, ...living], breaks, slackMs, quickened: QUICKENED, say: () => {} }
      const now = await reckon({ claim }, about)
      const since = before
      before = now
      return { seed, ...struck, ...now, ...newSince(since, now), broken }
    },
    abandon: end,
    async close() {
      await end()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const COUNTS = ['incidents', 'events', 'mails', 'posts', 'pages', 'firstMails', 'uncertain'] as const

const newSince = (before: Reckoned | null, now: Reckoned): Pick<Reckoned, (typeof COUNTS)[number]> =>
  Object.fromEntries(COUNTS.map((one) => [one, now[one] - (before?.[one] ?? 0)])) as Reckoned
