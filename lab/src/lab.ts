import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Question } from 'dns-packet'
import type { LabCall, LabMail, LabOrder, LabPost, LabReady } from '@allclear/wire/lab.ts'
import { ADDRESSES, nameServerAddresses, OTHER_COUNTRY } from './addresses.ts'
import { foundAuthority, type Authority } from './authority.ts'
import { Canaries } from './canaries.ts'
import { edgeHosts } from './edge-hosts.ts'
import { EDGES } from './edges.ts'
import { FAULTS } from './faults.ts'
import { GROUPS } from './groups.ts'
import { Host } from './host.ts'
import { openLabPage, type LabState } from './lab-page.ts'
import { pressInMail } from './mail-reader.ts'
import { openMailViewer } from './mail-viewer.ts'
import { MailSink } from './mail-sink.ts'
import { openNameServer, type Answering } from './name-server.ts'
import { openOnOnePort, type Listening } from './one-port.ts'
import { Panel } from './panel.ts'
import { Phone } from './phone.ts'
import { Push, type LabPush } from './push.ts'
import { openPublicLists } from './public-lists.ts'
import { openRdap } from './rdap.ts'
import { openResolver } from './resolver.ts'
import { OrderRefused } from './order-refused.ts'
import { otherHosts } from './other-hosts.ts'
import { CANARIES } from './sites.ts'
import { SlackApp } from './slack-app.ts'
import { Slack } from './slack.ts'
import { feedUrl, STATUS_PAGES, StatusPages } from './status-pages.ts'
import { openWhois } from './whois.ts'
import { World } from './world.ts'
import { answerFrom, canonical, isUnder, type Reply } from './zone.ts'
import { answerAt, rootZone, tldZones } from './zones.ts'

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
  calls(): readonly LabCall[]
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

async function openAll(options: LabOptions, keep: Keep, close: () => Promise<void>): Promise<Lab> {
  const authority = await foundAuthority()
  const world = new World(authority)
  const panel = new Panel(world, secret('panel'))
  panel.renewals = options.renewals ?? 'fail'
  const sink = new MailSink()
  const slackApp = new SlackApp(secret('slack-signing'))
  const slack = new Slack(secret('xoxb-lab'), slackApp)
  const push = new Push()
  const phone = new Phone()

  const [canaries, statusPages] = [new Canaries(authority), new StatusPages(authority)]
  const ports = await openInternet(
    { world, authority, others: [...otherHosts(world, authority, panel), ...canaries.hosts, statusPages.host] },
    keep,
  )
  const webRiskKey = secret('AIza-lab')
  const lists = keep(await openPublicLists(world, webRiskKey))
  const rdap = keep(await openRdap(world))
  const whois = keep(await openWhois(world))
  const trustedCa = await writeRoot(authority, keep)
  const smtp = keep(await sink.open())
  const viewer = keep(await openMailViewer(sink, options.mailPort))
  const [chat, ntfy, telephony] = [keep(await slack.open()), keep(await push.open()), keep(await phone.open())]

  const mails = () => sink.mails.map(({ summary }) => summary)
  let last: Promise<void> = Promise.resolve()
  const order = (wanted: LabOrder) =>
    (last = last.catch(() => {}).then(() => follow(wanted, { world, panel, canaries, statusPages, slack, slackApp, phone, mails })))
  const state = () => stateOf({ world, panel, canaries, statusPages }, ports[443])
  const links = [
    ['Mail', viewer.url],
    ['Slack', chat.url],
    ['Push', ntfy.url],
    ['Phone', telephony.url],
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
      ports: { '43': whois.port, '53': ports[53], '80': ports[80], '443': ports[443] },
    },
    smtp: `smtp://127.0.0.1:${smtp.port}`,
    slack: `${chat.url}/api`,
    ntfy: ntfy.url,
    phone: telephony.url,
    phoneAccount: phone.account,
    phoneToken: phone.token,
    panel: 'https://panel.anchor.example',
    panelToken: panel.token,
    slackToken: slack.token,
    slackSigningSecret: slackApp.signingSecret,
    page: page.url,
    mail: viewer.url,
    sites: world.sites.map(({ site }) => ({ site: site.name, faults: FAULTS.map(({ id }) => id) })),
    faults: FAULTS.map(({ id, description }) => ({ fault: id, says: description })),
    groups: GROUPS.map(({ id, shares, members }) => ({ group: id, shares, sites: members.map(({ name }) => name) })),
    statusFeeds: STATUS_PAGES.map((page) => ({ provider: page.provider, format: page.format, url: feedUrl(page) })),
    cdnRanges: EDGES.map(({ brand, range }) => ({ brand, ranges: [range] })),
    otherCountry: OTHER_COUNTRY,
    wordpressChecksums: `${lists.url}/core/checksums/1.0/`,
    webRisk: `${lists.url}/v1`,
    webRiskKey,
  }
  return { ready, order, state, mails, posts: () => slack.posts, pushes: () => push.pushes, calls: () => phone.calls, close }
}

type Ports = { readonly 53: number; readonly 80: number; readonly 443: number }

type Keep = <T extends Closable>(one: T) => T
type Hosts = { readonly world: World; readonly authority: Authority; readonly others: readonly Host[] }

async function openInternet({ world, authority, others }: Hosts, keep: Keep): Promise<Ports> {
  let ports: Ports = { 53: 0, 80: 0, 443: 0 }
  const hosts = [...world.hosts, ...others, ...edgeHosts(world, authority, () => ports)].map(keep)
  const plain = await openOnOnePort(hosts.map((host) => (port) => host.open('http', port)))
  const secure = await openOnOnePort(hosts.map((host) => (port) => host.open('https', port)))
  const names = (await openNames(world, keep)).map(keep)
  ports = { 53: names[0]!.port, 80: plain[0]!.port, 443: secure[0]!.port }
  return ports
}

async function openNames(world: World, keep: Keep): Promise<readonly Listening[]> {
  let port = 0
  const resolver = keep(await openResolver(ADDRESSES.root, () => port))
  const at =
    (address: string, answer: Answering, recursive = false) =>
    (wanted: number) =>
      openNameServer({ address, port: wanted, recursive }, answer)
  const servers = await openOnOnePort([
    ...ADDRESSES.root.map((address) => at(address, (question) => answerFrom([rootZone(world)], question))),
    ...ADDRESSES.tld.map((address) => at(address, (question) => answerFrom(tldZones(world), question))),
    ...nameServerAddresses().map((address) =>
      at(address, (question, { wantsSignatures }) => answerAt(world, address, question, wantsSignatures)),
    ),
    ...ADDRESSES.resolvers.map((address, index) =>
      at(address, (question, asking) => orLie(world, index, question, () => resolver.resolve(question, asking)), true),
    ),
  ])
  port = servers[0]!.port
  return servers
}

/** A resolver may lie about a broken site while the others tell the truth. */
function orLie(world: World, index: number, question: Question, truth: () => Promise<Reply>): Reply | null | Promise<Reply> {
  const about = world.all.find(({ site }) => isUnder(canonical(question.name), site.name))
  const lie = about?.fault?.dns?.resolver?.(index)
  return lie === undefined ? truth() : lie
}

async function writeRoot(authority: Authority, keep: Keep): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'allclear-lab-'))
  keep({ close: () => rm(directory, { recursive: true, force: true }) })
  const file = join(directory, 'lab-root.pem')
  await writeFile(file, `${authority.rootPem}\n`)
  return file
}

type Controls = { readonly world: World; readonly panel: Panel; readonly canaries: Canaries; readonly statusPages: StatusPages }

type People = {
  readonly slack: Slack
  readonly slackApp: SlackApp
  readonly phone: Phone
  readonly mails: () => readonly LabMail[]
}

function follow(order: LabOrder, around: Controls & People): Promise<void> | void {
  const { world, panel, canaries, statusPages, slack, slackApp, phone, mails } = around
  switch (order.do) {
    case 'break':
      return world.break(order.site, order.fault)
    case 'fix':
      return world.fix(order.site)
    case 'panel':
      panel.renewals = order.renewals
      return
    case 'status':
      if (STATUS_PAGES.some(({ provider }) => provider === order.provider)) return statusPages.set(order.provider, order.state)
      throw new OrderRefused(
        'site_unknown',
        `The lab has no provider "${order.provider}".`,
        `Write one of: ${STATUS_PAGES.map(({ provider }) => provider).join(', ')}.`,
      )
    case 'canaries':
      return canaries.become(order.state)
    case 'slack-app':
      slackApp.requestUrl = order.requestUrl
      return
    case 'slack-say':
      return slack.say(order.channel, order.thread, order.text)
    case 'slack-press':
      return slack.press(order.channel, order.post, order.choice)
    case 'phone-app':
      phone.smsUrl = order.smsUrl
      return
    case 'phone-text':
      return phone.text(order.from, order.text)
    case 'phone-press':
      return phone.press(order.to, order.key)
    case 'mail-press':
      return pressInMail(mails(), order.to, order.choice)
  }
}

const stateOf = ({ world, panel, canaries, statusPages }: Controls, port: number): LabState => ({
  sites: world.sites.map(({ site, fault, since }) => ({
    site: site.name,
    partner: site.partner,
    client: site.client,
    address: site.address,
    url: `https://${site.address}:${port}/`,
    fault: fault?.id ?? null,
    since,
  })),
  groups: GROUPS.map(({ id, shares, members }) => ({
    group: id,
    shares,
    broken: world.members
      .filter(({ site, fault }) => fault && members.includes(site))
      .map(({ site, fault }) => ({ site: site.name, fault: fault!.id })),
    size: members.length,
  })),
  providers: STATUS_PAGES.map(({ provider, name }) => ({ provider, name, state: statusPages.stateOf(provider) })),
  canaries: canaries.state,
  panel: { renewals: panel.renewals },
})

const secret = (name: string): string => `${name}-${randomBytes(12).toString('hex')}`
