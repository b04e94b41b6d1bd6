import { styleText } from 'node:util'
import { access } from 'node:fs/promises'
import { loadPlan } from '../config.ts'
import { keptReadings } from './kept-readings.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { readListen } from './read-listen.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { runHub } from './run-hub.ts'
import type { RunningHub } from './run-hub.ts'
import { hearOrders } from './until-stopped.ts'

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
  const listening = `http://${listen}/`
  const kept = await keptReadings(data)
  const read = () => loadPlan(config, { listening, kept })
  let loaded = await read()
  const orders = hearOrders()
  const start = (basis: Loaded) =>
    runHub({
      basis,
      data,
      database: process.env.DATABASE_URL,
      listen: at,
      banner: null,
      configuration: { path: config, listening, readAgain: orders.reload },
      ...(playbooks ? { playbooksDir: playbooks } : {}),
    })
  let hub = await start(loaded)
  await greet(hub, hub.engine.plan(), { json, out })
  const keep = () => setTimeout(() => void kept.keep().catch(() => {}), KEPT_AFTER_MS).unref() // without it the next start only takes longer
  keep()
  for (;;) {
    const next = await readWhenTold(orders, read, out)
    await hub.stop()
    if (next === null) return 0
    const before = loaded
    loaded = next
    hub = await start(next).catch((error: unknown) => {
      loaded = before
      return goOn(error, out, () => start(before))
    })
    const sites = Object.keys(hub.engine.plan().sites).length
    keep()
    if (loaded === next) out.stderr(`${config} was read again: ${sites} ${sites === 1 ? 'site' : 'sites'}.\n`)
  }
}

// What cannot be begun with is complained about; a hub that watched goes on watching.
function goOn<T>(error: unknown, out: Out, before: () => Promise<T>): Promise<T> {
  if (!(error instanceof Problem)) throw error
  out.stderr(`${error.message} ${error.fix}\nThe configuration before goes on.\n`)
  return before()
}

const KEPT_AFTER_MS = 15_000 // what was due is under way by then

type Loaded = Awaited<ReturnType<typeof loadPlan>>

// SIGHUP reads the file again; one with a mistake in it changes nothing and is complained about. Null when the hub is to stop.
async function readWhenTold(orders: ReturnType<typeof hearOrders>, read: () => Promise<Loaded>, out: Out): Promise<Loaded | null> {
  while ((await orders.next()) === 'reload') {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      out.stderr(`${error.message}\nThe configuration before goes on.\n`)
    }
  }
  return null
}

async function greet(hub: RunningHub, plan: Plan, { json, out }: { readonly json: boolean | undefined; readonly out: Out }) {
  const login = await hub.loginLink()
  const sites = Object.keys(plan.sites).length
  out.stdout(json ? `${JSON.stringify({ url: hub.url, login, pid: process.pid, sites })}\n` : greeting(hub.url, login, sites))
  if (!plan.channels.mail && !plan.channels.push) out.stderr('Nobody can be told of an outage: write channels.mail or channels.push.\n')
}

const greeting = (
  url: string,
  login: string,
  sites: number,
) => `${styleText('bold', 'Allclear')} watches ${sites} ${sites === 1 ? 'site' : 'sites'}. Ctrl-C ends it.
  log in once   ${styleText('cyan', login)}
  status page   ${styleText('cyan', `${url}status/operator/`)}
`
