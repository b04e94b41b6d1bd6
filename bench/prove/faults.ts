import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { FAULTS } from './fault-table.ts'

// `npm run prove -- faults [F7 …] [--list]`: what brings about each fault of the catalogue, one after the other, with what each counted.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MOST_MS = 600_000
const say = (line: string) => void process.stdout.write(`${line}\n`)

const asked = process.argv.slice(3).filter((word) => word !== '--list')
const unknown = asked.filter((id) => !(id in FAULTS))
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: no such fault. See: npm run prove -- faults --list\n`)
  process.exitCode = 2
} else if (process.argv.includes('--list')) list()
else process.exitCode = (await runAll(asked.length > 0 ? asked : Object.keys(FAULTS))) ? 0 : 1

function list() {
  for (const [id, { says, runs, open }] of Object.entries(FAULTS))
    say([`${id.padEnd(4)} ${says}`, ...runs.map((one) => `       node ${one}`), ...(open ? [`       open: ${open}`] : [])].join('\n'))
}

async function runAll(ids: readonly string[]): Promise<boolean> {
  const temporary = await mkdtemp(join(tmpdir(), 'allclear-faults-'))
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const id of ids) {
    const { says, runs, open } = FAULTS[id]!
    say(`${id} ${says}${open ? ` (open: ${open})` : ''}`)
    for (const [n, line] of runs.entries()) {
      const { isWell, found } = await run(line.replace('TEMPORARY', join(temporary, `${id}-${n}.json`)))
      const isSkipped = /^Skipped/m.test(found) || /were not tried/.test(found)
      counts[isSkipped ? 'skipped' : isWell ? 'passed' : 'failed']++
      say(`  ${isSkipped ? 'skip  ' : isWell ? 'ok    ' : 'not ok'} node ${line}\n         ${found.replaceAll('\n', '\n         ')}`)
    }
  }
  await rm(temporary, { recursive: true, force: true })
  say(`${ids.length} faults: ${counts.passed} commands passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  return counts.failed === 0
}

/** Runs one command line; gives whether it ended well, and its counts: those of the test runner, or its last line. All of it where it failed. */
async function run(line: string): Promise<{ readonly isWell: boolean; readonly found: string }> {
  const words = line.split(' ').flatMap((word) => (word.includes('*') ? globSync(word, { cwd: ROOT }) : [word]))
  const child = spawn(process.execPath, ['--import', './keep-compiled.mjs', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MOST_MS,
  })
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const isWell = child.exitCode === 0
  if (!isWell) return { isWell, found: `${said}\n${wrong}`.trim().split('\n').slice(-40).join('\n') }
  const tests = [...said.matchAll(/^ℹ (pass|fail|skipped) (\d+)$/gm)].map(([, what, count]) => `${count} ${what}`)
  return { isWell, found: tests.length > 0 ? tests.join(', ') : (said.trim().split('\n').slice(-2).join('\n') ?? '') }
}
