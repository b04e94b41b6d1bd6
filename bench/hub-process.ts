import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const HUB = fileURLToPath(new URL('./crash-hub.ts', import.meta.url))

/** The hub was up from `from` until `to`. */
export type Life = { readonly from: number; readonly to: number }

/** A hub in a process of its own, listening; `tookMs` is how long that took from its start. */
export type HubProcess = {
  readonly pid: number
  readonly port: number
  readonly tookMs: number
  signal(signal: NodeJS.Signals): void
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Life>
}

/** Starts the lab's agency with the data in this directory, every duration of the response divided by `quickened`. */
export async function startHubProcess(data: string, quickened: number, env: NodeJS.ProcessEnv): Promise<HubProcess> {
  const began = performance.now()
  const child = fork(HUB, [data, String(quickened)], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const failed = ended.then(([status]) => Promise.reject(new Error(`the hub ended at its start: ${status}`)))
  const [said] = (await Promise.race([once(child, 'message'), failed])) as [{ listening: string }]
  const from = Date.now()
  return {
    pid: child.pid!,
    port: Number(new URL(said.listening).port),
    tookMs: performance.now() - began,
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      child.kill(signal)
      await ended
      return { from, to: Date.now() }
    },
  }
}
