import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import { freePort, listening } from '../hub/src/network/free-port.double.ts'

const PROGRAM = '/usr/bin/prometheus-alertmanager'
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

export type Alertmanager = {
  readonly program: ChildProcess
  /** As Prometheus tells it: an alert about a host began at `startsAt`, and is over at `endsAt` if that is known. */
  post(alertname: string, instance: string, startsAt: string, endsAt?: string): Promise<void>
}

/** Whether Debian's `prometheus-alertmanager` is installed here. */
export const hasAlertmanager = existsSync(PROGRAM)

/** Debian's own Alertmanager, which tells what it hears to a hook, again every two seconds. */
export async function startAlertmanager(folder: string, hook: string): Promise<Alertmanager> {
  const [config, port] = [join(folder, 'alertmanager.yml'), await freePort()]
  await writeFile(config, routing(hook))
  const program = spawn(PROGRAM, [`--config.file=${config}`, `--storage.path=${join(folder, 'alertmanager')}`, `--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address=', '--log.level=error'], { stdio: ['ignore', 'ignore', 'inherit'] }) // prettier-ignore
  await listening(port, program)
  return {
    program,
    async post(alertname, instance, startsAt, endsAt) {
      const alert = {
        labels: { alertname, instance },
        annotations: { description: 'No answer for 5m.' },
        startsAt,
        ...(endsAt && { endsAt }),
      }
      const headers = { 'content-type': 'application/json' }
      const asked = { url: `http://127.0.0.1:${port}/api/v2/alerts`, method: 'POST', headers, body: JSON.stringify([alert]) } as const
      const answer = await network.request(asked, { signal: AbortSignal.timeout(5000) })
      if (!answer.ok || answer.status !== 200) throw new Error('Alertmanager did not take the alert')
    },
  }
}

const routing = (hook: string) => `route: { receiver: allclear, group_wait: 1s, group_interval: 1s, repeat_interval: 2s }
receivers: [{ name: allclear, webhook_configs: [{ url: "${hook}", send_resolved: true }] }]
`
