import { z } from 'zod'
import { readKept, writeKept } from './kept-tally.ts'
import type { Trial } from './crash-world.ts'
import { commitNow, sumOfRooms } from './rooms.ts'

const COUNTED = ['kills', 'incidents', 'events', 'mails', 'posts', 'pages', 'uncertain'] as const
const LARGEST = ['startMs', 'lateMs', 'flaggedMs'] as const

const KeptTally = z.object({
  rooms: z.string(), // sum of store/, engine/ and channels/: when they change, the trials begin anew
  commit: z.string(), // of the last trial
  firstSeed: z.number(),
  nextSeed: z.number(),
  trials: z.number(),
  failed: z.number(),
  counts: z.record(z.enum(COUNTED), z.number()),
  largest: z.record(z.enum(LARGEST), z.number()),
  seconds: z.number(), // that the trials took, side by side
  lastAt: z.string(),
  failures: z.array(z.object({ seed: z.number(), broken: z.string() })),
})

/** The crash trials of one database so far, as they are kept in docs/guarantees/. */
export type CrashTally = z.infer<typeof KeptTally>

const zero = <Key extends string>(keys: readonly Key[]) => Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>

const anew = (rooms: string, nextSeed: number): CrashTally => ({
  ...{ rooms, commit: '', firstSeed: nextSeed, nextSeed, trials: 0, failed: 0, counts: zero(COUNTED), largest: zero(LARGEST) },
  ...{ seconds: 0, lastAt: '', failures: [] },
})

/** Goes on with what is kept, or begins anew where there is nothing or the rooms have changed since; seeds are never used twice. */
export function readTally(file: string): CrashTally {
  const rooms = sumOfRooms('store', 'engine', 'channels')
  const kept = readKept(file, KeptTally)
  return kept?.rooms === rooms ? kept : anew(rooms, kept?.nextSeed ?? 1)
}

/** Adds a trial and writes the whole file anew beside itself, so that it is never half written. */
export function addTrial(file: string, tally: CrashTally, trial: Trial, seconds: number) {
  tally.commit = commitNow()
  tally.nextSeed = Math.max(tally.nextSeed, trial.seed + 1)
  tally.trials += 1
  for (const one of COUNTED) tally.counts[one] += trial[one]
  for (const one of LARGEST) tally.largest[one] = Math.max(tally.largest[one], Math.round(trial[one]))
  tally.seconds = Math.round((tally.seconds + seconds) * 10) / 10
  tally.lastAt = new Date().toISOString()
  if (trial.broken.length > 0) {
    tally.failed += 1
    tally.failures.push({ seed: trial.seed, broken: trial.broken.join(' | ').slice(0, 2000) })
  }
  writeKept(file, tally)
}
