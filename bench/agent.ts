import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/**
 * What the agent costs at rest: its size, its memory, and its share of a core. It looks each second instead of every ten, so that a minute shows
 * ten minutes of work; the share is divided by ten. `AGENT_NODE` names the Node it runs on.
 */
const bundle = fileURLToPath(new URL('../agent/dist/agent.mjs', import.meta.url))
const LIMITS = { bytes: 200_000, residentMb: 60, corePercent: 0.3 }
const SECONDS = 60
const TICKS = 100

const server = createServer((request, response) => {
  request.resume().on('end', () => response.end(JSON.stringify({ number: 1, orders: [] })))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const state = mkdtempSync(join(tmpdir(), 'allclear-agent-'))
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const hubKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const key = privateKey.export({ format: 'pem', type: 'pkcs8' })
writeFileSync(join(state, 'identity.json'), JSON.stringify({ agent: 'bench', host: 'bench', hubKey, interval: 30_000, hub, key }))

const flags = ['--max-old-space-size=32', '--max-semi-space-size=1', '--optimize-for-size'] // as install.sh starts it
const agent = spawn(process.env.AGENT_NODE ?? process.execPath, [...flags, bundle, 'run', '--state', state, '--every', '1'], {
  stdio: 'inherit',
})
const ticks = () => {
  const fields = readFileSync(`/proc/${agent.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return Number(fields[11]) + Number(fields[12])
}
const residentMb = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${agent.pid}/status`, 'utf8'))![1]) / 1024

await pause(5000)
const before = ticks()
await pause(SECONDS * 1000)
const corePercent = ((ticks() - before) / TICKS / SECONDS) * 100 * 0.1
const seen = { bytes: statSync(bundle).size, residentMb: Math.round(residentMb()), corePercent: Math.round(corePercent * 1000) / 1000 }
agent.kill('SIGKILL')
server.close()
rmSync(state, { recursive: true, force: true })
for (const [name, most] of Object.entries(LIMITS)) process.stdout.write(`${name} ${seen[name as keyof typeof seen]} (at most ${most})\n`)
process.exitCode = Object.entries(LIMITS).every(([name, most]) => seen[name as keyof typeof seen] <= most) ? 0 : 1
