/**
 * `npm run simulate -- --hours 100000 --seed 1 [--stored 0.01] [--json]`: the engine lives through stories drawn from seeds until that many hours of incidents
 * with at least ten decisions each have passed, on every core, and every moment is judged. `--story '…'` tells one story again. Exit status 1 when a law was broken.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { iso } from '../../src/domain/instant.ts'
import { coverageOf } from './coverage.ts'
import { INVARIANTS, lawsOf } from './invariants.ts'
import { timesAsked } from './judges.ts'
import { brokenBy, shrink } from './shrink.ts'
import { drawStory } from './draw.ts'
import type { Found } from './simulate-worker.ts'
import { readStory, writeStory } from './story.ts'
import type { Story } from './story.ts'
import { tellStory } from './tell.ts'

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    story: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    stored: { type: 'string', default: '0.01' },
    json: { type: 'boolean', default: false },
  },
})

if (values.story !== undefined) process.exitCode = tellAgain(readStory(values.story))
else process.exitCode = await simulate()

async function simulate(): Promise<number> {
  const [hours, seed, workers, stored] = [values.hours, values.seed, values.workers, values.stored].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const began = performance.now()
  const all = await Promise.all(
    Array.from({ length: workers }, (_, n) =>
      run({ from: seed + n, step: workers, hours: hours / workers, storedEvery: stored > 0 ? Math.round(1 / stored) : 0 }),
    ),
  )
  const sum = (of: (found: Found) => number) => all.reduce((total, found) => total + of(found), 0)
  const asked = timesAsked(all.map(({ tally }) => tally))
  const cells = new Set(all.flatMap((found) => found.cells))
  const judged = INVARIANTS.filter(({ id }) => lawsOf(id).some((law) => (asked.get(law) ?? 0) > 0))
  const broken = all.flatMap((found) => found.broken)
  const seconds = (performance.now() - began) / 1000
  const per1000 = (cpuSeconds: number) => Math.round((cpuSeconds / sum((found) => found.hours)) * 1e5) / 100
  const figures = {
    seeds: `${seed} to ${Math.max(...all.map(({ last }) => last))}`,
    stories: sum(({ stories }) => stories),
    hours: sum((found) => found.hours),
    decisions: sum(({ decisions }) => decisions),
    changes: sum(({ changes }) => changes),
    incidents: sum(({ incidents }) => incidents),
    storedStories: sum((found) => found.storedStories),
    storedDecisions: sum((found) => found.storedDecisions),
    ...coverageOf(cells),
    invariants: `${judged.length} of ${INVARIANTS.length} judged here, the others by named tests`,
    evaluated: [...asked.values()].reduce((total, times) => total + times, 0),
    seconds: Math.round(seconds * 10) / 10,
    hoursPerSecond: Math.round(sum((found) => found.hours) / seconds),
    cpuSecondsPer1000Hours: per1000(sum(({ cpuSeconds }) => cpuSeconds)),
    throughTheStore: per1000(sum(({ storedCpuSeconds }) => storedCpuSeconds)),
    breaches: broken.length,
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, asked: Object.fromEntries(asked), broken })}\n`)
  else {
    for (const [name, value] of Object.entries(figures))
      process.stdout.write(`${name.padEnd(24)} ${Array.isArray(value) ? value.join(', ') || 'none' : value}\n`)
    for (const { seed: failed, words } of broken.slice(0, 20)) sayBroken(failed, words)
  }
  return broken.length === 0 ? 0 : 1
}

function run(part: { from: number; step: number; hours: number; storedEvery: number }): Promise<Found> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('simulate-worker.ts', import.meta.url), {
      workerData: part,
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    })
    worker.once('message', resolve)
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
