import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// `npm run prove -- slice`: a few crash trials whose tally is not kept, some system calls of four scenes, and mails that end ambiguously.

const PROVE = fileURLToPath(new URL('./prove.ts', import.meta.url))
const seed = String(Math.floor(Date.now() / 1000) % 100_000)
const temporary = mkdtempSync(join(tmpdir(), 'allclear-slice-'))
const RUNS = [
  ['crash', '--for', '8s', '--worlds', '2', '--seed', seed, '--tally', join(temporary, 'crash.json')],
  ...['opened', 'client-told', 'all-clear'].map((scene) => ['syscalls', '--scene', scene, '--every', '100', '--seed', seed]),
  ['ambiguous', '100', seed],
]
let isWell = true
for (const words of RUNS) {
  process.stdout.write(`== prove ${words.slice(0, 3).join(' ')}\n`)
  isWell =
    spawnSync(process.execPath, [...process.execArgv, PROVE, ...words], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0 && isWell
}
rmSync(temporary, { recursive: true, force: true })
process.exitCode = isWell ? 0 : 1
