import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { runHub } from '../hub/src/cli/run-hub.ts'
import { loadPlan } from '../hub/src/config.ts'

// The status page outlives the hub (COM-9): a hub with an outage going on is killed without warning, and another process that knows nothing of
// it serves the folder of its pages. Every page and file that these link to is read there.
const QUICKENED = 60
const LONGEST_MS = 120_000
const CONFIG = `hub: { status-export: { dir: pages } }
operator: { name: Harbor Web Care, timezone: Europe/Oslo, mail: noc@harbor.example }
people: { ana: { name: Ana Ruiz, mail: ana@harbor.example, timezone: Europe/Oslo, role: owner } }
escalation: [{ notify: ana, by: [mail], repeat: 3 }]
sites: { down.example: { url: "http://127.0.0.1/" } }
network: { allow-private-targets: true, resolvers: ["127.0.0.1:9"], ports: { 80: 9 } }
`

const [role, folder] = process.argv.slice(2)
if (role === 'hub') await beHub(folder!)
else if (role === 'reader') await beReader(join(folder!, 'pages'))
else await measure()

async function beHub(dir: string) {
  const basis = await loadPlan(join(dir, 'allclear.yaml'), { quickened: QUICKENED, listening: 'http://127.0.0.1:8470/' })
  const hub = await runHub({ basis, data: join(dir, 'data'), listen: { host: '127.0.0.1', port: 0 }, banner: null })
  process.send!(hub.url)
}

// Any web server.
async function beReader(dir: string) {
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://reader').pathname
    readFile(join(dir, path.endsWith('/') ? `${path}index.html` : path)).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

async function measure() {
  const dir = await mkdtemp(join(tmpdir(), 'allclear-export-'))
  const children: ChildProcess[] = []
  const start = async (what: string) => {
    const child = fork(import.meta.filename, [what, dir], { execArgv: ['--no-warnings'], env: { ...process.env, LOG_LEVEL: 'error' } })
    children.push(child)
    const ended = once(child, 'exit').then(([status]) => Promise.reject(new Error(`the ${what} ended at its start: ${status}`)))
    ended.catch(() => {}) // later it is to end
    return { child, url: (await Promise.race([once(child, 'message'), ended]))[0] as string }
  }
  try {
    await writeFile(join(dir, 'allclear.yaml'), CONFIG)
    const hub = await start('hub')
    const page = join(dir, 'pages/status/operator/index.html')
    const told = () => readFile(page, 'utf8').then((text) => text.includes('not available'), () => false) // prettier-ignore
    for (const until = Date.now() + LONGEST_MS; !(await told());) {
      assert.ok(Date.now() < until, 'the outage never came to the page')
      await rest(100)
    }
    hub.child.kill('SIGKILL')
    await once(hub.child, 'exit')
    await assert.rejects(ask(hub.url), /ECONNREFUSED/)
    const { url } = await start('reader')
    process.stdout.write(`the hub was killed; ${await walk(`${url}status/operator/`)} files of its pages were read from another process\n`)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await rm(dir, { recursive: true, force: true })
  }
}

/** Reads a page and whatever it leads to in its own folder; how many files that were. */
async function walk(first: string): Promise<number> {
  const found = new Set([first])
  for (const url of found) {
    const { status, text } = await ask(url)
    assert.equal(status, 200, url)
    if (url === first) assert.match(text, /down\.example is not available[^]*<time\s+id="as-of"/)
    if (!text.startsWith('<!doctype html>')) continue
    for (const [, link] of text.matchAll(/(?:href|src)="([^"#?]+)/g)) {
      const next = new URL(link!, url).href
      if (next.startsWith(first)) found.add(next)
    }
  }
  for (const path of ['api/v2/summary.json', 'feed.atom', 'maintenance.ics']) assert.equal((await ask(first + path)).status, 200, path)
  return found.size
}

async function ask(url: string) {
  const [answer] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage]
  return { status: answer.statusCode, text: Buffer.concat(await answer.toArray()).toString() }
}
