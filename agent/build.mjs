// Bundles the agent into agent/dist when that is missing or older than its sources, so that the hub has it to hand out.
// Built-ins only, so that it runs on the machine's own Node 20. A build that fails is said; the hub runs without.
// With `--executable FILE` it then makes a program of it that brings its own Node, for hosts that have none.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builder, filesIn, isFresh } from '../is-fresh.mjs'

const agent = dirname(fileURLToPath(import.meta.url))
const sources = [
  ...[join(agent, 'src'), join(agent, '..', 'wire')].flatMap(filesIn),
  ...['bundle.mjs', 'package.json'].map((name) => join(agent, name)),
]
const run = (...words) => spawnSync(builder(), words, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status

function build() {
  if (run(join(agent, 'bundle.mjs')) !== 0)
    process.stderr.write('The agent could not be bundled (see above); the hub runs, and has none to hand out.\n')
}

if (!isFresh(join(agent, 'dist', 'agent.mjs'), sources)) build()
const at = process.argv.indexOf('--executable')
if (at > 0) process.exitCode = run(join(agent, 'executable.ts'), ...process.argv.slice(at + 1)) ?? 1
