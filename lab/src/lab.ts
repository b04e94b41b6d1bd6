import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabMail, LabOrder, LabPost, LabReady } from '@allclear/wire/lab.ts'
import { ADDRESSES } from './addresses.ts'
import { foundAuthority, type Authority } from './authority.ts'
import { FAULTS } from './faults.ts'
import { Host } from './host.ts'
import { openLabPage, type LabState } from './lab-page.ts'
import { openMailViewer } from './mail-viewer.ts'
import { MailSink } from './mail-sink.ts'
import { openNameServer, type Answering } from './name-server.ts'
import { openOnOnePort, type Listening } from './one-port.ts'
import { Panel } from './panel.ts'
import { Push, type LabPush } from './push.ts'
import { openRdap } from './rdap.ts'
import { openResolver } from './resolver.ts'
import { send } from './site-answers.ts'
import { DEFAULT_PAGE, parkingPage } from './site-pages.ts'
import { CANARIES } from './sites.ts'
import { Slack } from './slack.ts'
import { openWhois } from './whois.ts'
import { World } from './world.ts'
import { answerFrom } from './zone.ts'
import { providerZones, rootZone, tldZones } from './zones.ts'

export type LabOptions = {
  readonly pagePort?: number // of the lab page; 0, the default: the system chooses
  readonly mailPort?: number // of the mail viewer
  readonly renewals?: 'succeed' | 'fail' // of the hosting panel; `fail` by default
}

export type Lab = {
  readonly ready: LabReady
  order(order: LabOrder): Promise<void>
  state(): LabState
  mails(): readonly LabMail[]
  posts(): readonly LabPost[]
  pushes(): readonly LabPush[]
  close(): Promise<void>
}

type Closable = { close(): void | Promise<void> }

/** Starts the whole lab in this process. `ready` says where everything is; nothing listens any more after `close`. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const opened: Closable[] = []
  const keep = <T extends Closable>(one: T): T => (opened.push(one), one)
  const close = async () => void (await Promise.all(opened.splice(0).map(async (one) => one.close())))
  try {
    return await openAll(options, keep, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function openAll(options: LabOptions, keep: <T extends Closable>(one: T) => T, close: () => Promise<void>): Promise<Lab> {
  const authority = await foundAuthority()
  const world = new World(authority)
  const panel = new Panel(world, secret('panel'))
  panel.renewals = options.renewals ?? 'fail'
  const sink = new MailSink()
  const slack = new Slack(secret('xoxb-lab'))
  const push = new Push()

  const ports = await openInternet(world, authority, panel, keep)
  const rdap = keep(await openRdap(world))
  const whois = keep(await openWhois(world))
  const trustedCa = await writeRoot(authority, keep)
  const smtp = keep(await sink.open())
  const viewer = keep(await openMailViewer(sink, options.mailPort))
  const [chat, ntfy] = [keep(await slack.open()), keep(await push.open())]

  let last: Promise<void> = Promise.resolve()
  const order = (wanted: LabOrder) => (last = last.catch(() => {}).then(() => follow(wanted, world, panel)))
  const state = () => stateOf(world, panel, ports[443])
  const links = [
    ['Mail', viewer.url],
    ['Slack', chat.url],
    ['Push', ntfy.url],
  ] as const
  const page = keep(await openLabPage({ state, order, links }, options.pagePort))

  const ready: LabReady = {
    network: {
      resolvers: ADDRESSES.resolvers.map((address) => `${address}:${ports[53]}`),
      rootServers: ADDRESSES.root.map((address) => `${address}:${ports[53]}`),
      rdapBootstrap: rdap.bootstrap,
      whois: `127.0.0.1:${whois.port}`,
      trustedCa,
      canaries: CANARIES.map(({ name }) => `https://${name}/`),
      ports: { '53': ports[53], '80': ports[80], '443': ports[443] },
    },
    smtp: `smtp://127.0.0.1:${smtp.port}`,
    slack: `${chat.url}/api`,
    ntfy: ntfy.url,
    panel: 'https://panel.anchor.example',
    panelToken: panel.token,
    slackToken: slack.token,
    page: page.url,
    mail: viewer.url,
    sites: world.sites.map(({ site }) => ({ site: site.name, faults: FAULTS.map(({ id }) => id) })),
  }
  const mails = () => sink.mails.map(({ summary }) => summary)
  return { ready, order, state, mails, posts: () => slack.posts, pushes: () => push.pushes, close }
}

type Ports = { readonly 53: number; readonly 80: number; readonly 443: number }

async function openInternet(world: World, authority: Authority, panel: Panel, keep: <T extends Closable>(one: T) => T): Promise<Ports> {
  const others = await openOtherHosts(authority, panel)
  await world.start()
  const hosts = [...world.hosts, ...others].map(keep)
  const plain = await openOnOnePort(hosts.map((host) => (port) => host.open('http', port)))
  const secure = await openOnOnePort(hosts.map((host) => (port) => host.open('https', port)))
  const names = (await openNames(world, keep)).map(keep)
  return { 53: names[0]!.port, 80: plain[0]!.port, 443: secure[0]!.port }
}

/** Hosts that are nobody's website: the canaries, the panel, the parking page, and a stranger's server. */
async function openOtherHosts(authority: Authority, panel: Panel): Promise<readonly Host[]> {
  const canaries = CANARIES.map(({ name, address }) => ({ name, host: new Host(address, ({ response }) => send(response, 200, 'ok')) }))
  const parking = new Host(ADDRESSES.parkingPage, async ({ request, response }) =>
    send(response, 200, await parkingPage((request.headers.host ?? 'This domain').replace(/:\d+$/, ''))),
  )
  const stranger = new Host(ADDRESSES.stranger, ({ response }) => send(response, 200, DEFAULT_PAGE))
  const cpanel = new Host(ADDRESSES.panel, (exchange) => panel.answer(exchange))
  const all = [
    ...canaries,
    { name: 'parking.pendingrenewaldeletion.com', host: parking },
    { name: 'shop.stranger.example', host: stranger },
    { name: 'panel.anchor.example', host: cpanel },
  ]
  await Promise.all(all.map(async ({ name, host }) => host.present(await authority.issue({ names: [name], addresses: [host.address] }))))
  return all.map(({ host }) => host)
}

async function openNames(world: World, keep: <T extends Closable>(one: T) => T): Promise<readonly Listening[]> {
  let port = 0
  const resolver = keep(await openResolver(ADDRESSES.root, () => port))
  const authoritative = (addresses: readonly string[], answer: Answering) =>
    addresses.map((address) => (wanted: number) => openNameServer({ address, port: wanted, recursive: false }, answer))
  const servers = await openOnOnePort([
    ...authoritative(ADDRESSES.root, (question) => answerFrom([rootZone(world)], question)),
    ...authoritative(ADDRESSES.tld, (question) => answerFrom(tldZones(world), question)),
    ...(['namesilver', 'anchor', 'parking'] as const).flatMap((provider) =>
      authoritative(ADDRESSES[provider], (question) => answerFrom(providerZones(world, provider), question)),
    ),
    ...ADDRESSES.resolvers.map(
      (address) => (wanted: number) => openNameServer({ address, port: wanted, recursive: true }, (question) => resolver.resolve(question)),
    ),
  ])
  port = servers[0]!.port
  return servers
}

async function writeRoot(authority: Authority, keep: <T extends Closable>(one: T) => T): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'allclear-lab-'))
  keep({ close: () => rm(directory, { recursive: true, force: true }) })
  const file = join(directory, 'lab-root.pem')
  await writeFile(file, `${authority.rootPem}\n`)
  return file
}

function follow(order: LabOrder, world: World, panel: Panel): Promise<void> | void {
  switch (order.do) {
    case 'break':
      return world.break(order.site, order.fault)
    case 'fix':
      return world.fix(order.site)
    case 'panel':
      panel.renewals = order.renewals
  }
}

const stateOf = (world: World, panel: Panel, port: number): LabState => ({
  sites: world.sites.map(({ site, fault, since }) => ({
    site: site.name,
    partner: site.partner,
    client: site.client,
    address: site.address,
    url: `https://${site.address}:${port}/`,
    fault: fault?.id ?? null,
    since,
  })),
  panel: { renewals: panel.renewals },
})

const secret = (name: string): string => `${name}-${randomBytes(12).toString('hex')}`
