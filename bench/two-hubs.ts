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
import { openTally } from '../hub/test/tally.ts'
import { reckon, untilSettled } from './crash-reckoning.ts'
import { startHubProcess } from './hub-process.ts'
import type { HubProcess, Life } from './hub-process.ts'
import { startOutages } from './outages.ts'
import { openSlowLink } from './slow-link.ts'

// Two hubs on one PostgreSQL in the midst of outages. One of them is killed, or held up until the other has taken over and then let go on, or the
// database is restarted as after a crash; then the books are compared with what the others took. Arguments: seed, rounds.
const ROUNDS = Number(process.argv[3] ?? 20)
const QUICKENED = 60
const ANSWER_MS = 60 // how late the mail server and Slack answer
const LONGEST_CALM_MS = 10_000
const AFTER_WORD_MS = 150 // half of the blows come this soon after a word to the mail server or to Slack
const HELD_UP_MS = 20_000 // longer than its leases last
const SETTLE_MS = 120_000
const SLACK_MS = 25_000 // a take-over, and a look after it
const POSTGRES = fileURLToPath(new URL('../.ci/postgres', import.meta.url))

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
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
const env = { ...process.env, ...labEnv, DATABASE_URL: url, LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal' }
const lives: Life[] = []
const blows = { killed: 0, 'held up': 0, 'database restarted': 0 }
const tally = openTally()

const start = (n: number) => startHubProcess(join(home, String(n)), QUICKENED, env)

async function untilTheBlow() {
  if (roll.chance(0.5)) return rest(roll.upTo(LONGEST_CALM_MS))
  await Promise.race([mail.spoken(), slack.spoken(), rest(LONGEST_CALM_MS)])
  await rest(roll.upTo(AFTER_WORD_MS))
}

async function strike(hubs: HubProcess[]) {
  const n = roll.chance(0.5) ? 1 : 0
  if (roll.chance(0.2)) {
    blows['database restarted'] += 1
    await postgres('restart')
  } else if (roll.chance(0.25)) {
    blows['held up'] += 1
    hubs[n]!.signal('SIGSTOP')
    await rest(HELD_UP_MS)
    hubs[n]!.signal('SIGCONT')
  } else {
    blows.killed += 1
    lives.push(await hubs[n]!.end('SIGKILL'))
    await rest(roll.upTo(LONGEST_CALM_MS)) // the other is alone for a while
    hubs[n] = await start(n)
  }
}

const hubs: HubProcess[] = []
ends.defer(async () => {
  for (const hub of hubs) await hub.end('SIGKILL')
})
for (const n of [0, 1]) hubs[n] = await start(n)
const outages = startOutages(lab)
for (let round = 1; round <= ROUNDS; round++) {
  await untilTheBlow()
  await strike(hubs)
  if (round % 5 === 0) process.stdout.write(`${round} of ${ROUNDS} blows\n`)
}
await outages.stop()
await untilSettled({ url }, SETTLE_MS)
for (const hub of hubs.splice(0)) lives.push(await hub.end('SIGTERM'))
const said = Object.entries(blows).map(([what, times]) => `${what} ${times} times`)
process.stdout.write(`Of two hubs on one PostgreSQL: ${said.join(', ')}.\n`)
await reckon(tally, { place: { url }, ready: lab.ready, lives, breaks: outages.breaks, slackMs: SLACK_MS })
if (!tally.close()) process.exitCode = 1
