import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as rest } from 'node:timers/promises'
import { createChannelNetwork } from '../../hub/src/network/create-network.ts'
import type { HttpAnswer } from '../../hub/src/network/network.ts'
import { isRunning } from '../../hub/test/processes.ts'
import type { Page } from './journal.ts'

const MINUTE_MS = 60_000
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

/** Somebody at a terminal in an empty folder, with what they have installed there. */
export class Stranger {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  #hub: ChildProcess | null = null
  #pid: number | null = null // of the hub itself, that npx has started
  #token = ''
  url = ''

  /** `env` is what they set beside what the machine sets; nothing of this checkout is known to them. */
  constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.folder = folder
    const ofMachine = Object.entries(process.env).filter(([name]) => !/^(npm_|allclear_|database_url$|node_options$)/i.test(name))
    const path = (process.env['PATH'] ?? '').split(':').filter((one) => !one.endsWith('node_modules/.bin'))
    this.env = { ...Object.fromEntries(ofMachine), PATH: path.join(':'), NO_COLOR: '1', ...env }
  }

  /** Runs a command to its end and prints what it said; gives its standard output. Another exit status than `status` is a failure. */
  async types(page: Page, line: readonly string[], status = 0): Promise<string> {
    page.print(`$ ${line.join(' ')}`)
    const child = spawn(line[0]!, line.slice(1), {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 3 * MINUTE_MS,
    })
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
    page.print(`${out}${err}`)
    page.claim(`${line.slice(0, 4).join(' ')} … ends with status ${code}`, code === status)
    return out
  }

  /** Starts the hub and waits until it listens. */
  async startsHub(page: Page, words: readonly string[]): Promise<void> {
    page.print(`$ npx allclear up ${words.join(' ')}`)
    this.#hub = spawn('npx', ['allclear', 'up', ...words, '--json'], {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#hub.stderr!.setEncoding('utf8').on('data', (said: string) => page.print(said))
    const given = AbortSignal.timeout(MINUTE_MS)
    const [said] = (await Promise.race([
      once(this.#hub.stdout!, 'data', { signal: given }),
      once(this.#hub, 'exit', { signal: given }),
    ])) as [unknown]
    page.claim('the hub listens', Buffer.isBuffer(said))
    const note = JSON.parse(await readFile(join(this.folder, 'allclear-data/hub.json'), 'utf8')) as {
      address: string
      pid: number
      token: string
    }
    this.url = note.address
    this.#token = note.token
    this.#pid = note.pid
  }

  /** Asks the hub as its owner would from the console. */
  async asks<T>(path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' }
    const answer = await this.visits(path, { headers, ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }) })
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`)
    return JSON.parse(answer.body) as T
  }

  /** One request to the hub, by whomever `headers` say. */
  async visits(path: string, asked: { method?: 'POST'; headers?: Record<string, string>; body?: string } = {}): Promise<HttpAnswer> {
    const url = new URL(path, this.url)
    const request = { url: url.href, maxBytes: 20_000_000, ...asked, headers: { origin: url.origin, ...asked.headers } }
    const answer = await network.request(request, { signal: AbortSignal.timeout(MINUTE_MS) })
    if (!answer.ok) throw new Error(`${path} did not answer: ${answer.message}`)
    return answer
  }

  /** Ends the hub as Ctrl-C does; false when it still ran after 20 s and had to be killed. */
  async stopsHub(): Promise<boolean> {
    if (this.#pid === null || !isRunning(this.#pid)) return true
    process.kill(-this.#hub!.pid!, 'SIGINT')
    const ended = () => !isRunning(this.#pid!)
    for (const until = Date.now() + 20_000; Date.now() < until && !ended();) await rest(100)
    if (ended()) return true
    process.kill(-this.#hub!.pid!, 'SIGKILL')
    return false
  }
}
