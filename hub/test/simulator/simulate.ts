/**
 * `npm run simulate -- --hours 100000 --seed 1 [--stored 0.01] [--json] [--keep]`: the engine lives through stories drawn from seeds until that many hours of incidents
 * with at least ten decisions each have passed, on every core, and every moment is judged. With `--keep` it goes on where it stopped, and adds to what
 * docs/guarantees/simulate.json counts. Ctrl-C ends it early: it says what it did until then. `--story '…'` tells one story again. Exit status 1 when a law was broken.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { iso } from '../../src/domain/instant.ts'
import { sayCoverage } from './coverage.ts'
import { INVARIANTS } from './invariants.ts'
import { brokenBy, shrink } from './shrink.ts'
import { drawStory } from './draw.ts'
import { keepTally, readTally, withRun } from './simulate-tally.ts'
import { SHARED } from './shared.ts'
import type { Found, Part } from './simulate-worker.ts'
import { readStory, writeStory } from './story.ts'
import type { Story } from './story.ts'
import { sumUp } from './sum-up.ts'
import type { Sum } from './sum-up.ts'
import { tellStory } from './tell.ts'

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    story: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    stored: { type: 'string', default: '0.01' },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const SAYS_EVERY_MS = 10_000
const MOST_YOUNG_MB = 192 // most of what a story makes is gone by its end: the fewer times it is looked for, the less it costs

if (values.story !== undefined) process.exitCode = tellAgain(readStory(values.story))
else process.exitCode = await simulate(Number(values.hours), Number(values.stored))

async function simulate(hours: number, stored: number): Promise<number> {
  const kept = values.keep ? readTally() : null
  const from = kept?.nextSeed ?? Number(values.seed ?? 1)
  const shared = new Int32Array(new SharedArrayBuffer(4 * Object.keys(SHARED).length))
  const part: Part = { from, hours, storedEvery: stored > 0 ? Math.round(1 / stored) : 0, shared }
  const began = performance.now()
  const latest: Found[] = []
  const keep = () => kept && latest.length > 0 && keepTally(withRun(kept, sumUp(latest), from + shared[SHARED.taken]!))
  const says = setInterval(() => {
    sayProgress(hours, performance.now() - began, latest)
    keep()
  }, SAYS_EVERY_MS)
  process.once('SIGINT', () => void Atomics.store(shared, SHARED.stops, 1))
  process.once('SIGTERM', () => void Atomics.store(shared, SHARED.stops, 1))
  await Promise.all(Array.from({ length: Number(values.workers) }, (_, n) => run(part, (found) => (latest[n] = found))))
  clearInterval(says)
  keep()
  const found = sumUp(latest)
  const last = from + shared[SHARED.taken]! - 1
  sayFigures(
    figuresOf(found, { seeds: `${from} to ${last}`, isCutShort: found.hours < hours, seconds: (performance.now() - began) / 1000 }),
    found,
  )
  return found.broken.length === 0 ? 0 : 1
}

function figuresOf(found: Sum, { seeds, isCutShort, seconds }: { seeds: string; isCutShort: boolean; seconds: number }) {
  const per1000 = (cpuSeconds: number) => Math.round((cpuSeconds / found.hours) * 1e5) / 100
  return {
    seeds,
    ...(isCutShort ? { endedEarly: `${values.hours} hours were asked for` } : {}),
    stories: found.stories,
    hours: found.hours,
    decisions: found.decisions,
    changes: found.changes,
    incidents: found.incidents,
    storedStories: found.storedStories,
    storedDecisions: found.storedDecisions,
    ...sayCoverage(found),
    unreached: found.unreachedPairs,
    invariants: `${found.judged.length} of ${INVARIANTS.length} judged here, the others by named tests`,
    evaluated: found.evaluated,
    seconds: Math.round(seconds * 10) / 10,
    hoursPerSecond: Math.round(found.hours / seconds),
    cpuSecondsPer1000Hours: per1000(found.cpuSeconds),
    throughTheStore: per1000(found.storedCpuSeconds),
    breaches: found.broken.length,
  }
}

function sayFigures(figures: ReturnType<typeof figuresOf>, { asked, broken }: Sum) {
  if (values.json) return void process.stdout.write(`${JSON.stringify({ ...figures, asked: Object.fromEntries(asked), broken })}\n`)
  for (const [name, value] of Object.entries(figures))
    process.stdout.write(`${name.padEnd(24)} ${Array.isArray(value) ? value.join(', ') || 'none' : value}\n`)
  for (const { seed: failed, words } of broken.slice(0, 20)) sayBroken(failed, words)
}

function sayProgress(hours: number, ms: number, latest: readonly Found[]) {
  const lived = latest.reduce((sum, found) => sum + found.hours, 0)
  const breaches = latest.reduce((sum, { broken }) => sum + broken.length, 0)
  const left = lived === 0 ? '' : `, ${Math.ceil(((hours - lived) / lived) * (ms / 60_000))} min left`
  process.stderr.write(`${lived} of ${hours} hours, ${breaches} breaches${left}\n`)
}

function run(part: Part, finds: (found: Found) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('simulate-worker.ts', import.meta.url), {
      workerData: part,
      resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MB },
    })
    worker.on('message', finds)
    worker.once('exit', () => resolve())
    worker.once('error', reject)
  })
}

function sayBroken(seed: number, words: readonly string[]) {
  process.stdout.write(`\nseed ${seed}: ${words[0]}\n`)
  const law = brokenBy(drawStory(seed))
  if (law !== null) process.stdout.write(`  npm run simulate -- --story '${writeStory(shrink(drawStory(seed), law))}'\n`)
}

function tellAgain(story: Story): number {
  const { broken, world } = tellStory(story)
  const lines = world.lives.flatMap(({ incident, entries }) => entries.map((entry) => ({ id: incident.id, site: incident.site, entry })))
  for (const { id, site, entry } of lines.toSorted((a, b) => a.entry.at - b.entry.at)) {
    const { at, ...what } = entry
    process.stdout.write(`${iso(at)}  ${id} ${site}  ${JSON.stringify(what)}\n`)
  }
  for (const words of broken) process.stdout.write(`BROKEN  ${words}\n`)
  return broken.length === 0 ? 0 : 1
}
