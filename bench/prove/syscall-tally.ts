import { z } from 'zod'
import { readKept, writeKept } from './kept-tally.ts'
import { commitNow, sumOfRooms } from './rooms.ts'

const KeptTally = z.object({
  rooms: z.string(), // sum of store/, engine/ and channels/: when they change, the points begin anew
  commit: z.string(), // of the last point
  scenes: z.record(z.string(), z.record(z.string(), z.object({ done: z.number(), of: z.number() }))), // by scene and system call
  points: z.number(),
  kills: z.number(),
  broken: z.number(),
  seconds: z.number(), // that the points took, side by side
  lastAt: z.string(),
  failures: z.array(z.object({ scene: z.string(), broken: z.string() })),
})

/** Up to which of its calls each scene was killed so far, as it is kept in docs/guarantees/. */
export type SyscallTally = z.infer<typeof KeptTally>

/** Goes on with what is kept, or begins anew where there is nothing or the rooms have changed since. */
export function readSyscallTally(file: string): SyscallTally {
  const rooms = sumOfRooms('store', 'engine', 'channels')
  const anew = { rooms, commit: '', scenes: {}, points: 0, kills: 0, broken: 0, seconds: 0, lastAt: '', failures: [] }
  const kept = readKept(file, KeptTally)
  return kept?.rooms === rooms ? kept : anew
}

/** What one part of a scene came to: the points up to the last of `points` of each call are done. */
export type Part = {
  readonly scene: string
  readonly points: readonly { readonly call: string; readonly at: number }[]
  readonly kills: number
  readonly broken: readonly string[]
  readonly seconds: number
}

/** Adds a part and keeps it for the next run. */
export function addPart(file: string, tally: SyscallTally, { scene, points, kills, broken, seconds }: Part) {
  for (const { call, at } of points) tally.scenes[scene]![call]!.done = at
  tally.commit = commitNow()
  tally.points += points.length
  tally.kills += kills
  tally.broken += broken.length
  tally.seconds = Math.round((tally.seconds + seconds) * 10) / 10
  tally.lastAt = new Date().toISOString()
  tally.failures.push(...broken.map((one) => ({ scene, broken: one.slice(0, 2000) })))
  writeKept(file, tally)
}
