import { access, readFile } from 'node:fs/promises'
import { styleText } from 'node:util'
import { systemClock } from '../clock.ts'
import { loadPlan } from '../config.ts'
import type { DoctorLine } from '../domain/doctor/doctor-line.ts'
import { judgeClock } from '../domain/doctor/judge-clock.ts'
import { judgeDatabase, judgeDisk } from '../domain/doctor/judge-data.ts'
import { judgePort } from '../domain/doctor/judge-port.ts'
import { judgeResolver } from '../domain/doctor/judge-resolver.ts'
import { judgeSendingDomains } from '../domain/doctor/judge-sending-domains.ts'
import { judgeWaysOut } from '../domain/doctor/ways-out.ts'
import { hostsOfOperator } from '../domain/plan/operator-hosts.ts'
import { layWhatFits } from '../domain/plan/plan-basis.ts'
import type { Plan, Secrets } from '../domain/plan/plan.ts'
import { judgeBrands } from '../engine/deliver/judge-brands.ts'
import { askClocks, askResolvers, askWaysOut } from '../engine/doctor/ask-outside.ts'
import type { Networks } from '../engine/doctor/ask-outside.ts'
import { keptIn, lookAtDatabase, lookAtDisk } from '../engine/doctor/look-at-data.ts'
import { createChannelNetwork, createNetwork } from '../network/create-network.ts'
import { mayListen } from '../network/may-listen.ts'
import { placeIn } from './place-in.ts'
import { readListen } from './read-listen.ts'
import type { Listen } from './read-listen.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'
import { theInternet } from './the-internet.ts'

export type DoctorOptions = { readonly config: string; readonly data: string; readonly listen: string; readonly json?: boolean }

type Known = { readonly plan: Plan; readonly secrets: Secrets }

/** `doctor`: what the hub stands on, with or without a hub that runs, each with the line that mends it. Exit status 1 where something is wrong. */
export async function doctor({ config, data, listen, json }: DoctorOptions, out: Out, open = networksOf): Promise<number> {
  const at = readListen(listen)
  const known = (await isThere(config)) ? await planOf(config, data, listen) : null
  const networks = await open(known)
  const parts = await Promise.all([
    onMachine(known, networks, { data, at }),
    known ? fromConfiguration(known, networks) : [unwritten(config)],
  ])
  const lines = parts.flat()
  const count = (state: DoctorLine['state']) => lines.filter((line) => line.state === state).length
  const ok = count('wrong') === 0
  const foot = `${count('wrong')} wrong, ${count('warning')} to look at, ${count('ok')} well.`
  out.stdout(json ? `${JSON.stringify({ ok, lines })}\n` : `${lines.map(printLine).join('\n')}\n${foot}\n`)
  return ok ? 0 : 1
}

// With the partners and sites that people made on screen.
async function planOf(config: string, data: string, listen: string): Promise<Known> {
  const basis = await loadPlan(config, { listening: `http://${listen}/` })
  return { plan: layWhatFits(basis, await keptIn(placeIn(data))).plan, secrets: basis.secrets }
}

const unwritten = (config: string): DoctorLine => ({
  about: 'configuration',
  state: 'warning',
  says: `There is no ${config}: mail, channels and sending domains were not looked at.`,
  mend: 'Write one with: allclear init https://your-site.example, or name it with --config.',
})

async function networksOf(known: Known | null): Promise<Networks> {
  const network = known?.plan.network ?? theInternet()
  const hosts = known ? hostsOfOperator(known.plan, known.secrets) : { services: [], channels: [] }
  const trustedCa = network.trustedCa === null ? null : await readFile(network.trustedCa, 'utf8')
  return {
    outside: createNetwork({ plan: network, trustedCa, operatorHosts: hosts.services }),
    channels: createChannelNetwork({ operatorHosts: hosts.channels }),
  }
}

async function onMachine(known: Known | null, networks: Networks, { data, at }: { data: string; at: Listen }): Promise<DoctorLine[]> {
  const plan = known?.plan ?? { network: theInternet(), sites: {} }
  const place = placeIn(data)
  const [clocks, resolvers, ports, database, disk] = await Promise.all([
    askClocks(plan, networks, systemClock.now),
    askResolvers(plan, networks),
    tryPorts(known?.plan ?? null, data, at),
    lookAtDatabase(place),
    lookAtDisk(data, place.file),
  ])
  return [judgeClock(clocks), ...ports, ...resolvers.map(judgeResolver), ...judgeDatabase(database, systemClock.now()), judgeDisk(disk)]
}

async function fromConfiguration({ plan, secrets }: Known, networks: Networks): Promise<DoctorLine[]> {
  const ways = askWaysOut(plan, secrets, networks)
  const brands = plan.channels.mail?.host ? judgeBrands(plan, secrets, networks.outside) : null
  return [...judgeWaysOut(await ways), ...(brands ? judgeSendingDomains(await brands) : [NO_MAIL])]
}

const NO_MAIL: DoctorLine = {
  about: 'channels.mail',
  state: 'warning',
  says: 'No mail can be sent: channels.mail.smtp is missing or empty.',
  mend: 'Write channels: { mail: { smtp: "${SMTP_URL}" } }, and set SMTP_URL=smtp://user:password@host:587',
}

// A port that is taken while a hub runs on the same data is the hub's.
async function tryPorts(plan: Plan | null, data: string, at: Listen): Promise<DoctorLine[]> {
  const isRunning = (await askRunningHub(data, '/healthz').catch(() => null)) !== null
  const inbox = plan?.channels.inbox?.listen
  const domains = plan?.hub.domains?.listen
  const all = [
    { ...at, key: '--listen' },
    ...(inbox ? [{ ...inbox, key: 'channels.mail.inbox.listen' }] : []),
    ...(domains ? [{ ...domains, key: 'hub.domains.listen' }] : []),
  ]
  return Promise.all(
    all.map(async (one) => {
      const refused = await mayListen(one.host, one.port)
      return judgePort({ ...one, found: refused === 'EADDRINUSE' && isRunning ? 'hub' : (refused ?? 'free') })
    }),
  )
}

const COLOURS = { ok: 'green', warning: 'yellow', wrong: 'red' } as const

const printLine = ({ about, state, says, mend }: DoctorLine) =>
  `${styleText(COLOURS[state], state.padEnd(7))}  ${styleText('bold', about)}: ${oneLine(says)}${mend === null ? '' : `\n         ${styleText('dim', 'mend it:')} ${oneLine(mend)}`}`

// Records of strangers stand in these sentences; an escape sequence in them must not reach the terminal.
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
const isThere = (path: string) => access(path).then(() => true, () => false) // prettier-ignore
