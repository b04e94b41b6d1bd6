import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Fuzzed } from '../hub/test/fuzz/fuzz.ts'
import type { Order } from '../hub/test/fuzz/fuzz-worker.ts'
import { openTarget, TARGET_NAMES } from '../hub/test/fuzz/targets/index.ts'
import { dice } from '../hub/test/stories/dice.ts'

// npm run fuzz -- --for 60s [--seed N] [--only NAME] [--keep]: every reader of what others write meets what it should not. Ends with 1 when one of them did worse
// than to say what is wrong: it threw, never ended, took too long or too much memory. Each runs in a thread that is ended when it hangs.
// With `--keep` it goes on where it stopped, and adds to what docs/guarantees/fuzz.json counts; what fails is not counted.
const STILL_MS = 15_000 // at one input, before it is called endless
const MOST_MB = 512

const { values } = parseArgs({
  options: {
    for: { type: 'string', default: '60s' },
    seed: { type: 'string' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const TALLY = new URL('../docs/guarantees/fuzz.json', import.meta.url)
type Tally = Record<string, { readonly inputs: number; readonly nextSeed: number }>
const kept: Tally = values.keep ? JSON.parse(await readFile(TALLY, 'utf8').catch(() => '{}')) : {}
const unit = values.for.endsWith('m') ? 60_000 : 1000
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
const names = TARGET_NAMES.filter((name) => values.only === undefined || name === values.only)
if (names.length === 0) throw new Error(`there is no target ${values.only}; there are ${TARGET_NAMES.join(', ')}`)

process.stdout.write(`seed ${seed}\n${'target'.padEnd(22)}   inputs  a second  refused  slowest\n`)
const tally: Fuzzed[] = []
for (const name of names) {
  const fuzzed = await fuzzInThread(name, kept[name]?.nextSeed ?? seed, (Number.parseFloat(values.for) * unit) / names.length)
  tally.push(fuzzed)
  process.stdout.write(lineOf(fuzzed))
  if (!values.keep || fuzzed.wrong) continue
  const before = kept[name] ?? { inputs: 0, nextSeed: seed }
  kept[name] = { inputs: before.inputs + fuzzed.inputs, nextSeed: before.nextSeed + fuzzed.inputs }
  await writeFile(TALLY, `${JSON.stringify(kept, null, 2)}\n`)
}
const inputs = tally.reduce((sum, one) => sum + one.inputs, 0)
const wrong = tally.filter((one) => one.wrong !== null)
process.stdout.write(`${inputs} inputs for ${tally.length} readers; ${wrong.length === 0 ? 'each was read or refused with a reason' : `${wrong.length} of them failed`}\n`) // prettier-ignore
process.exitCode = wrong.length === 0 ? 0 : 1

async function fuzzInThread(name: string, seed: number, ms: number): Promise<Fuzzed> {
  const at = new Float64Array(new SharedArrayBuffer(8))
  const order: Order = { name, seed, ms, at }
  const worker = new Worker(new URL('../hub/test/fuzz/fuzz-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  })
  const { promise, resolve } = Promise.withResolvers<Fuzzed>()
  const fail = async (what: string) => {
    const stuck = at[0]! || seed
    const target = await openTarget(name)
    const shortest = target.draw(dice(stuck))
    await target[Symbol.asyncDispose]()
    const inputs = stuck - seed + 1
    resolve({ name, inputs, seconds: ms / 1000, slowestMs: STILL_MS, refused: 0, wrong: { seed: stuck, what, shortest } })
  }
  const before = { seed: -1, since: performance.now() }
  const watch = setInterval(() => {
    if (at[0] !== before.seed) Object.assign(before, { seed: at[0], since: performance.now() })
    else if (at[0] !== 0 && performance.now() - before.since > STILL_MS) void fail('it never ends')
  }, 500)
  worker.once('message', resolve)
  worker.once('error', (error) => void fail(String(error)))
  const fuzzed = await promise
  clearInterval(watch)
  await worker.terminate()
  return fuzzed
}

function lineOf({ name, inputs, seconds, refused, slowestMs, wrong }: Fuzzed): string {
  const figures = [inputs, Math.round(inputs / seconds), refused].map((figure) => String(figure).padStart(9)).join('')
  const line = `${name.padEnd(22)}${figures} ${String(slowestMs).padStart(5)} ms\n`
  if (!wrong) return line
  const input = wrong.shortest.length > 2000 ? `${wrong.shortest.slice(0, 2000)}…` : wrong.shortest
  return `${line}  seed ${wrong.seed}, ${wrong.shortest.length} characters: ${JSON.stringify(input)}\n  ${wrong.what}\n`
}
