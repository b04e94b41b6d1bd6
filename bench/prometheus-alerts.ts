import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import type { HttpRequest } from '../hub/src/network/network.ts'
import { freePort, listening } from '../hub/src/network/free-port.double.ts'
import { hasAlertmanager, startAlertmanager } from './debian-alerts.ts'

/**
 * `node bench/prometheus-alerts.ts`: Debian's own Alertmanager tells a hub that a site is down, again and again, and that it is over. While the
 * site is well the hub opens no incident and keeps what was said once. Then the site breaks: the hub looks because of the next alert, long
 * before its own turn, and keeps it as evidence; that the alert is over ends nothing. Needs `apt-get install prometheus-alertmanager`.
 */
const ROOT = new URL('..', import.meta.url).pathname
const TOKEN = 'a-token-for-this-trial'

if (!hasAlertmanager) {
  process.stdout.write('skipped: prometheus-alertmanager is not installed\n')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'allclear-alertmanager-'))
const programs: ReturnType<typeof spawn>[] = []
const start = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], env })
  programs.push(child)
  return child
}
let isWell = true
const site = createServer((_, response) =>
  response.writeHead(isWell ? 200 : 500, { 'content-type': 'text/html' }).end('<h1>Corner Bakery</h1>'),
)
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const says = async (request: HttpRequest): Promise<unknown> => {
  const answer = await network.request(request, { signal: AbortSignal.timeout(5000) })
  if (!answer.ok || answer.status !== 200) throw new Error(`${request.url} did not answer well`)
  return answer.body === '' ? null : (JSON.parse(answer.body) as unknown)
}
const patiently = async <T>(what: string, look: () => Promise<T | null>): Promise<T> => {
  for (let n = 0; n < 150; n++, await pause(200)) {
    const seen = await look().catch(() => null)
    if (seen !== null) return seen
  }
  throw new Error(`it did not come to pass within 30 s: ${what}`)
}

try {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
  const hubPort = await freePort()
  const manager = await startAlertmanager(folder, `http://127.0.0.1:${hubPort}/hooks/alerts/prom/${TOKEN}`)
  programs.push(manager.program)
  const posts = (endsAt?: string, alertname = 'SiteDown') => manager.post(alertname, 'cornerbakery.example', startsAt, endsAt)
  writeFileSync(join(folder, 'allclear.yaml'), configuration(address))
  const config = join(folder, 'allclear.yaml')
  const hub = start(process.execPath, [join(ROOT, 'hub/src/main.ts'), 'up', '--config', config, '--data', join(folder, 'data'), '--listen', `127.0.0.1:${hubPort}`], { ...process.env, ALERT_TOKEN: TOKEN }) // prettier-ignore
  await listening(hubPort, hub)
  const note = await patiently('the hub is up', async () => readFileSync(join(folder, 'data/hub.json'), 'utf8'))
  const { token } = JSON.parse(note) as { token: string }
  const ask = async (path: string) =>
    (await says({ url: `http://127.0.0.1:${hubPort}${path}`, headers: { authorization: `Bearer ${token}` } })) as { items: Kept[] }

  const startsAt = new Date(Date.now() - 60_000).toISOString()
  await posts()
  const heard = await patiently(
    'the hub looked',
    async () => (await ask('/api/v1/alerts')).items.find(({ state }) => state === 'elsewhere') ?? null,
  )
  await patiently('it is repeated', async () => (await ask('/api/v1/alerts')).items.find(({ times }) => times > 1) ?? null)
  await posts(new Date().toISOString())
  const over = await patiently(
    'it is over',
    async () => (await ask('/api/v1/alerts')).items.find(({ resolvedAt }) => resolvedAt !== null) ?? null,
  )
  const all = (await ask('/api/v1/alerts')).items
  const { items: incidents } = await ask('/api/v1/incidents')
  isWell = false
  await posts(undefined, 'SiteBroken')
  const evidence = await patiently(
    'it is evidence',
    async () => (await ask('/api/v1/alerts')).items.find(({ state }) => state === 'evidence') ?? null,
  )
  await posts(new Date().toISOString(), 'SiteBroken')
  await patiently(
    'that is over too',
    async () => (await ask('/api/v1/alerts')).items.find(({ id, resolvedAt }) => id === evidence.id && resolvedAt) ?? null,
  )
  const opened = (await ask('/api/v1/incidents')).items
  const checks: readonly (readonly [string, boolean])[] = [
    ['about the site that it names', heard.site === 'cornerbakery.example'],
    ['in its own words', heard.says === 'No answer for 5m.' && heard.name === 'SiteDown'],
    [`kept once, heard ${over.times} times`, all.length === 1],
    ['no incident was opened by it', incidents.length === 0],
    ['an outage was seen at once, and the alert is its evidence', evidence.incident !== null && opened.length === 1],
    ['the end of the alert ended nothing', opened[0]?.phase === 'open'],
  ]
  for (const [what, isRight] of checks) process.stdout.write(`${isRight ? 'ok  ' : 'NOT '} ${what}\n`)
  if (checks.some(([, isRight]) => !isRight)) process.exitCode = 1
} finally {
  for (const program of programs) program.kill('SIGKILL')
  site.close()
  await pause(200)
  rmSync(folder, { recursive: true, force: true })
}

type Kept = {
  readonly id: string
  readonly incident: string | null
  readonly phase?: string // of an incident
  readonly state: string
  readonly site: string | null
  readonly says: string
  readonly name: string
  readonly times: number
  readonly resolvedAt: string | null
}

function configuration(url: string): string {
  return `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
network: { canaries: [], allow-private-targets: true }
alerts: { prom: { kind: alertmanager, token: "\${ALERT_TOKEN}" } }
sites: { cornerbakery.example: { url: "${url}", checks: { http: { interval: 1d } } } }
`
}
