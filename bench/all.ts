import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { inMarkdown } from './figure.ts'
import type { Figure } from './figure.ts'
import { peers } from './peers.ts'

/**
 * Every figure of what a check and a fleet cost, one bench after the other, each beside its baseline in the same run. Each is an npm script of its own
 * that prints a list of figures with `--json`. `--json` prints one list of all, `--quick` runs less of each, `--only NAME` one of them.
 */
const BENCHES: readonly (readonly [script: string, quick: readonly string[]])[] = [
  ['bench:checks', ['--quick']],
  ['bench:schedule', ['--quick']],
  ['bench:storage', ['--quick']],
  ['bench:overload', ['--sites', '1000', '--seconds', '10']],
  ['bench:verdict', ['--each', '5', '--interval', '5']],
  ['restarts', ['--restarts', '20']],
  ['bench:storm', ['--sites', '1000', '--interval', '20']],
  ['bench:claims', ['--quick']],
  ['bench:start', ['--quick']],
]
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const root = fileURLToPath(new URL('..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> }
const tell = (line: string) => process.stderr.write(`${line}\n`)

/** Runs one bench; null when it is not there or broke off. */
async function run(name: string, quick: readonly string[]): Promise<Figure[] | null> {
  const script = scripts[name]
  if (script === undefined) return null
  const words = [...script.split(' ').slice(1), '--json', ...(values.quick ? quick : [])] // all are `node …`
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece))
  await once(child, 'close')
  try {
    const figures = JSON.parse(said) as unknown
    return Array.isArray(figures) ? (figures as Figure[]) : null
  } catch {
    return null
  }
}

const figures: Figure[] = []
const missing: string[] = []
for (const [name, quick] of BENCHES.filter(([one]) => one.includes(values.only))) {
  tell(`\n== ${name}`)
  const began = performance.now()
  const found = await run(name, quick)
  if (found === null) missing.push(name)
  else figures.push(...found)
  tell(
    `== ${name}: ${found === null ? 'no figures' : `${found.length} figures`} after ${((performance.now() - began) / 1000).toFixed(0)} s`,
  )
}
const all = [...figures, ...peers()]
if (values.json) process.stdout.write(`${JSON.stringify(all)}\n`)
else {
  const load = loadavg().map((one) => one.toFixed(1)).join(', ') // prettier-ignore
  const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${machine}, load at the end ${load}\n\n${inMarkdown(all)}`)
}
for (const name of missing) tell(`${name} gave no figures`)
const failed = figures.filter(({ reached }) => reached === false)
for (const { figure, value, unit, asked } of failed) tell(`not reached: ${figure}: ${value} ${unit} (asked: ${asked})`)
process.exitCode = missing.length > 0 || failed.length > 0 ? 1 : 0
