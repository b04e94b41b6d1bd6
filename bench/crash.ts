import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import type { LabReady } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { openTally } from '../hub/test/tally.ts'
import { reckon, settled } from './crash-reckoning.ts'
import { dice } from '../hub/test/stories/dice.ts'
import { spread } from './spread.ts'
import { openSlowLink } from './slow-link.ts'

// Fifty kills without warning in the midst of outages, each followed by a start; then the books are compared with what the others took.
const KILLS = 50
const QUICKENED = 60
const ANSWER_MS = 60 // how late the mail server and Slack answer
const LONGEST_LIFE_MS = 6000 // long enough for a verdict now and then
const AFTER_WORD_MS = 150 // half of the kills come this soon after a word to the mail server or to Slack
const OUTAGE_MS = 55_000 // beyond the 45 s at which the playbook tells everyone
const BETWEEN_MS = 8000
const SETTLE_MS = 90_000
const HUB = fileURLToPath(new URL('./crash-hub.ts', import.meta.url))
const OUTAGES = [
  ['cornerbakery.example', 'certificate-expired'],
  ['alpenhof.example', 'suspended'],
  ['fahrradwerk.example', 'server-stopped'],
  ['rosewood-dental.example', 'certificate-wrong-name'],
  ['tidepool-books.example', 'error-500'],
] as const

/** The hub was up from `from` until `to`. */
export type Life = { readonly from: number; readonly to: number }

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
const env = { ...process.env, ...labEnvironment(ready), LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' }
const data = await mkdtemp(join(tmpdir(), 'allclear-crash-'))
const lives: Life[] = []
const startedIn: number[] = []
const breaks = new Map<string, number>()
const tally = openTally()

function portOf(url: string): number {
  return Number(new URL(url).port)
}

async function startHub() {
  const began = performance.now()
  const child = fork(HUB, [data, String(QUICKENED)], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended.then(([status]) => Promise.reject(new Error(`the hub ended at its start: ${status}`)))])
  startedIn.push((performance.now() - began) / 1000)
  const from = Date.now()
  return async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    await ended
    lives.push({ from, to: Date.now() })
  }
}

let isOver = false
async function breakAgainAndAgain(site: string, fault: string, firstMs: number) {
  for (let waitMs = firstMs; !isOver; waitMs = BETWEEN_MS) {
    for (const until = Date.now() + waitMs; Date.now() < until && !isOver;) await rest(200)
    if (isOver) return
    await lab.order({ do: 'break', site, fault })
    breaks.set(site, (breaks.get(site) ?? 0) + 1)
    await rest(OUTAGE_MS)
    await lab.order({ do: 'fix', site })
    await rest(30_000) // past the window, so that the next one is an incident of its own
  }
}

async function kill(end: (signal: 'SIGKILL') => Promise<void>) {
  if (roll.chance(0.5)) await rest(roll.upTo(LONGEST_LIFE_MS))
  else {
    await Promise.race([mail.spoken(), slack.spoken(), rest(LONGEST_LIFE_MS)])
    await rest(roll.upTo(AFTER_WORD_MS))
  }
  await end('SIGKILL')
}

try {
  const breaking = OUTAGES.map(([site, fault], n) => breakAgainAndAgain(site, fault, 3000 + n * 4000))
  for (let n = 1; n <= KILLS; n++) {
    await kill(await startHub())
    if (n % 10 === 0) process.stdout.write(`${n} of ${KILLS} kills\n`)
  }
  isOver = true
  const end = await startHub()
  await Promise.all(breaking)
  const file = join(data, 'allclear.sqlite')
  const until = Date.now() + SETTLE_MS
  while (!settled(file) && Date.now() < until) await rest(500)
  await end('SIGTERM')
  process.stdout.write(`${KILLS} kills; from the start of the process to listening: ${spread(startedIn, 's')}\n`)
  await reckon(tally, { file, ready: lab.ready, lives, breaks })
} finally {
  await lab.stop()
  await Promise.all([mail.close(), slack.close()])
  if (tally.close()) await rm(data, { recursive: true, force: true })
  else {
    process.stdout.write(`The data are kept in ${data}\n`)
    process.exitCode = 1
  }
}
