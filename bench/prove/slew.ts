import { globSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openCrashWorld } from './crash-world.ts'

// `npm run prove -- slew [RATE …]`: the clock of the hub runs slow or fast, by libfaketime, while what it waits with does not (F9): 500 ppm, as far as NTP
// slews a clock, and a hundred times as much. Nothing may be lost or doubled; beyond 500 ppm what depends on the sinks' clock is not judged.

const RATES = [0.9995, 1.0005, 1.05]
const AS_NTP = 0.00051
const BY_CLOCK = /before its time|within \d+ s of/
const say = (line: string) => void process.stdout.write(`${line}\n`)

const wished = process.argv.slice(3).map(Number)
const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1')
if (!library) say('Skipped: there is no libfaketime (Debian: apt-get install libfaketime).')
else for (const rate of wished.length > 0 ? wished : RATES) if (!(await live(library, rate))) process.exitCode = 1

async function live(preloaded: string, rate: number): Promise<boolean> {
  const file = join(tmpdir(), `allclear-slew-${process.pid}`)
  writeFileSync(file, `+0 x${rate}\n`)
  const faked = { LD_PRELOAD: preloaded, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  const world = await openCrashWorld({ env: faked })
  const { broken, incidents, mails, pages } = await world.trial(1, { slackMs: 15_000, strike: () => rest(0) })
  const wrong = broken.filter((one) => Math.abs(rate - 1) <= AS_NTP || !BY_CLOCK.test(one))
  say(`${wrong.length === 0 ? 'ok    ' : 'not ok'} a clock ${rate} times as fast: ${incidents} incidents, ${mails} mails, ${pages} pages`)
  for (const one of wrong) say(`       ${one}`)
  await (wrong.length === 0 ? world.close() : world.abandon())
  return wrong.length === 0
}
