import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { askRunningHub } from '../hub/src/cli/running-hub.ts'

const MAIN = fileURLToPath(import.meta.resolve('../hub/src/main.ts'))
const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

/** A probe at another location in a process of its own; `id` is what the hubs call it. */
export type ProbeProcess = {
  readonly id: string
  readonly location: string
  start(): void
  kill(): Promise<void>
  /** Tells it to end, and resolves with its exit status once it has told what it saw. */
  end(): Promise<number | null>
}

/** Lets a probe in at the hub whose data are in `hub`, and starts it; it reaches the hubs at `url`. */
export async function startProbeProcess(
  folder: string,
  { location, url, hub, env }: { readonly location: string; readonly url: string; readonly hub: string; readonly env: NodeJS.ProcessEnv },
): Promise<ProbeProcess> {
  const { token } = (await askRunningHub(hub, '/api/v1/probes/invitations', { location })) as { token: string }
  const tokenFile = `${folder}.token`
  await writeFile(tokenFile, token, { mode: 0o600 })
  const words = ['probe', '--hub', url, '--location', location, '--token-file', tokenFile, '--data', folder, '--config', AGENCY]
  const run = () => spawn(process.execPath, [MAIN, ...words], { env, stdio: ['ignore', 'ignore', 'ignore'] })
  let child = run()
  const end = async (signal: NodeJS.Signals) => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
    child.kill(signal)
    await ended
    return child.exitCode
  }
  const identity = async (): Promise<string> => {
    for (;;) {
      const text = await readFile(join(folder, 'identity.json'), 'utf8').catch(() => null)
      if (text) return (JSON.parse(text) as { probe: string }).probe
      if (child.exitCode !== null) throw new Error(`the probe at ${location} ended at its start: ${child.exitCode}`)
      await rest(100)
    }
  }
  return {
    id: await identity(),
    location,
    start: () => void (child = run()),
    kill: async () => void (await end('SIGKILL')),
    end: () => end('SIGTERM'),
  }
}
