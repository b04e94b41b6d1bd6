import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../hub/src/network/free-port.double.ts'
import { createChannelNetwork } from '../../hub/src/network/create-network.ts'

const MAIN = fileURLToPath(new URL('../../hub/src/main.ts', import.meta.url))
const LOOK_MS = 50
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

/** A hub as `npm start` starts it, with the file and data in this directory. */
export async function startUp(directory: string, env: NodeJS.ProcessEnv = {}) {
  const url = `http://127.0.0.1:${await freePort()}`
  const words = ['--max-semi-space-size=2', '--optimize-for-size', MAIN, 'up', '--config', join(directory, 'allclear.yaml')]
  const began = performance.now()
  const child = spawn(process.execPath, [...words, '--data', join(directory, 'data'), '--listen', url.slice('http://'.length)], {
    ...{ stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'fatal', ...env } },
  })
  const ended = once(child, 'exit')
  /** What `/readyz` answers; null when nobody does. */
  const ready = async (): Promise<{ status: number; body: string } | null> =>
    network.request({ url: `${url}/readyz` }, { signal: AbortSignal.timeout(5000) }).then((answer) => (answer.ok ? answer : null))
  return {
    url,
    began,
    ready,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
    /** Milliseconds from the start of the process until it says that it is ready; throws after `mostMs`. */
    async untilReady(mostMs: number): Promise<number> {
      for (; performance.now() - began < mostMs; await rest(LOOK_MS)) if ((await ready())?.status === 200) return performance.now() - began
      throw new Error(`the hub was not ready within ${mostMs / 1000} s`)
    },
    async end(signal: NodeJS.Signals = 'SIGKILL') {
      child.kill(signal)
      await ended
    },
  }
}

const TICKS = 100 // of CPU time, a second (proc(5))

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
