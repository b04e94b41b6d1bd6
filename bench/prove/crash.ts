import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { addTrial, readTally } from './crash-tally.ts'
import { openCrashWorld } from './crash-world.ts'
import type { CrashWorld } from './crash-world.ts'
import { readSpan } from './read-span.ts'
import { startPostgres } from './throw-away-postgres.ts'

// `npm run prove -- crash --for 20m [--on postgresql] [--worlds N] [--seed N] [--tally FILE]`: hubs with their probes are killed in the midst of stories,
// and after each story all books of its world are compared with what the sinks took. Goes on where the tally stopped; Ctrl-C ends it after the stories under way.

const TRIALS_A_WORLD = 20 // then its books are long, and a new one begins
const KEPT = fileURLToPath(new URL('../../docs/guarantees/', import.meta.url))
const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    for: { type: 'string', default: '1m' },
    on: { type: 'string', default: 'sqlite' },
    worlds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    tally: { type: 'string' },
  },
})
const file = values.tally ?? join(KEPT, `crash-${values.on}.json`)
mkdirSync(dirname(file), { recursive: true })
await using ends = new AsyncDisposableStack()
const server = values.on === 'postgresql' ? ends.use(await startPostgres('crash')) : null
const tally = readTally(file)
if (values.seed !== undefined) tally.nextSeed = Number(values.seed)
const before = { trials: tally.trials, failed: tally.failed }
const span = readSpan(values.for)
let until: number | null = null // the time counts from when the first world stands
let isOver = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isOver = true))
say(`${values.on}: ${tally.trials} trials so far, from seed ${tally.nextSeed} on for ${values.for}`)

let nextSeed = tally.nextSeed
const began = Date.now()
let countedUntil = began
await Promise.all(Array.from({ length: Number(values.worlds) }, (_, n) => liveThrough(n)))
const [trials, failed] = [tally.trials - before.trials, tally.failed - before.failed]
const each = (Date.now() - began) / 1000 / Math.max(1, trials)
const { counts, largest } = tally
say(`${trials} trials, one in ${each.toFixed(1)} s, ${failed} failed; with those before ${tally.trials} trials, ${tally.failed} failed`)
say(
  `${counts.kills} kills, ${counts.incidents} incidents, ${counts.events} events, ${counts.mails} mails, ${counts.posts} posts, ${counts.pages} pages`,
)
say(`${counts.uncertain} ambiguous ends, the latest shown ${(largest.flaggedMs / 1000).toFixed(1)} s after the death of its hub`)
say(
  `slowest start ${(largest.startMs / 1000).toFixed(1)} s; latest first mail to a client ${(largest.lateMs / 1000).toFixed(1)} s after its time or the start`,
)
if (failed > 0 || trials === 0) process.exitCode = 1

/** World after world until the time is over; one whose claims broke is left as it is, for people. */
async function liveThrough(n: number) {
  for (let life = 0; mayGoOn(); life++) {
    const url = server && (await server.database(`world_${n}_${life}`))
    const world = await openCrashWorld({ url })
    until ??= Date.now() + span
    if (await tryIn(world)) {
      await world.close()
      continue
    }
    if (server && url) await server.dump(url, join(world.data, 'database.sql')) // the server ends with this command
    say(`The data are kept in ${world.data}`)
  }
}

async function tryIn(world: CrashWorld): Promise<boolean> {
  for (let n = 0; n < TRIALS_A_WORLD && mayGoOn(); n++) {
    const trial = await world.trial(nextSeed++)
    const now = Date.now()
    addTrial(file, tally, trial, (now - countedUntil) / 1000)
    countedUntil = now
    if (tally.trials % 10 === 0) say(`${tally.trials} trials, ${tally.failed} failed`)
    if (trial.broken.length === 0) continue
    say(`seed ${trial.seed}: ${trial.broken.join('\n  ')}`)
    await world.abandon()
    return false
  }
  return true
}

function mayGoOn(): boolean {
  return !isOver && (until === null || Date.now() < until)
}
