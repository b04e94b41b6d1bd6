import { styleText } from 'node:util'
import { access } from 'node:fs/promises'
import { loadPlan } from '../config.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { readListen } from './read-listen.ts'
import { runHub } from './run-hub.ts'
import { untilStopped } from './until-stopped.ts'

export type UpOptions = {
  readonly config: string
  readonly data: string
  readonly listen: string
  readonly playbooks?: string
  readonly json?: boolean
}

/** `up`: the hub with a probe inside, until it is told to stop. Gives the exit status. */
export async function up({ config, data, listen, playbooks, json }: UpOptions, out: Out): Promise<number> {
  const at = readListen(listen)
  await access(config).catch(() => {
    throw new Problem(
      'bad-input',
      'config_missing',
      `There is no ${config} here.`,
      'Write one (docs/guide/first-site.md shows how), name one with --config, or see the demonstration: allclear demo.',
    )
  })
  const { plan, secrets } = await loadPlan(config, { listening: `http://${listen}/` })
  const hub = await runHub({ plan, secrets, data, listen: at, banner: null, ...(playbooks ? { playbooksDir: playbooks } : {}) })
  const login = await hub.loginLink()
  if (json) out.stdout(`${JSON.stringify({ url: hub.url, login, pid: process.pid, sites: Object.keys(plan.sites).length })}\n`)
  else out.stdout(greeting(hub.url, login, Object.keys(plan.sites).length))
  if (!plan.channels.mail && !plan.channels.push) out.stderr('Nobody can be told of an outage: write channels.mail or channels.push.\n')
  await untilStopped()
  await hub.stop()
  return 0
}

const greeting = (
  url: string,
  login: string,
  sites: number,
) => `${styleText('bold', 'Allclear')} watches ${sites} ${sites === 1 ? 'site' : 'sites'}. Ctrl-C ends it.
  log in once   ${styleText('cyan', login)}
  status page   ${styleText('cyan', `${url}status/operator/`)}
`
