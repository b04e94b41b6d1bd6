// Bundles the agent into agent/dist when that is missing or older than its sources, so that the hub has it to hand out.
// Built-ins only, so that it runs on the machine's own Node 20. A build that fails is said; the hub runs without.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builder, filesIn, isFresh } from '../is-fresh.mjs'

const agent = dirname(fileURLToPath(import.meta.url))
const sources = [
  ...[join(agent, 'src'), join(agent, '..', 'wire')].flatMap(filesIn),
  ...['bundle.mjs', 'package.json'].map((name) => join(agent, name)),
]

function build() {
  const { status } = spawnSync(builder(), [join(agent, 'bundle.mjs')], { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) process.stderr.write('The agent could not be bundled (see above); the hub runs, and has none to hand out.\n')
}

if (!isFresh(join(agent, 'dist', 'agent.mjs'), sources)) build()
