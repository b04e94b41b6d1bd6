import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { dice } from '../../hub/test/stories/dice.ts'
import { openCrashWorld } from './crash-world.ts'
import type { Blow } from './crash-world.ts'
import { openPair } from './postgres-pair.ts'
import { startPostgres } from './throw-away-postgres.ts'

// `npm run prove -- blows stall|database|failover [--trials N] [--seed N]`: what strikes the hubs of a story is no kill: they stand still (F10), their
// database is restarted as after a crash again and again (F18), or it dies in the middle of a commit and its standby is promoted (F19).

const { positionals, values } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: { trials: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
})
const trials = Number(values.trials)
const first = Number(values.seed)
const LONGEST_STALL_MS = 20_000
const BETWEEN_RESTARTS_MS = [5000, 20_000] as const
const RESTARTS = 2
const say = (line: string) => void process.stdout.write(`${line}\n`)

const stall: Blow = {
  slackMs: LONGEST_STALL_MS + 5000,
  async strike(hubs, roll) {
    hubs[0]!.signal('SIGSTOP')
    await rest(roll.upTo(LONGEST_STALL_MS))
    hubs[0]!.signal('SIGCONT')
  },
}

const BLOWS: Readonly<Record<string, () => Promise<boolean>>> = {
  stall: () => inOneWorld({ url: null }, stall),
  async database() {
    await using server = await startPostgres('restarts')
    const [least, most] = BETWEEN_RESTARTS_MS
    const restarts: Blow = {
      slackMs: 60_000,
      async strike(_, roll) {
        for (let n = 0; n < RESTARTS; n++) {
          await server.restart()
          await rest(least + roll.upTo(most - least))
        }
      },
    }
    return await inOneWorld({ url: await server.database('world') }, restarts)
  },
  async failover() {
    let isWell = true
    for (let n = 0; n < trials; n++) {
      await using pair = await openPair(dice(first + n))
      isWell = (await inOneWorld({ url: pair.url }, { slackMs: 60_000, strike: () => pair.failOver() }, 1, first + n)) && isWell
      say(pair.said())
    }
    return isWell
  },
}

async function inOneWorld(where: { readonly url: string | null }, blow: Blow, times = trials, seed = first): Promise<boolean> {
  const world = await openCrashWorld(where)
  for (let n = 0; n < times; n++) {
    const { broken, incidents, mails, posts, pages, uncertain } = await world.trial(seed + n, blow)
    const found = `${incidents} incidents, ${mails} mails, ${posts} posts, ${pages} pages, ${uncertain} uncertain`
    say(`${broken.length === 0 ? 'ok    ' : 'not ok'} seed ${seed + n}: ${found}${broken.map((one) => `\n       ${one}`).join('')}`)
    if (broken.length === 0) continue
    await world.abandon()
    say(`The data are kept in ${world.data}`)
    return false
  }
  await world.close()
  return true
}

const run = BLOWS[positionals[0] ?? '']
if (!run) {
  process.stderr.write('Use: npm run prove -- blows stall|database|failover [--trials N]\n')
  process.exitCode = 2
} else process.exitCode = (await run()) ? 0 : 1
