import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { labEnvironment } from '@allclear/wire/lab.ts'
import type { LabMail } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { runHub } from '../hub/src/cli/run-hub.ts'
import { loadPlan } from '../hub/src/config.ts'
import { iso } from '../hub/src/domain/instant.ts'
import type { Instant } from '../hub/src/domain/instant.ts'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import { MASTER_KEY, RELEASES } from '../hub/test/kept-releases.ts'
import { openSlowLink } from './slow-link.ts'

/**
 * Lives through two minutes of outages with this very program, takes its data in the midst of them, as a kill would leave them, and keeps them under
 * hub/test/releases for the test that every later version upgrades them. `npm run keep-release`, once for each release.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const QUICKENED = 60
const PATIENCE_MS = 120_000
const LARGEST = 300_000

const WINDOW = {
  ...{ maintenance: 'kernel-update', starts: iso((Date.now() + 20 * 86_400_000) as Instant).replace(/\.\d+/, ''), lasts: '45m' },
  ...{ affects: { providers: ['anchor-hosting'] }, disrupts: 'Websites on Anchor Hosting are unreachable for up to 45 minutes.' },
  ...{ reason: 'Security update.', benefit: 'Closes a hole.', support: 'Mail care@brightside.example.', alternatives: 'none' },
}

const folder = mkdtempSync(join(tmpdir(), 'allclear-release-'))
const file = join(folder, 'allclear.sqlite')
const lab = await startLabProcess()
const mail = await openSlowLink(Number(new URL(lab.ready.smtp).port), 0)
Object.assign(process.env, labEnvironment(lab.ready), {
  ...{ LAB_SMTP: `smtp://127.0.0.1:${mail.port}`, ALLCLEAR_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'fatal' },
})
const basis = await loadPlan(join(ROOT, 'lab/agency.yaml'), { quickened: QUICKENED, listening: 'http://127.0.0.1:8470/' })
const hub = await runHub({ basis, data: folder, listen: { host: '127.0.0.1', port: 0 }, banner: null })
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const books = new DatabaseSync(file, { readOnly: true })
const { token } = JSON.parse(readFileSync(join(folder, 'hub.json'), 'utf8')) as { token: string }

async function post(path: string, body: string, type: string) {
  const headers = { 'content-type': type, authorization: `Bearer ${token}` }
  const answer = await network.request({ url: `${hub.url}${path}`, method: 'POST', headers, body }, { signal: AbortSignal.timeout(5000) })
  if (!answer.ok || answer.status >= 400) throw new Error(`${path}: ${answer.ok ? answer.body : answer.message}`)
}
const form = (path: string, fields: Record<string, string>) =>
  post(path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')
const asks = (path: string, body: object) => post(path, JSON.stringify(body), 'application/json')

/** Where the link leads that stands in the mail to this reader, below the hub's own address. */
async function linkTo(reader: string): Promise<string> {
  for (const last = Date.now() + PATIENCE_MS; Date.now() < last; await rest(50)) {
    const answer = await network.request({ url: new URL('api/messages', lab.ready.mail).href }, { signal: AbortSignal.timeout(5000) })
    const mails = answer.ok ? (JSON.parse(answer.body) as LabMail[]) : []
    const text = mails.find(({ to }) => to.includes(reader))?.text
    if (text) return /status\/brightside\/subscriber\/[\w.-]+/.exec(text)![0]
  }
  throw new Error(`no mail to ${reader}`)
}

/** Waits until the books hold such a row; gives its first column. */
async function until(query: string, ms = 50): Promise<number> {
  for (const last = Date.now() + PATIENCE_MS; Date.now() < last; await rest(ms)) {
    const row = books.prepare(query).get()
    if (row) return Number(Object.values(row)[0])
  }
  throw new Error(`waited in vain: ${query}`)
}
const phase = (site: string, ...phases: string[]) =>
  until(`select id from incident where site = '${site}' and phase in ('${phases.join("', '")}') order by id desc`)
const told = (site: string, state: string) =>
  until(`select incident.id from incident join outbox on incident.id = outbox.incident and incident.partner = outbox.partner
    where site = '${site}' and contract = 'message' and channel = 'mail' and tries > 0 and state = '${state}'`)
const breaks = (site: string, fault: string) => lab.order({ do: 'break', site, fault })
const fixes = (site: string) => lab.order({ do: 'fix', site })

try {
  for (const { site } of lab.ready.sites) await until(`select 1 from site where id = '${site}'`)
  while (hub.engine.checking.wellSites().length < lab.ready.sites.length) await rest(50)

  for (const address of ['kim@reader.example', 'lee@reader.example']) await form('status/brightside/subscribe', { channel: 'mail', address, incidents: 'yes' }) // prettier-ignore
  await form(await linkTo('kim@reader.example'), { do: 'confirm', incidents: 'yes' })
  await asks('api/v1/maintenance', WINDOW)

  await breaks('cornerbakery.example', 'certificate-expired')
  await breaks('alpenhof.example', 'suspended')
  await asks(`api/v1/incidents/${await phase('alpenhof.example', 'open')}/acknowledge`, {})
  await told('cornerbakery.example', 'delivered')
  await fixes('cornerbakery.example')
  await phase('cornerbakery.example', 'resolved', 'reviewed')
  process.stderr.write('One outage is over.\n')

  await mail.close() // what is to be mailed from here on waits
  await breaks('fahrradwerk.example', 'server-stopped')
  await breaks('tidepool-books.example', 'error-500')
  await Promise.all([told('fahrradwerk.example', 'waiting'), told('tidepool-books.example', 'waiting')])
  await fixes('tidepool-books.example')
  await phase('tidepool-books.example', 'stabilising')
  await breaks('lakeside-yoga.example', 'server-stopped')
  await until(`select id from incident where site = 'lakeside-yoga.example' and phase = 'suspected'`, 5)

  const copy = join(folder, 'release.sqlite')
  await backup(books, copy, { rate: 1_000_000 })
  const kept = new DatabaseSync(copy)
  kept.exec('pragma journal_mode = delete')
  const count = (query: string) => kept.prepare(query).all().map((row) => Object.values(row).join(' ')).join(', ') // prettier-ignore
  process.stderr.write(`incidents: ${count('select phase, count(*) from incident group by 1')}\n`)
  process.stderr.write(`messages: ${count('select contract, state, count(*) from outbox group by 1, 2')}\n`)
  kept.close()
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim()
  const packed = brotliCompressSync(readFileSync(copy))
  if (packed.length > LARGEST) throw new Error(`${packed.length} bytes are too many to keep`)
  mkdirSync(RELEASES, { recursive: true })
  const release = join(RELEASES, `${version}-${commit}.sqlite.br`)
  writeFileSync(release, packed)
  process.stdout.write(`${relative(ROOT, release)}: ${packed.length} bytes\n`)
} finally {
  books.close()
  await hub.stop()
  await lab.stop()
  rmSync(folder, { recursive: true, force: true })
}
