import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Report } from '@allclear/wire/agent.ts'
import { openRing } from '../agent/src/ring.ts'

/**
 * The flight recorder under `kill -9` (MON-6): the agent is killed at `--times` random moments and started again, each time that `--boots` says
 * as if the machine had started anew. No record may be torn but the line under way, none may be missing for longer than an interval and the
 * start, each new boot must be told with the minutes before, and no number may come twice.
 */
const { values } = parseArgs({ options: { times: { type: 'string', default: '50' }, boots: { type: 'string', default: '5' } } })
const [times, everyBoot] = [Number(values.times), Number(values.boots)]
const bundle = fileURLToPath(new URL('../agent/dist/agent.mjs', import.meta.url))
const EVERY_MS = 200
const SLACK_MS = 2500 // for a start and a disk on a busy machine

const heard: Report[] = []
const server = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (more: string) => (text += more))
  request.on('end', () => {
    heard.push(JSON.parse(text) as Report)
    response.end(JSON.stringify({ number: heard.length, orders: [] }))
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

const state = mkdtempSync(join(tmpdir(), 'allclear-agent-'))
const proc = join(state, 'proc')
// The kernel's own files, but for the name of the boot.
mkdirSync(join(proc, 'sys', 'kernel', 'random'), { recursive: true })
for (const name of readdirSync('/proc')) if (!/^(\d+|sys)$/.test(name)) symlinkSync(join('/proc', name), join(proc, name))
const boot = (number: number) => writeFileSync(join(proc, 'sys', 'kernel', 'random', 'boot_id'), `boot-${number}\n`)
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const hubKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const key = privateKey.export({ format: 'pem', type: 'pkcs8' })
writeFileSync(join(state, 'identity.json'), JSON.stringify({ agent: 'bench', host: 'bench', hubKey, interval: 10_000, hub, key }))

const lives: { startedAt: number; endedAt: number }[] = []
let boots = 0
for (let n = 0; n < times; n++) {
  if (n % everyBoot === 0) boot((boots += 1))
  const flags = ['run', '--state', state, '--proc', proc, '--web', '', '--every', String(EVERY_MS / 1000)]
  const startedAt = Date.now()
  const agent = spawn(process.execPath, [bundle, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((resolve) => agent.once('exit', resolve))
  await pause(500 + Math.random() * 2500)
  agent.kill('SIGKILL')
  await ended
  lives.push({ startedAt, endedAt: Date.now() })
}
server.close()

const lines = readdirSync(join(state, 'ring')).flatMap((name) =>
  readFileSync(join(state, 'ring', name), 'utf8')
    .split('\n')
    .filter(Boolean),
)
const records = openRing(join(state, 'ring')).read() as { boot: string; moment: { at: number } }[]
const at = records.map(({ moment }) => moment.at).toSorted((a, b) => a - b)
const inLife = lives.map(({ startedAt, endedAt }) => [startedAt, ...at.filter((one) => one >= startedAt && one <= endedAt), endedAt])
const worstGap = Math.max(...inLife.flatMap((moments) => moments.slice(1).map((one, n) => one - moments[n]!)))
const numbers = heard.map(({ number }) => number)
const waiting = readdirSync(join(state, 'spool')).map((name) => JSON.parse(readFileSync(join(state, 'spool', name), 'utf8')) as Report)
const told = [...heard, ...waiting].flatMap(({ events }) => events).filter(({ kind }) => kind === 'restarted')
const seenBoots = new Set(records.map(({ boot: name }) => name)).size
rmSync(state, { recursive: true, force: true })

const results: [string, number, boolean][] = [
  ['kills', times, true],
  ['records kept', records.length, records.length > 0],
  ['records torn, at most one for each kill', lines.length - records.length, lines.length - records.length <= times],
  ['longest gap while it ran, ms', worstGap, worstGap <= EVERY_MS + SLACK_MS],
  ['simulated restarts of the machine that left a record', seenBoots - 1, true],
  ['of them told, with the minutes before', told.filter(({ moments }) => moments.length > 0).length, told.length >= seenBoots - 1],
  ['numbers of reports that came twice', numbers.length - new Set(numbers).size, true],
]
for (const [what, value] of results) process.stdout.write(`${what}: ${value}\n`)
process.exitCode = results.every(([, , isGood]) => isGood) ? 0 : 1
