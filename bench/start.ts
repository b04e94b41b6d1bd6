import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { startDemonstration, wordsOfStart } from '../hub/test/demonstration/demonstration.ts'
import { residentMiB } from '../hub/test/processes.ts'
import { printFigures } from './figure.ts'
import type { Figure } from './figure.ts'

const asJson = process.argv.includes('--json')
const TIMES = process.argv.includes('--quick') ? 2 : 5
const SETTLED_MS = 3000
const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))
const BARE = ['-e', 'process.stdout.write("\\n"); setTimeout(() => {}, 60_000)']

type Measure = { readonly ms: number; readonly mib: number }

/** From the birth of a process to its first line, and what it holds when it has been up for a while. */
async function measure(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Measure> {
  const began = performance.now()
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const ms = performance.now() - began
  await rest(SETTLED_MS)
  const mib = residentMiB(child.pid!)
  child.kill('SIGTERM')
  await ended
  return { ms, mib }
}

async function measureHub(env: NodeJS.ProcessEnv): Promise<Measure> {
  const data = await mkdtemp(join(tmpdir(), 'allclear-start-'))
  try {
    return await measure([...words, 'up', '--json', '--config', AGENCY, '--data', data, '--listen', '127.0.0.1:0'], env)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function measureDemonstration(): Promise<Measure> {
  const { pid, startedInMs, interrupt } = await startDemonstration()
  await rest(SETTLED_MS)
  const mib = residentMiB(pid)
  await interrupt()
  return { ms: startedInMs, mib }
}

/** What was measured of one program, the middle of it, beside a bare Node. */
function figuresOf(name: string, measures: readonly Measure[], bare: readonly Measure[]): Figure[] {
  const middle = (all: readonly Measure[], of: keyof Measure) =>
    all.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
  return [
    { figure: `start: ${name}, first line after`, value: middle(measures, 'ms') / 1000, unit: 's', baseline: middle(bare, 'ms') / 1000 },
    { figure: `start: ${name} holds`, value: middle(measures, 'mib'), unit: 'MiB', baseline: middle(bare, 'mib') },
  ]
}

const words = await wordsOfStart()
const lab = await startLabProcess()
const env = { ...process.env, ...labEnvironment(lab.ready), LOG_LEVEL: 'error' }
const [bare, hub, demonstration]: Measure[][] = [[], [], []]
for (let n = 0; n < TIMES; n++) {
  bare!.push(await measure(BARE, env))
  hub!.push(await measureHub(env))
}
await lab.stop()
for (let n = 0; n < TIMES; n++) demonstration!.push(await measureDemonstration())
printFigures(
  [...figuresOf('allclear up, six sites watched', hub!, bare!), ...figuresOf('allclear demo, the lab besides', demonstration!, bare!)],
  asJson,
)
