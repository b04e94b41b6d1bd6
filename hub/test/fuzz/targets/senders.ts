import { readFileSync } from 'node:fs'
import { ProbeReport } from '@allclear/wire/probe.ts'
import { Inventory, Report, SAMPLE_PARTS } from '@allclear/wire/agent.ts'
import { ALERT_KINDS } from '../../../src/domain/alert/index.ts'
import { siteOf } from '../../../src/domain/alert/site-of.ts'
import { tokenOf } from '../../../src/domain/answers/reply-address.ts'
import { understand } from '../../../src/domain/answers/understand.ts'
import { sampleOf } from '../../../src/domain/host/sample.double.ts'
import { TEXT_IMPORTS } from '../../../src/domain/import/index.ts'
import { importKuma } from '../../../src/domain/import/uptime-kuma.ts'
import type { KumaFile } from '../../../src/domain/import/uptime-kuma.ts'
import type { Instant } from '../../../src/domain/instant.ts'
import { osv } from '../../../src/domain/vulnerability/feeds/osv.ts'
import { wordfence } from '../../../src/domain/vulnerability/feeds/wordfence.ts'
import { parseAbsences } from '../../../src/engine/duty/parse-absences.ts'
import { readMail } from '../../../src/engine/inbox/read-mail.ts'
import { SAMPLES } from '../../../src/engine/inbox/sample-mails.double.ts'
import { readSaid } from '../../../src/engine/probes/read-said.ts'
import { readPayload } from '../../../src/http/hooks/read-payload.ts'
import { readText } from '../../../src/http/hooks/read-text.ts'
import { isSignedBySlack } from '../../../src/http/hooks/slack-signature.ts'
import { signedAt } from '../../../src/http/hooks/standard-signature.ts'
import { isSignedByTwilio } from '../../../src/http/hooks/twilio-signature.ts'
import { seededPlan } from '../../seeded-plan.ts'
import { mutateJson, mutateText } from '../mutate.ts'
import type { Target } from '../target.ts'

const NOW = Date.parse('2026-03-04T16:05:00Z') as Instant
const SECOND = NOW / 1000
const plan = seededPlan()
const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ALERTS: readonly unknown[] = [
  { version: '4', status: 'firing', alerts: [{ status: 'firing', labels: { alertname: 'SiteDown', instance: 'https://cornerbakery.example/' }, annotations: { summary: 'Down' }, startsAt: '2026-03-04T16:00:00.123Z', endsAt: '0001-01-01T00:00:00Z', generatorURL: 'http://p.example/', fingerprint: '6ef1' }] },
  { heartbeat: { monitorID: 7, status: 0, time: '2026-03-04 16:00:00.500', msg: 'refused', duration: 60 }, monitor: { id: 7, name: 'Bakery', url: 'https://cornerbakery.example', hostname: null }, msg: '[Bakery] [🔴 Down] refused' },
  { heartbeat: null, monitor: null, msg: '[Bakery][https://cornerbakery.example] Certificate will expire in 7 days' },
  { check_id: 12345, check_name: 'Bakery', check_params: { full_url: 'https://cornerbakery.example/', hostname: 'cornerbakery.example' }, current_state: 'DOWN', state_changed_timestamp: 1772640000, long_description: 'x' },
  { monitorID: '777', monitorURL: 'https://cornerbakery.example', monitorFriendlyName: 'Bakery', alertType: '1', alertDetails: 'x', alertDateTime: '1772640000' },
  { data: { id: '1', type: 'incident', attributes: { name: 'Bakery', url: 'https://cornerbakery.example', cause: 'x', started_at: '2026-03-04T16:00:00.000Z', resolved_at: null, status: 'Started' } } },
  { list: [{ id: 1, host: 'cornerbakery.example', state: 'down', since: 1772640000 }] },
] // prettier-ignore
const MAPPING = { alerts: '$.list', key: '$.id', site: '$.host', name: null, state: '$.state', firing: ['down'], resolved: ['up'], starts: '$.since', says: '$.says', link: '$.link' } as never // prettier-ignore

const CALENDAR = (...events: readonly string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join(
    '\r\n',
  )
const CALENDARS = [
  CALENDAR(['UID:1', 'SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260307', 'DTEND;VALUE=DATE:20260309']),
  CALENDAR(['UID:2', 'DTSTART;TZID=Europe/Berlin:20260402T090000', 'DURATION:PT2H'], ['UID:3', 'DTSTART:20260402T090000Z', 'DTEND:20260402T100000Z', 'STATUS:CANCELLED']), // prettier-ignore
  CALENDAR(['UID:4', 'SUMMARY:School', 'DTSTART:20260105T090000', 'DTEND:20260105T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20260323T235959Z', 'EXDATE:20260309T090000'], ['UID:4', 'RECURRENCE-ID:20260316T090000', 'DTSTART:20260317T090000', 'DTEND:20260317T100000']), // prettier-ignore
]

const exported = (name: string) => readFileSync(new URL(`../../../src/domain/import/samples/${name}.json`, import.meta.url), 'utf8')
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  csv: ['url,client,contact,mail,keyword,tags\nbakery.example,"Corner; Bakery",Bo Hart,bo@mailbox.example,"Fresh ""bread""","shop,gold"\n', 'URL;Client\r\nhttps://a.example/;A\r\n'],
  uptimerobot: [JSON.stringify({ stat: 'ok', monitors: [{ friendly_name: 'Shop', url: 'https://shop.example', type: 2, keyword_type: 2, keyword_value: 'Basket', interval: 300, status: 2 }, { friendly_name: 'Mail', url: 'mail.example', type: 4, port: 25, interval: 60, status: 2 }] })],
  'better-stack': [JSON.stringify({ data: [{ id: '1', type: 'monitor', attributes: { url: 'https://shop.example', pronounceable_name: 'Shop', monitor_type: 'keyword', required_keyword: 'Basket', check_frequency: 30, paused: false } }] })],
  pingdom: [JSON.stringify({ checks: [{ id: 1, name: 'Shop', hostname: 'shop.example', type: 'http', resolution: 1, status: 'up', tags: [{ name: 'gold' }] }] })],
  whmcs: [JSON.stringify([{ clients: { client: [{ id: 1, firstname: 'Bo', lastname: 'Hart', companyname: 'Bakery', email: 'bo@mailbox.example' }] } }, { products: { product: [{ id: 11, clientid: 1, name: 'Care', domain: 'bakery.example', status: 'Active' }] } }])],
  cpanel: [JSON.stringify({ data: { acct: [{ domain: 'bakery.example', user: 'bakery', email: 'bo@mailbox.example', owner: 'root', plan: 'small', suspended: 0, suspendreason: 'not suspended' }] } })],
  statuspage: [JSON.stringify({ page: { id: 'p' }, components: [{ id: 'g', name: 'Sites', group: true }, { id: 'c', name: 'Shop', description: 'https://shop.example.com/', group_id: 'g', group: false }] }), exported('statuspage-incidents')],
  instatus: [JSON.stringify([{ id: 'a', name: 'Shop', description: 'shop.example.com', group: { id: 'b', name: 'Sites' }, incidents: [] }, { id: 'b', name: 'Sites', group: null, archived: false }]), exported('instatus-incidents')],
  'grafana-oncall': [exported('grafana-oncall')],
  goalert: [exported('goalert')],
} // prettier-ignore
const KUMA = { monitors: [{ id: 1, name: 'Bakery', type: 'keyword', url: 'https://bakery.example', keyword: 'x', interval: 60, active: 1, parent: null, accepted_statuscodes_json: '["200-299"]', database_connection_string: 'mysql://root:x@db.example:3307/shop', hostname: 'a.example', port: 25 }], tags: [{ monitor: 1, name: 'team', value: 'blue' }], notifications: 1, statusPages: 1, maintenances: 0 } // prettier-ignore

const OSV = { id: 'GHSA-1', summary: 'x', aliases: ['CVE-2026-12345'], affected: [{ package: { ecosystem: 'Packagist', name: 'a/b' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2.3' }] }], versions: ['1.0'] }] } // prettier-ignore
const WORDFENCE = { id: 'x', title: 'Form Seven < 7.1', software: [{ type: 'plugin', slug: 'form-seven', name: 'x', affected_versions: { '* - 7.0': { from_version: '*', from_inclusive: true, to_version: '7.0', to_inclusive: true } }, patched: true, patched_versions: ['7.1'] }], cve: 'CVE-2026-12345', cvss: { score: 9.8 }, references: ['https://a.example/'] } // prettier-ignore

const AGENT = { agent: 'a', host: 'web-1.example', boot: 'b', number: 1, at: NOW, version: '0.1.0', sample: sampleOf(), events: [{ at: NOW, kind: 'log', says: 'x', lines: ['y'], moments: [] }], ends: [], allows: [] } // prettier-ignore
const SEEN = { state: 'down', code: 'timeout', class: 'timeout', at: NOW, tookMs: 5, facts: { a: 1 }, diary: ['x'] }
const PROBE = { speaks: 1, probe: 'p', version: '0.1.0', number: 1, sees: { canaries: { well: 3, of: 3 }, failing: 0, ofSites: 1, networks: 1 }, lateMs: 1, waiting: 0, lost: 0, answers: [{ id: 'x', result: SEEN, canSee: true }], results: [{ monitor: 'a/http', result: SEEN }], hours: [] } // prettier-ignore

const SIGNED = [
  ['msg_1', String(SECOND), 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=', '{}'].join('|'),
  ['msg_1', String(SECOND), 'v1a,x v1,, v1,é', '{}'].join('|'),
]

/** What other people's programs send us: mail, alerts, calendars, exports, reports and their signatures. */
export const SENDERS: readonly Target[] = [
  {
    name: 'mail',
    draw: (roll) => mutateText(SAMPLES.map(({ raw }) => raw), roll), // prettier-ignore
    read: async (text) => {
      const understood = understand(await readMail(Buffer.from(text, 'latin1'), []))
      if ('text' in understood && understood.text.length > 4002) throw new Error('the words are endless')
      if ('original' in understood) for (const address of understood.original.addresses) tokenOf(address, ['answers@harbor.example'])
    },
  },
  {
    name: 'alerts',
    draw: (roll) => mutateJson(ALERTS, roll),
    read: (text) => {
      for (const kind of ALERT_KINDS) {
        const reading = kind.read(json(text), MAPPING)
        if ('wrong' in reading) continue
        if (reading.alerts.length > 1000) throw new Error(`${reading.alerts.length} alerts are taken`)
        for (const alert of reading.alerts) {
          if (typeof alert.key !== 'string' || (alert.at !== null && !Number.isFinite(alert.at))) throw new Error(`${kind.kind}: no alert`)
          siteOf(alert as never, { partner: null, sites: {} } as never, plan)
        }
      }
    },
  },
  {
    name: 'alert-forms',
    draw: (roll) =>
      mutateText(
        ['a=b&data=%7B%22a%22%3A1%7D', '--x\r\ncontent-disposition: form-data; name="data"\r\n\r\n{"a":1}\r\n--x--', '{"a":1}'],
        roll,
      ),
    read: (text) => {
      for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json', text.slice(0, 80)])
        readPayload(text, type)
    },
  },
  { name: 'text-message', draw: (roll) => mutateText(['ACK 104', 'take #104', 'note 104 the host is on it'], roll), read: readText },
  {
    name: 'signatures',
    draw: (roll) => mutateText(SIGNED, roll),
    read: (text) => {
      const [id, timestamp, signature, ...rest] = text.split('|')
      const body = rest.join('|')
      if (signedAt({ body, id, timestamp, signature }, 'whsec_c2VjcmV0LXRoYXQtbm9ib2R5LWhhcw==', NOW) !== null)
        throw new Error('a forgery is taken')
      if (isSignedBySlack({ body, timestamp, signature }, 'secret', NOW)) throw new Error('a forgery is taken')
      if (isSignedByTwilio({ url: 'https://a.example/', form: new URLSearchParams(body), signature }, 'secret'))
        throw new Error('a forgery is taken')
    },
  },
  {
    name: 'calendar',
    most: 4000, // a thread of its own is ended after 5 s
    draw: (roll) => mutateText(CALENDARS, roll),
    read: (text) => {
      const read = parseAbsences(text, { timezone: 'America/New_York', window: { from: NOW, until: (NOW + 400 * 86_400_000) as Instant } })
      if (read.absences.length > 500 || read.complaints.length > 10) throw new Error('more is taken than may be')
      if (read.absences.some(({ from, until }) => !(until > from))) throw new Error('an absence ends before it begins')
    },
  },
  ...Object.entries(EXPORTS).map(([kind, samples]): Target => ({
    name: `import-${kind}`,
    draw: (roll) => (kind === 'csv' ? mutateText(samples, roll) : mutateJson(samples.map(json), roll)),
    read: (text) => TEXT_IMPORTS[kind]!(text),
  })),
  { name: 'import-uptime-kuma', draw: (roll) => mutateJson([KUMA.monitors], roll), read: (text) => {
      const monitors = json(text)
      const isRows = Array.isArray(monitors) && monitors.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row) && Object.values(row as object).every((value) => value === null || ['string', 'number'].includes(typeof value)))
      if (isRows) importKuma({ ...KUMA, monitors } as unknown as KumaFile)
    } }, // prettier-ignore
  {
    name: 'vulnerability-feeds',
    draw: (roll) => mutateJson([OSV, WORDFENCE], roll),
    read: (text) => {
      osv.read(json(text))
      wordfence.read(json(text))
    },
  },
  {
    name: 'agent-report',
    draw: (roll) => mutateJson([AGENT], roll),
    read: (text) => {
      const report = Report.safeParse(json(text)).data
      for (const [name, schema] of Object.entries(SAMPLE_PARTS)) schema.safeParse(report?.sample[name])
      Inventory.safeParse(report?.inventory)
    },
  },
  { name: 'probe-report', draw: (roll) => mutateJson([PROBE], roll), read: (text) => readSaid(ProbeReport, text) },
]
