import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { labEnvironment } from '@allclear/wire/lab.ts'
import type { LabReady } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { openTally } from '../hub/test/tally.ts'
import { reckon, untilSettled } from './crash-reckoning.ts'
import { dice } from '../hub/test/stories/dice.ts'
import { startHubProcess } from './hub-process.ts'
import type { HubProcess, Life } from './hub-process.ts'
import { startOutages } from './outages.ts'
import { spread } from './spread.ts'
import { openSlowLink } from './slow-link.ts'

// Fifty kills without warning in the midst of outages, each followed by a start; then the books are compared with what the others took.
const KILLS = 50
const QUICKENED = 60
const ANSWER_MS = 60 // how late the mail server and Slack answer
const LONGEST_LIFE_MS = 6000 // long enough for a verdict now and then
const AFTER_WORD_MS = 150 // half of the kills come this soon after a word to the mail server or to Slack
const SETTLE_MS = 90_000
const SLACK_MS = 5000
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
const roll = dice(seed)
process.stdout.write(`seed ${seed}\n`)
const lab = await startLabProcess()
const [mail, slack] = [await openSlowLink(portOf(lab.ready.smtp), ANSWER_MS), await openSlowLink(portOf(lab.ready.slack), ANSWER_MS)]
const ready: LabReady = {
  ...lab.ready,
  smtp: `smtp://127.0.0.1:${mail.port}`,
  slack: lab.ready.slack.replace(/:\d+/, `:${slack.port}`),
}
const env = { ...process.env, ...labEnvironment(ready), DATABASE_URL: '', LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' }
const data = await mkdtemp(join(tmpdir(), 'allclear-crash-'))
const lives: Life[] = []
const startedIn: number[] = []
const tally = openTally()

function portOf(url: string): number {
  return Number(new URL(url).port)
}

async function startHub(): Promise<HubProcess> {
  const hub = await startHubProcess(data, QUICKENED, env)
  startedIn.push(hub.tookMs / 1000)
  return hub
}

async function kill(hub: HubProcess) {
  if (roll.chance(0.5)) await rest(roll.upTo(LONGEST_LIFE_MS))
  else {
    await Promise.race([mail.spoken(), slack.spoken(), rest(LONGEST_LIFE_MS)])
    await rest(roll.upTo(AFTER_WORD_MS))
  }
  lives.push(await hub.end('SIGKILL'))
}

try {
  const outages = startOutages(lab)
  for (let n = 1; n <= KILLS; n++) {
    await kill(await startHub())
    if (n % 10 === 0) process.stdout.write(`${n} of ${KILLS} kills\n`)
  }
  const over = outages.stop()
  const last = await startHub()
  await over
  const place = { file: join(data, 'allclear.sqlite') }
  await untilSettled(place, SETTLE_MS)
  lives.push(await last.end('SIGTERM'))
  process.stdout.write(`${KILLS} kills; from the start of the process to listening: ${spread(startedIn, 's')}\n`)
  const { firstMails, posts } = await reckon(tally, {
    place,
    ready: lab.ready,
    lives,
    breaks: outages.breaks,
    slackMs: SLACK_MS,
    quickened: QUICKENED,
  })
  tally.claim('clients and partners were told of it', firstMails > 0 && posts > 0)
} finally {
  await lab.stop()
  await Promise.all([mail.close(), slack.close()])
  if (tally.close()) await rm(data, { recursive: true, force: true })
  else {
    process.stdout.write(`The data are kept in ${data}\n`)
    process.exitCode = 1
  }
}
