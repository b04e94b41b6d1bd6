import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../src/network/free-port.double.ts'
import { familyOf, isRunning } from '../processes.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const START_LIMIT_MS = 20_000

/** What `npm start` gives to node, so that what is measured is what people run. */
export async function wordsOfStart(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
  const [, ...words] = scripts.start.split(' ')
  return words.map((word) => (word.endsWith('.ts') ? join(ROOT, word) : word))
}

/** Where everything of a demonstration is, as `demo --json` prints it. */
export type Links = {
  readonly console: string
  readonly url: string
  readonly status: string
  readonly mail: string
  readonly lab: string
  readonly slack: string
}

export type Demonstration = {
  readonly pid: number // of the hub
  readonly links: Links
  readonly startedInMs: number // from its birth to the line that says where it listens
  readonly token: string // of the owner, for the API
  /** Everything it has written to standard output, and the story told on standard error. */
  said(): { readonly stdout: string; readonly stderr: string }
  /** Ctrl-C, as a terminal gives it to the whole group; the exit status, and which processes were left. */
  interrupt(): Promise<{ readonly status: number | null; readonly left: readonly number[] }>
}

/** Runs `demo --json --scenario NAME` as a process of its own, in a directory of its own, and waits until it listens. */
export async function startDemonstration(scenario = 'certificate'): Promise<Demonstration> {
  const home = await mkdtemp(join(tmpdir(), 'allclear-demonstration-'))
  const listen = `127.0.0.1:${await freePort()}`
  const words = await wordsOfStart()
  const began = performance.now()
  const asked = ['demo', '--json', '--scenario', scenario, '--listen', listen, '--data', join(home, 'data')]
  const child = spawn(process.execPath, [...words, ...asked], {
    cwd: home,
    detached: true, // a group of its own, so that Ctrl-C can be given to all of it and to nobody else
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const said = { stdout: '', stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text
      if (said.stdout.includes('\n')) resolve(said.stdout.split('\n')[0]!)
    })
    const give = (what: string) => reject(new Error(`${what}: ${said.stderr.slice(0, 2000)}`))
    void ended.then(([status]) => give(`demo ended with exit status ${status}`))
    void after(START_LIMIT_MS).then(() => give(`demo said nothing within ${START_LIMIT_MS / 1000} s`))
  })
  const links = JSON.parse(
    await firstLine.catch((error: unknown) => {
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL')
      throw error
    }),
  ) as Links
  const startedInMs = performance.now() - began
  const { token } = JSON.parse(await readFile(join(home, 'data', 'hub.json'), 'utf8')) as { token: string }
  return {
    pid: child.pid!,
    links,
    startedInMs,
    token,
    said: () => said,
    async interrupt() {
      const family = familyOf(child.pid!)
      process.kill(-child.pid!, 'SIGINT')
      const [status] = await Promise.race([ended, after(10_000).then((): [null] => [null])])
      const left = family.filter(isRunning)
      for (const pid of left) process.kill(pid, 'SIGKILL')
      await rm(home, { recursive: true, force: true })
      return { status, left }
    },
  }
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
