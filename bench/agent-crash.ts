import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Report } from '@allclear/wire/agent.ts'
import { openRing } from '../agent/src/ring.ts'

/**
 * The flight recorder under `kill -9` (MON-6): the agent is killed at `--kills` random moments, one in four while it may still be starting, and started again, `--reboots` times among them
 * as if the machine had started anew. No record may be torn but the line under way, none may be missing for longer than an interval and the
 * start, each new boot must be told with the minutes before, and no number may stand on two reports.
 */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, reboots: { type: 'string', default: '10' } } })
const [kills, reboots] = [Number(values.kills), Number(values.reboots)]
const bundle = fileURLToPath(new URL('../agent/dist/agent.mjs', import.meta.url))
const EVERY_MS = 200
const SLACK_MS = 2500 // for a disk and a core that others use as well
const LONGEST_START_MS = 20_000
const LEAST_RECORD = 50 // bytes: a start writes a line end

const heard: Report[] = []
const waits = monitorEventLoopDelay() // how long a busy machine keeps even us waiting, who do nothing
waits.enable()
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

const ring = join(state, 'ring')
const remembered = () => (existsSync(ring) ? readdirSync(ring).reduce((sum, name) => sum + statSync(join(ring, name)).size, 0) : 0)
const lives: { startedAt: number; endedAt: number }[] = []
for (let n = 0; n < kills; n++) {
  boot(Math.floor((n * (reboots + 1)) / kills))
  const flags = ['run', '--state', state, '--proc', proc, '--web', '', '--every', String(EVERY_MS / 1000)]
  const startedAt = Date.now()
  const agent = spawn(process.execPath, [bundle, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((resolve) => agent.once('exit', resolve))
  // One in four at any moment at all; the others once it remembers something in this life, however slow a busy machine is.
  const until = Date.now() + LONGEST_START_MS
  const before = remembered()
  while (n % 4 !== 0 && remembered() < before + LEAST_RECORD && Date.now() < until) await pause(50)
  await pause(Math.random() * 1500)
  agent.kill('SIGKILL')
  await ended
  lives.push({ startedAt, endedAt: Date.now() })
}
server.close()

const lines = readdirSync(ring).flatMap((name) => readFileSync(join(ring, name), 'utf8').split('\n').filter(Boolean))
const records = openRing(ring).read() as { boot: string; moment: { at: number } }[]
const at = records.map(({ moment }) => moment.at).toSorted((a, b) => a - b)
const inLife = lives.map(({ startedAt, endedAt }) => ({
  startedAt,
  endedAt,
  moments: at.filter((one) => one >= startedAt && one <= endedAt),
}))
const gaps = inLife.flatMap(({ moments, endedAt }) => moments.map((one, n) => (moments[n + 1] ?? endedAt) - one))
const starts = inLife.flatMap(({ startedAt, moments }) => (moments[0] === undefined ? [] : [moments[0] - startedAt]))
const [worstGap, worstStart] = [Math.max(...gaps), Math.max(...starts)]
const numbers = heard.map(({ number }) => number)
const waiting = readdirSync(join(state, 'spool'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(state, 'spool', name), 'utf8')) as Report)
const bodies = Map.groupBy(heard, ({ number }) => number)
const twoFaced = [...bodies.values()].filter((all) => new Set(all.map((one) => JSON.stringify(one))).size > 1).length
const ownWait = Math.round(waits.max / 1e6)
const told = [...heard, ...waiting].flatMap(({ events }) => events).filter(({ kind }) => kind === 'restarted')
const seenBoots = new Set(records.map(({ boot: name }) => name)).size
rmSync(state, { recursive: true, force: true })

const results: [string, number, boolean][] = [
  ['kills', kills, true],
  ['records kept', records.length, records.length > 0],
  ['records torn, at most one for each kill', lines.length - records.length, lines.length - records.length <= kills],
  ['longest gap while it ran, ms', worstGap, worstGap <= EVERY_MS + SLACK_MS + ownWait],
  ['longest that the machine kept this trial itself waiting, ms', ownWait, true],
  ['longest start until the first record, ms', worstStart, true],
  ['simulated restarts of the machine that left a record', seenBoots - 1, true],
  ['of them told, with the minutes before', told.filter(({ moments }) => moments.length > 0).length, told.length >= seenBoots - 1],
  ['reports sent again, since the agent was ended before the answer', numbers.length - new Set(numbers).size, true],
  ['numbers that stood on two different reports', twoFaced, twoFaced === 0],
]
for (const [what, value] of results) process.stdout.write(`${what}: ${value}\n`)
process.exitCode = results.every(([, , isGood]) => isGood) ? 0 : 1
