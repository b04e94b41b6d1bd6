/**
 * `npm run planted [-- --only PATTERN] [--stories 300] [--part 1/4]`: plants each bug of the list in the engine, in memory, and lets the simulator live until
 * a law is broken. With `--part` every fourth bug is planted. Exit status 1 when one was not caught, or no longer fits the code.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { BUGS } from './bugs.ts'
import type { Bug } from './bugs.ts'
import type { Caught } from './planted-worker.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    part: { type: 'string', default: '1/1' },
    stories: { type: 'string', default: '300' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const SOURCE = new URL('../../../src/', import.meta.url)

const [part, parts] = values.part.split('/').map(Number) as [number, number]
const waiting = BUGS.filter(({ bug, file }, n) => n % parts === part - 1 && new RegExp(values.only).test(`${file} ${bug}`))
const misfits = waiting.filter(({ file, is }) => readFileSync(new URL(file, SOURCE), 'utf8').split(is).length !== 2)
for (const { file, bug } of misfits)
  process.stdout.write(`DOES NOT FIT  ${file}: ${bug}. What it replaces does not stand there exactly once.\n`)
const missed: Bug[] = []
let most = 0 // hours, of the bug that lived longest
const total = waiting.length
const began = performance.now()
const todo = waiting.filter((bug) => !misfits.includes(bug))
await Promise.all(Array.from({ length: Number(values.workers) }, plantNext))
const seconds = Math.round((performance.now() - began) / 1000)
const cpu = process.resourceUsage()
const cpuSeconds = Math.round((cpu.userCPUTime + cpu.systemCPUTime) / 1e6)
process.stdout.write(
  `${total - missed.length - misfits.length} of ${total} planted bugs were caught, in ${seconds} s and ${cpuSeconds} CPU seconds; the last of them after ${most} hours.\n`,
)
process.exitCode = missed.length + misfits.length === 0 ? 0 : 1

async function plantNext() {
  for (let bug = todo.shift(); bug; bug = todo.shift()) {
    const { law, hours, stories, words } = await plant(bug)
    if (law === null) missed.push(bug)
    most = Math.max(most, hours)
    const what = law === null ? `NOT CAUGHT in ${hours} hours` : `caught by ${law} after ${hours} hours (${stories} stories)`
    process.stdout.write(`${`${bug.file}: ${bug.bug}`.padEnd(100)} ${what}\n`)
    if (values.only && words) process.stdout.write(`  ${words}\n`)
  }
}

function plant(bug: Bug): Promise<Caught> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('planted-worker.ts', import.meta.url), {
      workerData: { bug, source: SOURCE.href, stories: Number(values.stories) },
    })
    worker.once('message', (caught: Caught) => void worker.terminate().then(() => resolve(caught)))
    worker.once('error', reject)
  })
}
