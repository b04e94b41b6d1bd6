// Installs and builds what is missing before a script runs: `npm ci` when the lockfile is not the one last installed whole, or the bundled Node is missing.
// Built-ins only, so that it runs on the machine's own Node 20; it writes to standard error alone, so that `--json` stays clean.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const note = join(root, 'node_modules', '.allclear-installed')
const turn = join(root, '.installing') // holds the process that installs or builds
const bundled = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

const isInstalled = () => existsSync(note) && readFileSync(note, 'utf8') === lock && (existsSync(bundled) || major(process.version) >= 26)

function npm(...words) {
  const npmItself = process.env.npm_execpath
  const [command, first] = npmItself?.endsWith('.js') ? [process.execPath, [npmItself]] : ['npm', []]
  const { status } = spawnSync(command, [...first, ...words], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  return status === 0
}

const major = (version) => Number(/^v?(\d+)/.exec(version ?? '')?.[1] ?? 0)
const versionOf = (node) => spawnSync(node, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).stdout?.trim()

function give(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(3)
}

/** One command at a time: two in a fresh clone would take away from each other what they install. */
async function takeTurn() {
  for (let isSaid = false; !mayBegin(); await new Promise((done) => setTimeout(done, 250))) {
    if (!isSaid)
      process.stderr.write('Waiting for another command that installs what is missing (if there is none, remove .installing) …\n')
    isSaid = true
  }
  process.on('exit', () => rmSync(turn, { force: true }))
}

function mayBegin() {
  try {
    writeFileSync(turn, String(process.pid), { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') return true // where nobody may write, nobody installs
    if (!isHeld()) rmSync(turn, { force: true })
    return false
  }
  return true
}

/** Whether the process that holds the turn still lives. */
function isHeld() {
  try {
    const pid = Number(readFileSync(turn, 'utf8'))
    return pid > 0 && pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM' // somebody else's
  }
}

await takeTurn()
if (!isInstalled()) {
  process.stderr.write('Installing what is missing (npm ci), once …\n')
  if (!npm('ci', '--include=dev', '--include=optional'))
    give('npm ci failed: see the lines above, mend what they name, and run the same command again.')
  // npm 10 links no `node` when several packages offer one, though only one fits this machine.
  if (!existsSync(bundled)) npm('rebuild', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`)
  const best = Math.max(existsSync(bundled) ? major(versionOf(bundled)) : 0, major(process.version))
  if (best < 26)
    give(
      `Allclear needs Node 26 and npm brought none for ${process.platform} ${process.arch}: install Node 26 or newer, then run the same command again.`,
    )
  writeFileSync(note, lock)
}

await import('./web/build.mjs')
await import('./agent/build.mjs')
