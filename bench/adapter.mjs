import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FLAGS = ['--max-semi-space-size=2', '--optimize-for-size'] // as `npm start` has them
const NAME = /m\d{5}/

/**
 * This product as the harness in `shared/bench` measures one: `node run.mjs --adapter=…/bench/adapter.mjs`. SQLite, one location, the page of each site
 * and nothing else; whoever is told is told at the verdict (`page-after: 0s`), which a second look confirms.
 */
export default class Allclear {
  name = 'allclear'

  async start(ctx) {
    this.ctx = ctx
    this.data = join(ctx.dir, 'data')
    rmSync(this.data, { recursive: true, force: true })
    mkdirSync(this.data, { recursive: true })
    this.version = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version
    this.dataPaths = [this.data]
    await this.#up([])
  }

  /** A plan of another size is begun with a start: how many threads look is decided there. */
  async addMonitors(list) {
    await this.stop()
    await this.#up(list)
  }

  parse({ kind, body }) {
    if (kind === 'smtp') {
      const subject = /^Subject: (.*)$/m.exec(body)?.[1] ?? ''
      const name = NAME.exec(subject)?.[0]
      return name === undefined ? [] : [{ name, state: /DOWN/.test(subject) ? 'down' : 'up' }]
    }
    const { type, data } = JSON.parse(body)
    const name = NAME.exec(data.site ?? '')?.[0]
    if (name === undefined || (type !== 'incident.opened' && type !== 'incident.resolved')) return []
    return [{ name, state: type === 'incident.opened' ? 'down' : 'up' }]
  }

  async stop() {
    const { child } = this
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(late)
  }

  async #up(list) {
    const config = join(this.ctx.dir, 'allclear.yaml')
    writeFileSync(config, JSON.stringify(planFor(this.ctx, list), null, 1))
    const own = join(ROOT, 'node_modules/.bin/node')
    const words = [...FLAGS, join(ROOT, 'hub/src/main.ts'), 'up', '--config', config, '--data', this.data, '--listen', '127.0.0.1:0']
    const log = openSync(join(this.ctx.dir, 'hub.log'), 'a')
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: this.ctx.ca, BENCH_SECRET: 'a-secret-of-the-bench', LOG_LEVEL: 'warn' }
    this.child = spawn(existsSync(own) ? own : process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', log, log] })
    this.pids = [this.child.pid]
    for (let tenths = 0; !existsSync(join(this.data, 'hub.json')); tenths++) {
      if (this.child.exitCode !== null || tenths > 1200) throw new Error(`The hub did not start: see ${this.ctx.dir}/hub.log`)
      await rest(100)
    }
  }
}

function planFor({ ca, webhookUrl, smtpPort, smtp, interval }, list) {
  const channels = smtp ? { mail: { smtp: `smtp://127.0.0.1:${smtpPort}` } } : { webhook: { url: webhookUrl, secret: '${BENCH_SECRET}' } }
  const page = ({ name, url, keyword, interval: every }) => [
    `${name}.farm.test`,
    { url, interval: `${every ?? interval}s`, expect: { contains: keyword }, checks: { tls: false, dns: false } },
  ]
  return {
    operator: { name: 'Farm', timezone: 'UTC', mail: 'ops@farm.test' },
    people: { ada: { name: 'Ada', mail: 'ada@farm.test', role: 'owner' } },
    network: { 'trusted-ca': ca, 'allow-private-targets': true, canaries: [] },
    'page-after': '0s',
    channels,
    sites: Object.fromEntries(list.map(page)),
  }
}
