import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'

// `node bench/locations.ts`: three locations in network namespaces (MON-8, F16, F17). One does not reach a site, then two reach nothing, then one
// lies; whatever they say, no outage may come of it. At the end a site fails for all, and one must.

const MAIN = fileURLToPath(import.meta.resolve('../hub/src/main.ts'))
const PLACES = ['home', 'vienna', 'oslo'] as const
const SITES = Array.from({ length: 12 }, (_, n) => `10.${211 + n}.0.1`)
const CANARIES = ['10.231.0.1', '10.232.0.1']
const HUB = 'http://10.210.0.11:8470/'
const PATIENCE_MS = 90_000

const nameOf = (place: string) => `allclear-${place}`
const ip = (...words: string[]) => {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr.trim()}`)
}
const at = (place: string, ...words: string[]) => ip('-n', nameOf(place), ...words)
const say = (line: string) => void process.stdout.write(`${line}\n`)

function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'network namespaces need root on Linux'
  if (spawnSync('ip', ['-V']).error) return 'there is no `ip`: install iproute2'
  return spawnSync('ip', ['netns', 'add', nameOf('trial')]).status === 0
    ? (ip('netns', 'del', nameOf('trial')), null)
    : 'this machine makes no network namespace'
}

/** A namespace for each place, on one bridge; sites and canaries are addresses of this machine, each on a network of its own. */
function openWorld() {
  ip('link', 'add', 'allclear0', 'type', 'bridge')
  ip('addr', 'add', '10.210.0.1/24', 'dev', 'allclear0')
  ip('link', 'set', 'allclear0', 'up')
  for (const address of [...SITES, ...CANARIES]) ip('addr', 'add', `${address}/32`, 'dev', 'allclear0')
  for (const [n, place] of PLACES.entries()) {
    ip('netns', 'add', nameOf(place))
    ip('link', 'add', `allc-${n}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', nameOf(place))
    ip('link', 'set', `allc-${n}`, 'master', 'allclear0', 'up')
    at(place, 'link', 'set', 'lo', 'up')
    at(place, 'addr', 'add', `10.210.0.1${n + 1}/24`, 'dev', 'eth0')
    at(place, 'link', 'set', 'eth0', 'up')
    at(place, 'route', 'add', 'default', 'via', '10.210.0.1')
  }
}

function closeWorld() {
  for (const place of PLACES) spawnSync('ip', ['netns', 'del', nameOf(place)])
  spawnSync('ip', ['link', 'del', 'allclear0'])
}

const cut = (place: string, address: string) => at(place, 'route', 'add', 'unreachable', `${address}/32`)
const mend = (place: string, address: string) => at(place, 'route', 'del', 'unreachable', `${address}/32`)

const plan = `
hub: { url: '${HUB}', location: home }
operator: { name: Locations, timezone: UTC, mail: op@op.example }
people: { ana: { name: Ana, mail: ana@op.example, timezone: UTC, role: owner } }
escalation: [{ notify: ana, by: [mail], wait: 15m }]
page-after: 5s
sites:
${SITES.map((address, n) => `  site-${n}.example: { url: 'http://${address}:8080/', interval: 5s }`).join('\n')}
network: { allow-private-targets: true, canaries: [${CANARIES.map((address) => `'http://${address}:8080/'`).join(', ')}] }
`

const network = createChannelNetwork({ operatorHosts: [new URL(HUB).hostname] })
const running: ChildProcess[] = []
function run(place: string, folder: string, ...words: string[]) {
  const child = spawn('ip', ['netns', 'exec', nameOf(place), process.execPath, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  })
  running.push(child)
  return child
}

type Shown = { items: { location: string; said: { words: string }; isSetAside: boolean }[] }
type Incidents = { items: { id: number; site: string; phase: string; verdict?: { because: string[] } | null }[] }

async function trial(folder: string): Promise<string[]> {
  const broken = new Set<string>()
  const server = createServer((request, response) =>
    response.writeHead(broken.has(request.headers.host!.split(':')[0]!) ? 500 : 200).end('well'),
  )
  await new Promise<void>((ready) => server.listen(8080, '0.0.0.0', ready))
  await writeFile(join(folder, 'allclear.yaml'), plan)
  run('home', folder, MAIN, 'up', '--config', 'allclear.yaml', '--data', 'hub', '--listen', '10.210.0.11:8470')
  const until = async <Found>(what: string, look: () => Promise<Found | null | false | undefined>): Promise<Found> => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(300)) {
      const found = await look().catch(() => null)
      if (found) return found
    }
    throw new Error(`in vain: ${what}`)
  }
  const token = await until(
    'the hub',
    async () => (JSON.parse(await readFile(join(folder, 'hub/hub.json'), 'utf8')) as { token: string }).token,
  )
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const asked = body ? { method: 'POST' as const, body: JSON.stringify(body) } : {}
    const answer = await network.request({ url: new URL(path, HUB).href, headers, ...asked }, { signal: AbortSignal.timeout(5000) })
    return JSON.parse(answer.ok ? answer.body : '{}')
  }
  const locations = async () => (await ask('api/v1/probes')) as Shown
  const standsAs = (place: string, words: string) =>
    until(`${place} ${words}`, async () =>
      (await locations()).items.some(({ location, said }) => location === place && said.words === words),
    )
  const warned = (place: string) =>
    until(
      `a warning of ${place}`,
      async () =>
        JSON.stringify(await ask('api/v1/warnings')).includes(`region ${place}`) ||
        JSON.stringify(await ask('api/v1/warnings')).includes(`reached from ${place}`),
    )
  const outages = async () =>
    ((await ask('api/v1/incidents')) as Incidents).items.filter(({ phase }) => phase !== 'suspected' && phase !== 'false-alarm')
  const wrong: string[] = []
  const judge = async (what: string) => {
    const found = await outages()
    say(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${what}: ${found.length === 0 ? 'no outage' : found.map(({ site }) => site).join(', ')}`)
    if (found.length > 0) wrong.push(what)
  }

  for (const place of ['vienna', 'oslo']) {
    const { token: once } = (await ask('api/v1/probes/invitations', { location: place })) as { token: string }
    await writeFile(join(folder, `${place}.token`), once, { mode: 0o600 })
    run(
      place,
      folder,
      MAIN,
      'probe',
      '--hub',
      HUB,
      '--location',
      place,
      '--token-file',
      `${place}.token`,
      '--data',
      place,
      '--config',
      'allclear.yaml',
    )
    await standsAs(place, 'looking')
  }
  await pause(6000)

  cut('vienna', SITES[0]!)
  await warned('vienna')
  await judge('one site is not reached from vienna: a warning')
  mend('vienna', SITES[0]!)

  const everything = [...SITES, ...CANARIES]
  for (const address of everything) cut('vienna', address)
  await standsAs('vienna', 'cannot see')
  await judge('vienna reaches nothing: it cannot see')
  for (const address of everything) cut('home', address)
  await pause(15_000)
  await judge('vienna and the hub reach nothing')
  for (const place of ['vienna', 'home']) for (const address of everything) mend(place, address)
  await standsAs('vienna', 'looking')

  // In Oslo the addresses of three sites are now those of somebody who answers 500; the canaries are the true ones.
  for (const address of SITES.slice(4, 7)) at('oslo', 'addr', 'add', `${address}/32`, 'dev', 'lo')
  const liar = 'require("node:http").createServer((q, s) => s.writeHead(500).end()).listen(8080, "0.0.0.0")'
  const lies = run('oslo', folder, '-e', liar)
  await standsAs('oslo', 'set aside')
  await judge('oslo says that three sites fail: it is set aside')
  lies.kill('SIGKILL')

  broken.add(SITES[1]!)
  const [real] = await until('the outage of site-1', async () => ((await outages()).length > 0 ? outages() : null))
  say(
    `${real!.site === 'site-1.example' ? 'ok  ' : 'FAIL'} a site that fails for home and vienna is an outage while oslo is set aside: ${real!.site}`,
  )
  if (real!.site !== 'site-1.example') wrong.push('the real outage')
  server.closeAllConnections()
  server.close()
  return wrong
}

const reason = whyNot()
if (reason !== null) {
  say(`The locations were not tried: ${reason}.`)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-locations-'))
  try {
    openWorld()
    process.exitCode = (await trial(folder)).length === 0 ? 0 : 1
  } finally {
    for (const child of running) child.kill('SIGTERM')
    await pause(2000)
    for (const child of running) child.kill('SIGKILL')
    closeWorld()
    await rm(folder, { recursive: true, force: true })
  }
}
