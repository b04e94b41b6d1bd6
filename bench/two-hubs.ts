import { randomBytes } from 'node:crypto'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { dice } from '../hub/test/stories/dice.ts'
import { openToRead } from '../hub/src/store/store.ts'
import { openTally } from '../hub/test/tally.ts'
import { reckon, untilSettled } from './crash-reckoning.ts'
import { startHubProcess } from './hub-process.ts'
import type { HubProcess, Life } from './hub-process.ts'
import { openBalancer } from './balancer.ts'
import { startOutages } from './outages.ts'
import { startProbeProcess } from './probe-process.ts'
import type { ProbeProcess } from './probe-process.ts'
import { openSlowLink } from './slow-link.ts'
import { spread } from './spread.ts'
import { takeOver } from './take-over.ts'

// Two hubs on one PostgreSQL in the midst of outages. One of them is killed, or held up until the other has taken over and then let go on, or the
// database is restarted as after a crash; then the books are compared with what the others took. With `--probes` three probes at two other locations
// look as well, through a load balancer that sends each question to another hub, and are killed too. Arguments: seed, rounds.
const [SEED, ROUNDS = 20] = process.argv.slice(2).filter((word) => word !== '--probes').map(Number) // prettier-ignore
const WITH_PROBES = process.argv.includes('--probes')
const QUICKENED = 60
const ANSWER_MS = 60 // how late the mail server and Slack answer
const LONGEST_CALM_MS = 10_000
const AFTER_WORD_MS = 150 // half of the blows come this soon after a word to the mail server or to Slack
const HELD_UP_MS = 20_000 // longer than its leases last
const SETTLE_MS = 120_000
const SLACK_MS = 25_000 // a take-over, and a look after it
const TAKEN_OVER_MS = 15_000
const INTERVAL_MS = 2000 // of the lab's sites
const POSTGRES = fileURLToPath(new URL('../.ci/postgres', import.meta.url))

const seed = SEED ?? Date.now() % 1_000_000
const roll = dice(seed)
process.stdout.write(`seed ${seed}\n`)
await using ends = new AsyncDisposableStack()
const home = await mkdtemp(join(tmpdir(), 'allclear-two-hubs-'))
ends.defer(() => rm(home, { recursive: true, force: true }))
const postgres = async (verb: string) =>
  (await promisify(execFile)(POSTGRES, [verb], { env: { ...process.env, ALLCLEAR_TEST_POSTGRES: `${home}-postgres` } })).stdout.trim()
ends.defer(async () => void (await postgres('stop')))
const url = (await postgres('start')).split('\n').at(-1)!
const lab = await startLabProcess()
ends.defer(() => lab.stop())
const slowLink = async (address: string) => {
  const link = await openSlowLink(Number(new URL(address).port), ANSWER_MS)
  ends.defer(() => link.close())
  return link
}
const [mail, slack] = [await slowLink(lab.ready.smtp), await slowLink(lab.ready.slack)]
const behindLinks = { smtp: `smtp://127.0.0.1:${mail.port}`, slack: lab.ready.slack.replace(/:\d+/, `:${slack.port}`) }
const labEnv = labEnvironment({ ...lab.ready, ...behindLinks })
const env = {
  ...process.env,
  ...labEnv,
  DATABASE_URL: url,
  ALLCLEAR_MASTER_KEY: randomBytes(32).toString('hex'),
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
}
const lives: Life[] = []
const blows = { killed: 0, 'held up': 0, 'database restarted': 0, ...(WITH_PROBES ? { 'probe killed': 0 } : {}) }
const takenOver: number[] = []
const tally = openTally()

const start = (n: number) => startHubProcess(join(home, String(n)), QUICKENED, env)

async function untilTheBlow() {
  if (roll.chance(0.5)) return rest(roll.upTo(LONGEST_CALM_MS))
  await Promise.race([mail.spoken(), slack.spoken(), rest(LONGEST_CALM_MS)])
  await rest(roll.upTo(AFTER_WORD_MS))
}

async function killProbe() {
  blows['probe killed']! += 1
  const probe = roll.one(probes)
  await probe.kill()
  await noteTakeOver(probe.location, (holder) => holder === probe.id)
  await rest(roll.upTo(LONGEST_CALM_MS))
  probe.start()
}

async function noteTakeOver(location: string, isDead: (holder: string) => boolean) {
  const tookMs = await takeOver({ url }, location, isDead)
  if (tookMs !== null) takenOver.push(tookMs)
}

async function strike(hubs: HubProcess[]) {
  const n = roll.chance(0.5) ? 1 : 0
  if (WITH_PROBES && roll.chance(0.4)) await killProbe()
  else if (roll.chance(0.2)) {
    blows['database restarted'] += 1
    await postgres('restart')
  } else if (roll.chance(0.25)) {
    blows['held up'] += 1
    hubs[n]!.signal('SIGSTOP')
    await rest(HELD_UP_MS)
    hubs[n]!.signal('SIGCONT')
  } else {
    blows.killed += 1
    const { pid } = hubs[n]!
    lives.push(await hubs[n]!.end('SIGKILL'))
    await noteTakeOver('harbor', (holder) => holder.includes(`/${pid}/`))
    await rest(roll.upTo(LONGEST_CALM_MS)) // the other is alone for a while
    hubs[n] = await start(n)
  }
}

// What a location counted cannot be more than its share of the time had room for: nothing is looked at twice for long, and nothing told is heard twice.
async function reckonProbes(statuses: readonly (number | null)[]) {
  const passedMs = Date.now() - beganAt
  tally.claim('every probe told its last and went', statuses.every((status) => status === 0), statuses) // prettier-ignore
  process.stdout.write(`taken over after a death: ${spread(takenOver.map((ms) => ms / 1000), 's')}\n`) // prettier-ignore
  const late = takenOver.filter((ms) => ms > TAKEN_OVER_MS)
  tally.claim(`what ${takenOver.length} dead looked at was taken over within ${TAKEN_OVER_MS / 1000} s`, late.length === 0, late)
  const store = await openToRead({ url })
  try {
    const query = store.db
      .selectFrom('latency_hour')
      .select(['location', 'monitor'])
      .select((eb) => eb.fn.sum<number>('checks').as('checks'))
    const counted = await query.where('monitor', 'like', '%/http').groupBy(['location', 'monitor']).execute()
    const most = (passedMs / INTERVAL_MS) * 1.1
    const often = counted.filter(({ checks }) => Number(checks) > most)
    const places = [...new Set(counted.map(({ location }) => location))].toSorted()
    tally.claim(`${places.join(', ')} looked at no site more often than was planned`, often.length === 0, often)
    const states = (await store.db.selectFrom('probe').select(['location', 'body']).execute()).map(({ location, body }) => ({ location, lost: (JSON.parse(body) as { lost: number }).lost })) // prettier-ignore
    tally.claim('no probe lost a change or a failure', states.every(({ lost }) => lost === 0), states) // prettier-ignore
    const waiting = await store.db.selectFrom('heard_look').select('monitor').execute()
    tally.claim('everything that was heard of them is judged', waiting.length === 0, waiting)
  } finally {
    await store.close()
  }
}

const hubs: HubProcess[] = []
ends.defer(async () => {
  for (const hub of hubs) await hub.end('SIGKILL')
})
for (const n of [0, 1]) hubs[n] = await start(n)
const probes: ProbeProcess[] = []
ends.defer(async () => {
  for (const probe of probes) await probe.kill()
})
if (WITH_PROBES) {
  const balancer = await openBalancer(() => hubs.map(({ port }) => port))
  ends.defer(() => balancer.close())
  for (const [n, location] of ['vienna', 'vienna', 'oslo'].entries())
    probes.push(await startProbeProcess(join(home, `probe-${n}`), { location, url: balancer.url, hub: join(home, '0'), env }))
}
const beganAt = Date.now()
const outages = startOutages(lab, WITH_PROBES ? 2 : undefined) // of more at a time a probe of six sites says that it cannot see
for (let round = 1; round <= ROUNDS; round++) {
  await untilTheBlow()
  await strike(hubs)
  if (round % 5 === 0) process.stdout.write(`${round} of ${ROUNDS} blows\n`)
}
await outages.stop()
await untilSettled({ url }, SETTLE_MS)
const statuses = await Promise.all(probes.map((probe) => probe.end()))
for (const hub of hubs.splice(0)) lives.push(await hub.end('SIGTERM'))
if (WITH_PROBES) await reckonProbes(statuses)
const said = Object.entries(blows).map(([what, times]) => `${what} ${times} times`)
process.stdout.write(`Of two hubs on one PostgreSQL: ${said.join(', ')}.\n`)
const { firstMails, posts } = await reckon(tally, {
  place: { url },
  ready: lab.ready,
  lives,
  breaks: outages.breaks,
  slackMs: SLACK_MS,
  quickened: QUICKENED,
})
tally.claim('clients and partners were told of it', firstMails > 0 && posts > 0)
if (!tally.close()) process.exitCode = 1
