import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { FLAGS, makeExecutable } from '../agent/executable.ts'
import { foundAuthority } from '../lab/src/authority.ts'

/**
 * What the agent costs at rest, as install.sh starts it: its size, its memory, and its share of a core, while it reports over TLS. It looks each
 * second instead of every ten, so that a minute shows ten minutes of work; the share is divided by ten. A Node that does nothing is measured beside
 * it. `--node FILE` names the Node to run it on; with `--executable` a program with its own Node is made and measured.
 */
const { values } = parseArgs({
  options: { node: { type: 'string', default: process.execPath }, executable: { type: 'boolean', default: false } },
})
const bundle = fileURLToPath(new URL('../agent/dist/agent.mjs', import.meta.url))
const SECONDS = 60
const TICKS = 100

const authority = await foundAuthority()
let reports = 0
const server = createServer(await authority.issue({ names: ['hub.example'], addresses: ['127.0.0.1'] }), (request, response) => {
  request.resume().on('end', () => response.end(JSON.stringify({ number: ++reports, orders: [] })))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const folder = mkdtempSync(join(tmpdir(), 'allclear-agent-'))
const at = (name: string) => join(folder, name)
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const hubKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const hub = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
const key = privateKey.export({ format: 'pem', type: 'pkcs8' })
writeFileSync(at('identity.json'), JSON.stringify({ agent: 'bench', host: 'bench', hubKey, interval: 30_000, hub, key }))
writeFileSync(at('ca.pem'), authority.rootPem)
writeFileSync(at('empty.mjs'), 'setInterval(() => {}, 1000)')
const executableBytes = values.executable ? makeExecutable(at('allclear-agent')) : null
// As after a restart of the host: of a file just written more is counted as resident, for it lies in memory in larger pieces.
if (values.executable) {
  execFileSync('sync', [at('allclear-agent')])
  execFileSync('dd', [`if=${at('allclear-agent')}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' })
}

const start = (program: string, words: readonly string[]) =>
  spawn(program, words, { stdio: 'inherit', env: { PATH: '/usr/bin:/bin', NODE_EXTRA_CA_CERTS: at('ca.pem') } })
const run = ['run', '--state', folder, '--every', '1']
const agent = values.executable ? start(at('allclear-agent'), run) : start(values.node, [...FLAGS, bundle, ...run])
const empty = start(values.node, [...FLAGS, at('empty.mjs')])

const ticks = () => {
  const fields = readFileSync(`/proc/${agent.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return Number(fields[11]) + Number(fields[12])
}
// Resident, its share of what it shares, and what is its own and no file's (proc_pid_smaps_rollup(5)).
const memoryOf = ({ pid }: ChildProcess) => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const [resident, share, own] = ['Rss', 'Pss', 'Anonymous'].map((name) => Math.round(Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(text)![1]) / 1024)) // prettier-ignore
  return { resident: resident!, share: share!, own: own! }
}

await pause(5000)
const before = ticks()
await pause(SECONDS * 1000)
const corePercent = Math.round(((ticks() - before) / TICKS / SECONDS) * 100 * 0.1 * 1000) / 1000
const [ours, floor] = [memoryOf(agent), memoryOf(empty)]
const ended = [agent, empty].map((child) => new Promise((resolve) => child.once('exit', resolve)))
for (const child of [agent, empty]) child.kill('SIGKILL')
await Promise.all(ended)
server.closeAllConnections()
server.close()
rmSync(folder, { recursive: true, force: true })

const say = (what: string, value: number | string, most?: number) =>
  process.stdout.write(`${what}: ${value}${most === undefined ? '' : ` (at most ${most})`}\n`)
say('bytes of agent.mjs', statSync(bundle).size, 200_000)
if (executableBytes !== null) say('MB of the program with its own Node', Math.round(executableBytes / 2 ** 20))
say('MB resident', ours.resident, 60)
say('  of these no file’s', ours.own)
say('  with what it shares counted in part', ours.share)
say('MB resident of a Node that does nothing', `${floor.resident}, ${floor.own} of them no file’s`)
say('% of a core at rest', corePercent, 0.3)
say('reports heard', reports)
process.exitCode = statSync(bundle).size <= 200_000 && ours.resident <= 60 && corePercent <= 0.3 && reports > 0 ? 0 : 1
