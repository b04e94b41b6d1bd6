import { globSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openCrashWorld } from './crash-world.ts'
import type { Trial } from './crash-world.ts'

// `npm run prove -- clock [N]`: the clock of the hub jumps in the middle of a story, by libfaketime (F7). Nobody may hear anything twice, and
// nothing may be lost. What depends on the sinks' clock is not judged.

// Where the clock stands for a while, and then: forwards it stays, backwards it is mended. A story that began ahead of a clock that goes back waits.
const HOUR = 3600
const JUMPS = [
  { says: 'two hours ahead', during: 2 * HOUR, then: 2 * HOUR },
  { says: 'an hour back, and mended', during: HOUR, then: 2 * HOUR },
  { says: 'a day ahead', during: 26 * HOUR, then: 26 * HOUR },
  { says: 'ten seconds back, and mended', during: 26 * HOUR - 10, then: 26 * HOUR },
] as const
const AWAY_MS = 6000
const BY_CLOCK = /before its time|within \d+ s of/
const say = (line: string) => void process.stdout.write(`${line}\n`)
const trials = Number(process.argv[3] ?? 1)

const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1')
if (!library) say('Skipped: there is no libfaketime (Debian: apt-get install libfaketime).')
else process.exitCode = (await jump(library)) ? 0 : 1

async function jump(preloaded: string): Promise<boolean> {
  const file = join(tmpdir(), `allclear-clock-${process.pid}`)
  const set = (offset: number) => writeFileSync(file, `+${offset}\n`)
  set(0)
  const faked = { LD_PRELOAD: preloaded, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  const world = await openCrashWorld({ env: faked, isFair: (fault) => !fault.startsWith('certificate') }) // of certificates a wrong clock knows nothing, and says so
  let isWell = true
  for (let n = 0; n < trials * JUMPS.length && isWell; n++) {
    const { says, during, then } = JUMPS[n % JUMPS.length]!
    const trial: Trial = await world.trial(n + 1, {
      slackMs: 0,
      async strike() {
        set(during)
        await rest(AWAY_MS)
        set(then)
      },
    })
    const broken = trial.broken.filter((one) => !BY_CLOCK.test(one))
    isWell = broken.length === 0
    say(`${isWell ? 'ok    ' : 'not ok'} the clock: ${says}: ${trial.incidents} incidents, ${trial.mails} mails, ${trial.pages} pages`)
    for (const one of broken) say(`       ${one}`)
  }
  await (isWell ? world.close() : world.abandon())
  return isWell
}
