import { spawnSync } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { MailSink } from '../lab/src/mail-sink.ts'
import { freePort } from '../hub/src/network/free-port.double.ts'
import { hasAlertmanager, startAlertmanager } from './debian-alerts.ts'
import type { Alertmanager } from './debian-alerts.ts'
import { configured, OUR_PLAYBOOK, ZONE } from './afternoon/configuration.ts'
import { asTable, walk } from './afternoon/journal.ts'
import type { Step } from './afternoon/journal.ts'
import { SERVERS, SITES, writeKumaFile } from './afternoon/kuma-file.ts'
import { Stranger } from './afternoon/stranger.ts'
import { siteOn } from './storm/farm-words.ts'
import { endProgram } from './storm/end-program.ts'
import { openFarm } from './storm/open-farm.ts'

/**
 * A stranger's afternoon (issue 12): in an empty folder, with the packed program alone, somebody new writes a configuration, brings in 500 monitors of
 * Uptime Kuma, connects Debian's Alertmanager, lets a partner in, survives an outage and reads the report. Each step is timed, and what it printed is
 * kept. `--folder DIR` (a new temporary one otherwise), `--json`. Exit status 1 when a step fails.
 */
const { values } = parseArgs({ options: { folder: { type: 'string' }, json: { type: 'boolean', default: false } } })
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ALERT_TOKEN = 'a-token-of-this-afternoon'
const [OURS, THEIRS] = [1, 2] // the servers of two partners
const BROKEN = siteOn(OURS, 7)
const [ROSA, BO, ANA] = ['rosa@brightside.example', 'bo@mailbox.example', 'ana@harbor.example']

const folder = values.folder ? resolve(values.folder) : await mkdtemp(join(tmpdir(), 'allclear-afternoon-'))
const empty = join(folder, 'empty')
await mkdir(empty, { recursive: true })
await using farm = await openFarm(folder, SERVERS)
const sink = new MailSink()
const smtp = await sink.open()
const listen = `127.0.0.1:${await freePort()}`
const stranger = new Stranger(empty, { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, ALERT_TOKEN })
let alertmanager: Alertmanager | null = null
let incident = 0

type Items<T> = { readonly items: readonly T[] }
type Alert = { readonly state: string; readonly site: string | null; readonly incident: number | null }
const letterTo = (address: string, about: RegExp) =>
  sink.mails.map(({ summary }) => summary).find(({ envelope, subject }) => envelope.to.includes(address) && about.test(subject))
const alerts = async () => (await stranger.asks<Items<Alert>>('/api/v1/alerts')).items

const steps: Step[] = [
  {
    name: 'Pack and install',
    async run(page) {
      const packed = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'packages/build.mjs'], {
        cwd: ROOT,
        encoding: 'utf8',
      })
      page.claim('the package is made', packed.status === 0)
      const tarball = packed.stdout.trim()
      await stranger.types(page, ['npm', 'install', '--no-audit', '--no-fund', tarball])
      return `${basename(tarball)} in an empty folder; version ${(await stranger.types(page, ['npx', 'allclear', '--version'])).trim()}`
    },
  },
  {
    name: 'First configuration',
    async run(page) {
      await stranger.types(page, ['npx', 'allclear', 'init', '--operator', 'Harbor Web Care', '--person', 'Ana Ruiz', '--mail', ANA, '--timezone', 'America/New_York']) // prettier-ignore
      const added = stringify(configured(farm.network, `http://${listen}/`))
      await appendFile(join(empty, 'allclear.yaml'), added)
      await mkdir(join(empty, 'playbooks'))
      await writeFile(join(empty, 'playbooks/ours.yaml'), OUR_PLAYBOOK)
      page.print(added)
      await stranger.types(page, ['npx', 'allclear', 'config', 'check', 'allclear.yaml'])
      await stranger.types(page, ['npx', 'allclear', 'playbook', 'check', 'playbooks/ours.yaml'])
      return 'init, then two partners, a client, a playbook of their own; config check finds nothing wrong'
    },
  },
  {
    name: 'Start',
    async run(page) {
      await stranger.startsHub(page, ['--listen', listen, '--playbooks', 'playbooks'])
      page.claim('it is ready', (await stranger.visits('/readyz')).status === 200)
      return 'the hub listens and is ready'
    },
  },
  {
    name: 'Import, dry run',
    async run(page) {
      writeKumaFile(join(empty, 'kuma.db'))
      const said = await stranger.types(page, ['npx', 'allclear', 'import', 'uptime-kuma', 'kuma.db'])
      page.claim(`it says what would become of 500 monitors, ${SITES} sites`, said.includes(`${SITES} sites of `))
      const { items } = await stranger.asks<Items<unknown>>('/api/v1/sites')
      page.claim('nothing was changed', items.length === 0)
      return said.trim().split('\n').at(-1)!
    },
  },
  {
    name: 'Import',
    async run(page) {
      const said = await stranger.types(page, ['npx', 'allclear', 'import', 'uptime-kuma', 'kuma.db', '--apply'])
      const wells = async () =>
        (await stranger.asks<Items<{ state: string }>>('/api/v1/sites')).items.filter(({ state }) => state === 'up').length
      await page.until(`all ${SITES} sites are seen well`, async () => (await wells()) === SITES, 300)
      return `${said.trim().split('\n').at(-1)!} All ${SITES} sites were seen well.`
    },
  },
  {
    name: 'Whose they are',
    async run(page) {
      const given = (group: number, client: string) =>
        Array.from({ length: 20 }, (_, n) => ({ kind: 'sites', id: siteOn(group, n), set: { client } }))
      const changes = [...given(OURS, 'corner-bakery'), ...given(THEIRS, 'fahrradwerk')]
      const { isDone } = await stranger.asks<{ isDone: boolean }>('/api/v1/plan/changes', { changes, dryRun: false })
      page.claim('forty sites have a client', isDone)
      return 'forty sites given to two clients of two partners, as "Change several" does'
    },
  },
  {
    name: 'Alertmanager',
    ...(hasAlertmanager ? {} : { missing: 'prometheus-alertmanager is not installed' }),
    async run(page) {
      alertmanager = await startAlertmanager(folder, `${stranger.url}hooks/alerts/prometheus/${ALERT_TOKEN}`)
      const began = new Date(Date.now() - 60_000).toISOString()
      await alertmanager.post('SiteDown', siteOn(0, 3), began)
      const heard = await page.until('the hub looked because of it', async () =>
        (await alerts()).find(({ state }) => state === 'elsewhere'),
      )
      page.claim('about the site that it names', heard.site === siteOn(0, 3))
      page.claim('no incident came of it', (await stranger.asks<Items<unknown>>('/api/v1/incidents')).items.length === 0)
      await alertmanager.post('SiteDown', siteOn(0, 3), began, new Date().toISOString())
      return 'an alert about a site that is well is looked into and kept, and opens nothing'
    },
  },
  {
    name: 'A partner looks in',
    async run(page) {
      await stranger.asks('/api/v1/partners/brightside/members', { mail: ROSA, name: 'Rosa Lind', role: 'partner-admin' })
      const letter = await page.until('the invitation arrives', () => letterTo(ROSA, /./))
      page.print(letter.text)
      const way = new URL(/http:\S+\/join/.exec(letter.text)![0]).pathname
      page.claim('its link offers to log in', (await stranger.visits(way)).status === 200)
      const { headers } = await stranger.visits(way, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
      })
      const cookie = headers['set-cookie']?.split(';')[0] ?? ''
      const { body, status } = await stranger.visits('/portal/', { headers: { cookie } })
      page.print(body)
      page.claim('her portal opens', status === 200)
      page.claim('her sites stand there', body.includes(BROKEN))
      page.claim(
        'nobody else is named',
        !/northlight|fahrradwerk/i.test(body) && !body.includes(siteOn(THEIRS, 0)) && !body.includes(siteOn(0, 0)),
      )
      const { status: refused } = await stranger.visits(`/api/v1/sites/${siteOn(THEIRS, 0)}`, { headers: { cookie } })
      page.claim(`the site of another partner is refused to her (${refused})`, [403, 404].includes(refused))
      return 'invited by mail, signed in by its link, sees the twenty sites of her clients and nobody else'
    },
  },
  {
    name: 'An outage',
    async run(page) {
      page.claim('all was quiet before', (await stranger.asks<Items<unknown>>('/api/v1/incidents')).items.length === 0)
      await farm.order({ do: 'break', site: BROKEN, fault: 'certificate' })
      const began = new Date().toISOString()
      await alertmanager?.post('CertificateExpired', BROKEN, began)
      type Whole = { id: number; site: string; phase: string; cause: string | null }
      const found = async () => (await stranger.asks<Items<Whole>>('/api/v1/incidents')).items.find(({ site }) => site === BROKEN)
      const open = await page.until(
        'it is verified: an incident is open',
        async () => ((one) => (one?.phase === 'open' ? one : null))(await found()),
        180,
      )
      incident = open.id
      await page.until('its cause is found: the certificate has expired', async () => (await found())?.cause === 'tls.expired')
      const paged = await page.until('Ana is paged', () => letterTo(ANA, new RegExp(BROKEN)))
      page.print(`${paged.subject}\n${paged.text}`)
      const told = await page.until('the client is told', () => letterTo(BO, /./))
      page.print(`From: ${told.from}\nCc: ${told.cc.join(', ')}\nSubject: ${told.subject}\n\n${told.text}`)
      page.claim('in the name of the partner', told.from === 'Brightside Care <care@brightside.example>')
      page.claim('with the partner in copy', told.cc.includes(ROSA))
      page.claim('without a word of the operator', !/harbor/i.test(`${told.from}${told.subject}${told.text}`))
      await stranger.asks(`/api/v1/incidents/${incident}/acknowledge`, {})
      await farm.order({ do: 'mend', site: BROKEN })
      await alertmanager?.post('CertificateExpired', BROKEN, began, new Date().toISOString())
      await page.until('it is seen well, and stays so: all clear', async () => (await found())?.phase === 'resolved', 180)
      const clear = await page.until(
        'the client is told that it is over',
        () => sink.mails.filter(({ summary }) => summary.envelope.to.includes(BO)).at(1)?.summary,
      )
      page.print(`${clear.subject}\n${clear.text}`)
      const mails = sink.mails.filter(({ summary }) => summary.envelope.to.includes(BO)).length
      page.claim('and heard nothing else', mails === 2)
      return `certificate expired on ${BROKEN}: ${alertmanager ? 'Alertmanager said so, ' : ''}verified, diagnosed, Ana paged, the client told by its partner, acknowledged, mended, all clear`
    },
  },
  {
    name: 'The report',
    async run(page) {
      const month = Temporal.Now.plainDateISO(ZONE).toPlainYearMonth().toString()
      const line = ['npx', 'allclear', 'report', '--client', 'corner-bakery', '--month', month]
      const said = await stranger.types(page, line)
      await stranger.types(page, [...line, '--html', 'report.html'])
      page.claim('the outage stands in it', /^Outages: 1 /m.test(said) && /certificate/i.test(said))
      page.claim('no other client does', !/northlight|fahrradwerk/i.test(said) && !said.includes(siteOn(THEIRS, 0)))
      return 'the month of Corner Bakery, with the outage and its cause, as text and as a page that prints'
    },
  },
  {
    name: 'The end of the day',
    async run(page) {
      page.claim('the hub ends by itself', await stranger.stopsHub())
      return 'Ctrl-C ends the hub, and nothing is left running'
    },
  },
]

const entries = await walk(steps, join(folder, 'output'))
await stranger.stopsHub()
if (alertmanager) await endProgram((alertmanager as Alertmanager).program)
await smtp.close()
await writeFile(join(folder, 'afternoon.json'), `${JSON.stringify(entries, null, 2)}\n`)
await writeFile(join(folder, 'mails.json'), `${JSON.stringify(sink.mails.map(({ summary }) => summary), null, 2)}\n`) // prettier-ignore
process.stdout.write(values.json ? `${JSON.stringify({ folder, steps: entries })}\n` : `\n${asTable(entries)}Kept in ${folder}\n`)
if (entries.some(({ state }) => state === 'failed')) process.exitCode = 1
