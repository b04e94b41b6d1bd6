import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readKept, writeKept } from '../../../bench/prove/kept-tally.ts'
import { commitNow, sumOfRooms } from '../../../bench/prove/rooms.ts'
import { CELLS, sayCoverage } from './coverage.ts'
import type { Sum } from './sum-up.ts'

const FILE = fileURLToPath(new URL('../../../docs/guarantees/simulate.json', import.meta.url))
const ADDED = ['stories', 'hours', 'decisions', 'changes', 'incidents', 'storedStories', 'storedDecisions', 'evaluated'] as const

const Kept = z.object({
  rooms: z.string(), // sum of domain/ and engine/: when they change, the hours begin anew
  commit: z.string(), // of the last run
  firstSeed: z.number(),
  nextSeed: z.number(),
  counts: z.record(z.enum(ADDED), z.number()),
  pairs: z.string(),
  cells: z.string(),
  judged: z.array(z.string()), // invariants
  cpuSeconds: z.number(),
  lastAt: z.string(),
  breaches: z.array(z.object({ seed: z.number(), words: z.array(z.string()) })),
  unreachedPairs: z.array(z.string()),
  unreachedCells: z.array(z.string()),
})

/** The hours of all runs with `--keep` so far. */
export type Tally = z.infer<typeof Kept>

/** What is kept, or nothing yet where there is nothing or the rooms have changed since; seeds are never used twice. */
export function readTally(): Tally {
  const rooms = sumOfRooms('domain', 'engine')
  const kept = readKept(FILE, Kept)
  if (kept?.rooms === rooms) return kept
  const nextSeed = kept?.nextSeed ?? 1
  const counts = Object.fromEntries(ADDED.map((figure) => [figure, 0])) as Tally['counts']
  const unreachedPairs = [...new Set(CELLS.map((cell) => cell.split(' ').slice(0, 2).join(' ')))]
  return {
    ...{ rooms, commit: '', firstSeed: nextSeed, nextSeed, counts, pairs: '', cells: '', judged: [], cpuSeconds: 0, lastAt: '' },
    ...{ breaches: [], unreachedPairs, unreachedCells: [...CELLS] },
  }
}

/** What was kept before, with what this run has found so far. */
export function withRun(before: Tally, found: Sum, nextSeed: number): Tally {
  const unreachedPairs = before.unreachedPairs.filter((pair) => found.unreachedPairs.includes(pair))
  const missed = new Set(found.unreachedCells)
  const unreachedCells = before.unreachedCells.filter((cell) => missed.has(cell))
  return {
    ...{ rooms: before.rooms, commit: commitNow(), firstSeed: before.firstSeed, nextSeed },
    counts: Object.fromEntries(ADDED.map((figure) => [figure, before.counts[figure] + found[figure]])) as Tally['counts'],
    ...sayCoverage({ unreachedPairs, unreachedCells }),
    judged: [...new Set([...before.judged, ...found.judged])].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    cpuSeconds: Math.round(before.cpuSeconds + found.cpuSeconds),
    lastAt: new Date().toISOString(),
    breaches: [...before.breaches, ...found.broken.map(({ seed, words }) => ({ seed, words: [...words] }))],
    ...{ unreachedPairs, unreachedCells },
  }
}

/** Keeps it for the next run. */
export function keepTally(tally: Tally) {
  writeKept(FILE, tally)
}
