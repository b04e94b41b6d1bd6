import { setTimeout as wait } from 'node:timers/promises'
import { relative } from 'node:path'
import { styleText } from 'node:util'
import { ConfigurationNow, ConfigurationPlan } from '@allclear/wire/configuration.ts'
import type { Files } from '@allclear/wire/configuration.ts'
import { printComplaints } from '../domain/document.ts'
import { readConfigFiles } from '../config-files.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askHub, askRunningHub } from './running-hub.ts'

export type PlanOptions = { readonly config: string; readonly data: string; readonly hub?: string; readonly json?: boolean }

const HOLDS_WITHIN_MS = 30_000
const LOOKS_EVERY_MS = 250

/** `plan`: what a running hub would read differently in this file or folder. Changes nothing; status 2 where something is wrong with it. */
export async function planVerb(options: PlanOptions, out: Out): Promise<number> {
  const files = await filesOf(options.config)
  const plan = ConfigurationPlan.parse(await ask(options, '/api/v1/configuration/plan', { files }))
  const isWell = plan.complaints.every(({ level }) => level !== 'error')
  if (options.json) out.stdout(`${JSON.stringify(plan)}\n`)
  else out.stdout(`${sayPlan(plan)}${isWell && plan.differences.length > 0 ? 'Nothing is done; apply does it.\n' : ''}`)
  return isWell ? 0 : 2
}

/** `apply`: shows the same, puts the files in the place of the hub's own, and waits until they hold. */
export async function applyVerb(options: PlanOptions, out: Out): Promise<number> {
  const files = await filesOf(options.config)
  const plan = ConfigurationPlan.parse(await ask(options, '/api/v1/configuration/plan', { files }))
  const isWell = plan.complaints.every(({ level }) => level !== 'error')
  if (!options.json) out.stdout(sayPlan(plan))
  if (isWell && plan.version !== plan.holds) {
    await ask(options, '/api/v1/configuration/apply', { files, over: plan.holds })
    await untilItHolds(options, plan.version!)
    if (!options.json) out.stdout(`Version ${plan.version} holds.\n`)
  }
  if (options.json) out.stdout(`${JSON.stringify({ ...plan, applied: isWell })}\n`)
  return isWell ? 0 : 2
}

async function filesOf(config: string): Promise<Files> {
  const read = await readConfigFiles(config)
  if ('files' in read) return read.files.map(({ name, text }) => ({ name: read.isFolder ? relative(config, name) : name, text }))
  throw new Problem('bad-input', 'config_invalid', printComplaints(read).trimEnd(), 'Mend what is named and try again.')
}

async function ask({ hub, data }: PlanOptions, path: string, body?: unknown): Promise<unknown> {
  const answer =
    hub === undefined ? await askRunningHub(data, path, body) : await askHub({ address: addressOf(hub), token: tokenFor(hub) }, path, body)
  if (answer !== null) return answer
  if (hub !== undefined)
    throw new Problem('bad-input', 'hub_not_running', `No hub answers at ${hub}.`, 'Check the address, and that the hub runs.')
  throw new Problem(
    'bad-input',
    'hub_not_running',
    `No hub runs on ${data}.`,
    'Start it with `allclear up`, name its --data, or its address with --hub.',
  )
}

/** The address of a hub as it was written, or a Problem where it is none. */
export function addressOf(hub: string): string {
  if (URL.canParse(hub) && /^https?:$/.test(new URL(hub).protocol)) return hub
  throw new Problem('bad-input', 'field_invalid', `--hub: ${hub} is no address.`, 'Write https://allclear.example.org/.')
}

function tokenFor(hub: string): string {
  const token = process.env.ALLCLEAR_TOKEN
  if (token) return token
  throw new Problem(
    'bad-input',
    'token_missing',
    `There is no token for ${hub}.`,
    'Set ALLCLEAR_TOKEN to an owner’s: allclear token create NAME --role owner.',
  )
}

// It begins anew meanwhile: that nobody answers for a moment is no answer.
async function untilItHolds(options: PlanOptions, version: string) {
  for (let waited = 0; waited < HOLDS_WITHIN_MS; waited += LOOKS_EVERY_MS) {
    const now = ConfigurationNow.safeParse(await ask(options, '/api/v1/configuration').catch(() => null))
    if (now.success && now.data.version === version) return
    await wait(LOOKS_EVERY_MS)
  }
  throw new Problem(
    'ours',
    'configuration_refused',
    'The hub does not read it as it was sent.',
    'Its log says why; the configuration before goes on.',
  )
}

function sayPlan({ differences, complaints }: ConfigurationPlan): string {
  const lines = differences.map(({ place, from, to }) => {
    if (from === null) return styleText('green', `+ ${place}: ${to}`)
    if (to === null) return styleText('red', `- ${place}: ${from}`)
    return `${styleText('yellow', '~')} ${place}: ${styleText('red', from)} → ${styleText('green', to)}`
  })
  const said = complaints.map(({ level, place, message, fix }) => `${place}  ${level === 'warning' ? 'warning: ' : ''}${message}; ${fix}`)
  return [...said, ...(lines.length > 0 ? lines : ['No difference.'])].map((line) => `${line}\n`).join('')
}
