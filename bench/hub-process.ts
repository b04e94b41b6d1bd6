import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const HUB = fileURLToPath(new URL('./crash-hub.ts', import.meta.url))
const COMPILED = fileURLToPath(new URL('../keep-compiled.mjs', import.meta.url))

/** The hub was up from `from` until `to`. */
export type Life = { readonly from: number; readonly to: number }

/** A hub in a process of its own, listening; `tookMs` is how long that took from its start. */
export type HubProcess = {
  readonly pid: number
  readonly port: number
  readonly from: number // when it listened
  readonly tookMs: number
  signal(signal: NodeJS.Signals): void
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Life>
}

/** Starts the lab's agency with the data in this directory, every duration of the response divided by `quickened`. */
export async function startHubProcess(data: string, quickened: number, env: NodeJS.ProcessEnv): Promise<HubProcess> {
  const began = performance.now()
  const { child, ended } = forkHub(data, quickened, env)
  const failed = ended.then(([status]) => Promise.reject(new Error(`the hub ended at its start: ${status}`)))
  const [said] = (await Promise.race([once(child, 'message'), failed])) as [{ listening: string }]
  const from = Date.now()
  return {
    pid: child.pid!,
    port: Number(new URL(said.listening).port),
    from,
    tookMs: performance.now() - began,
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      child.kill(signal)
      await ended
      return { from, to: Date.now() }
    },
  }
}

/** Starts the same hub and kills it so many milliseconds later, most likely before it listens. */
export async function killAtStart(data: string, quickened: number, env: NodeJS.ProcessEnv, ms: number): Promise<void> {
  const { child, ended } = forkHub(data, quickened, env)
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  await ended
  clearTimeout(timer)
}

function forkHub(data: string, quickened: number, env: NodeJS.ProcessEnv) {
  const child = fork(HUB, [data, String(quickened)], {
    ...{ env, execArgv: ['--import', COMPILED], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  })
  return { child, ended: once(child, 'exit') }
}
