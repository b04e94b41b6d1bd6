import { readFile } from 'node:fs/promises'
import { ProbeEnrolled } from '@allclear/wire/probe.ts'
import { makeKey } from '@allclear/wire/sealing.ts'
import { systemClock } from '../clock.ts'
import { loadPlan } from '../config.ts'
import { createChannelNetwork, createNetwork } from '../network/create-network.ts'
import type { Network } from '../network/network.ts'
import { readUrl } from '../network/url.ts'
import { ask, linkTo } from '../probe/remote/hub-link.ts'
import { countReports, keepIdentity, readIdentity } from '../probe/remote/identity.ts'
import type { Identity } from '../probe/remote/identity.ts'
import { outboxFile } from '../probe/remote/outbox-file.ts'
import { runProbe } from '../probe/remote/run-probe.ts'
import { Problem } from '../problem.ts'
import { theInternet } from './the-internet.ts'
import { ownVersion } from '../own-version.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'
import { untilStopped } from './until-stopped.ts'

export type ProbeOptions = {
  readonly hub?: string
  readonly location?: string
  readonly tokenFile?: string
  readonly data: string
  readonly config?: string
}

/** `probe --hub URL --location NAME`: looks from here for a hub elsewhere, until it is told to stop. The token is needed once. */
export async function probe(options: ProbeOptions, out: Out): Promise<number> {
  const { hub: given, location, tokenFile, data, config } = options
  if (!given || !location)
    throw new Problem('bad-input', 'option_missing', 'A probe needs --hub and --location.', 'See: allclear probe --help')
  const hub = hubAt(given)
  const plan = config === undefined ? null : (await loadPlan(config, { unsetIsEmpty: true })).plan.network
  const trustedCa = plan?.trustedCa ? await readFile(plan.trustedCa, 'utf8') : null
  const network = createNetwork({ plan: plan ?? theInternet(), trustedCa })
  const toHub = createChannelNetwork({ operatorHosts: [new URL(hub).hostname], trustedCa })
  const identity = readIdentity(data) ?? (await enrol(toHub, { hub, location, tokenFile, data }))
  if (identity.hub !== hub || identity.location !== location)
    throw new Problem('bad-input', 'probe_elsewhere', `${data} belongs to the probe at ${identity.location} of ${identity.hub}.`, 'Name another folder with --data.') // prettier-ignore
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())
  const say = (line: string) => out.stderr(`${line}\n`)
  say(`Looking from ${location} for ${hub}. Ctrl-C ends it.`)
  const { sentAway } = await runProbe({
    ...{ probe: identity.probe, version: await ownVersion(), link: linkTo(identity, toHub), network, now: systemClock.now },
    ...{ nextNumber: countReports(data), kept: outboxFile(data), say, signal: stopping.signal },
    onBug: (error) => say(`A fault of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  })
  if (sentAway === null) return 0
  say(sentAway)
  return 1
}

/** `probe invite LOCATION`: the two commands that put a probe there, good once and for an hour. */
export async function probeInvite(location: string, { data, json }: { data: string; json?: boolean }, out: Out): Promise<number> {
  const invited = (await askRunningHub(data, '/api/v1/probes/invitations', { location })) as { lines: string[]; expiresAt: string } | null
  if (!invited)
    throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
  out.stdout(json ? `${JSON.stringify(invited)}\n` : `${invited.lines.join('\n')}\n`)
  out.stderr(`Paste them at ${location} until ${invited.expiresAt}; they are good once.\n`)
  return 0
}

function hubAt(text: string): string {
  const read = readUrl(text)
  if (!read.ok)
    throw new Problem(
      'bad-input',
      'hub_address_wrong',
      read.message,
      'Write the address of the console, such as https://allclear.example/.',
    )
  return read.url.href.endsWith('/') ? read.url.href : `${read.url.href}/`
}

type Enrolling = Pick<ProbeOptions, 'tokenFile' | 'data'> & { readonly hub: string; readonly location: string }

async function enrol(network: Network, { hub, location, tokenFile, data }: Enrolling): Promise<Identity> {
  if (tokenFile === undefined)
    throw new Problem('bad-input', 'option_missing', 'This probe was not let in yet.', 'Name the file with its token: --token-file FILE; on the hub: allclear probe invite LOCATION') // prettier-ignore
  const token = await readFile(tokenFile, 'utf8').catch(() => {
    throw new Problem('bad-input', 'token_file_missing', `${tokenFile} cannot be read.`, 'Write the token there, readable for you alone.')
  })
  const { key, publicKey } = makeKey()
  const body = JSON.stringify({ token: token.trim(), key: publicKey, location })
  const url = new URL('api/probe/v1/enrol', hub).href
  const said = await ask(network, { url, headers: { 'content-type': 'application/json' }, body }, AbortSignal.timeout(30_000))
  if (said.is === 'away')
    throw new Problem('ours', 'hub_not_reached', `The hub cannot be reached: ${said.why}`, 'Check --hub and the way there.')
  if (said.is === 'refusal') throw new Problem('bad-input', said.code, said.message, said.fix)
  const enrolled = ProbeEnrolled.parse(said.body)
  const identity = { hub, key, ...enrolled }
  keepIdentity(data, identity)
  return identity
}
