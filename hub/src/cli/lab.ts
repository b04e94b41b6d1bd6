import { readFile } from 'node:fs/promises'
import { LabReady } from '@allclear/wire/lab.ts'
import type { LabOrder } from '@allclear/wire/lab.ts'
import { nearest } from '../domain/document.ts'
import { createChannelNetwork } from '../network/create-network.ts'
import { Problem } from '../problem.ts'
import { startLabProcess } from './lab-process.ts'
import { LAB_CONFIG, NOTE, noteLab } from './note-lab.ts'
import { printLab } from './print-lab.ts'
import type { Out } from './report-complaints.ts'
import { untilStopped } from './until-stopped.ts'

/** `lab start|list|break|fix`: the Internet on loopback, opened by hand or by the demonstration. */
export async function lab(
  verb: string,
  words: readonly string[],
  { json = false }: { readonly json?: boolean },
  out: Out,
): Promise<number> {
  if (verb === 'start') return start(json, out)
  const ready = await readNote()
  if (verb === 'list') return list(ready, json, out)
  const [site = '', fault = ''] = words
  const names = targetsOf(ready).map((one) => one.site)
  const faults = ready.sites[0]?.faults ?? []
  if (!names.includes(site)) throw unknown('site', site, names)
  if (verb === 'break' && !faults.includes(fault)) throw unknown('fault', fault, faults)
  await send(ready, verb === 'break' ? { do: 'break', site, fault } : { do: 'fix', site })
  const said = verb === 'break' ? `${site} is broken: ${fault}.` : `${site} is mended.`
  out.stdout(json ? `${JSON.stringify({ ok: true })}\n` : `${said}\n`)
  return 0
}

async function start(json: boolean, out: Out): Promise<number> {
  const { ready, stop } = await startLabProcess()
  const forget = await noteLab(ready)
  const { page, mail, slack, network } = ready
  const lines = [
    `break and fix sites  ${page}`,
    `mail viewer          ${mail}`,
    `Slack                ${slack}`,
    `resolvers            ${network.resolvers.join(', ')}`,
    `look at it with      --config ${LAB_CONFIG}`,
  ]
  out.stdout(json ? `${JSON.stringify(ready)}\n` : `The lab is open. Ctrl-C ends it.\n  ${lines.join('\n  ')}\n`)
  await untilStopped()
  await forget()
  await stop()
  return 0
}

function list(ready: LabReady, json: boolean, out: Out): number {
  out.stdout(json ? `${JSON.stringify(targetsOf(ready))}\n` : printLab(ready))
  return 0
}

/** What can be broken: the websites, and the groups that stand in place of one, each with the faults it can have. */
function targetsOf({ sites, groups = [] }: LabReady) {
  const faults = sites[0]?.faults ?? []
  return [...sites, ...groups.map(({ group, shares, sites: members }) => ({ site: group, faults, shares, sites: members }))]
}

async function readNote(): Promise<LabReady> {
  const text = await readFile(NOTE, 'utf8').catch(() => null)
  if (text !== null) return LabReady.parse(JSON.parse(text))
  throw new Problem('bad-input', 'lab_closed', 'No lab is open here.', 'Open one: allclear lab start, or allclear demo.')
}

async function send(ready: LabReady, order: LabOrder) {
  const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
  const { origin } = new URL(ready.page)
  const answer = await network.request(
    { url: `${origin}/api/orders`, method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify(order) },
    { signal: AbortSignal.timeout(5000) },
  )
  if (!answer.ok) throw new Problem('bad-input', 'lab_closed', 'The lab does not answer any more.', 'Open it again: allclear lab start.')
  if (answer.status !== 200)
    throw new Problem('bad-input', 'order_refused', `The lab refused: ${answer.body.slice(0, 300)}`, 'See allclear lab list.')
}

const MOST_NAMES = 5

function unknown(what: 'site' | 'fault', word: string, known: readonly string[]): Problem {
  const spelt = nearest(word, known)
  const containing = known.filter((name) => name.includes(word)).toSorted((a, b) => a.length - b.length)
  const meant = [...new Set([...(spelt === null ? [] : [spelt]), ...containing])]
  return new Problem(
    'bad-input',
    `${what}_unknown`,
    `The lab has no ${what} ${word}.`,
    meant.length > 0 ? `Did you mean ${meant.slice(0, MOST_NAMES).join(', ')}?` : `It has what allclear lab list shows.`,
  )
}
