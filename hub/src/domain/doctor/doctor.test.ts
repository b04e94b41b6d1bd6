import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrandState, RecordState } from '../brand/brand-state.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import type { DoctorLine } from './doctor-line.ts'
import { clocksIn, judgeClock } from './judge-clock.ts'
import { judgeDatabase, judgeDisk } from './judge-data.ts'
import { judgePort } from './judge-port.ts'
import { judgeResolver } from './judge-resolver.ts'
import { judgeSendingDomains } from './judge-sending-domains.ts'
import { judgeWaysOut, waysOut } from './ways-out.ts'

const short = ({ state, says, mend }: DoctorLine) => `${state}: ${says}${mend === null ? '' : ` | ${mend}`}`
const canary = (host: string, skewMs: number | null) => ({ url: `https://${host}/`, well: true, skewMs: skewMs as never })

test('the clock is compared with the middle one of those that told, and they are named', () => {
  const with2 = (one: number | null, two: number | null) =>
    short(judgeClock([canary('a.test', one), canary('b.test', two), canary('c.test', two)]))
  assert.equal(with2(999_999, 800), 'ok: Within 3 s of a.test, b.test, c.test (the Date of their answers, the middle one).')
  assert.match(with2(null, -4000), /^warning: 4\.0 s behind of b\.test, c\.test .*\| timedatectl set-ntp true$/)
  assert.match(with2(0, 3_600_000), /^wrong: 3600\.0 s ahead/)
  assert.match(with2(null, null), /^warning: Not compared: a\.test, b\.test, c\.test gave no time\./)
})

test('a port that is taken, forbidden or of another machine says what to write', () => {
  const at = (found: string) => short(judgePort({ host: '::1', port: 8470, key: '--listen', found }))
  assert.equal(at('free'), 'ok: [::1]:8470 (--listen) is free.')
  assert.match(at('hub'), /^ok: The hub that runs here/)
  assert.match(at('EADDRINUSE'), /^wrong: .*another program has it\. \| ss -ltnp 'sport = :8470' says who/)
  assert.match(at('EACCES'), /CAP_NET_BIND_SERVICE/)
  assert.match(at('EADDRNOTAVAIL'), /an address of this machine/)
})

test('a resolver that answers for what nobody has, or for nothing at all, is wrong', () => {
  const said = (code: string, real = 'ok', resolver = '192.0.2.53') =>
    short(
      judgeResolver({
        resolver,
        madeUp: { name: 'x.com', code, records: ['198.51.100.7'] },
        real: { name: 'iana.org', code: real, records: [] },
      }),
    )
  assert.match(said('nxdomain'), /^ok: The resolver 192\.0\.2\.53 says that x\.com does not exist, which is so, and finds iana\.org\.$/)
  assert.match(
    said('ok'),
    /^wrong: .* lies: it answers 198\.51\.100\.7 for x\.com, which nobody has\. \| Write another in place of 192\.0\.2\.53/,
  )
  assert.match(said('nodata', 'ok', 'system'), /^wrong: The resolver of this machine lies: .*\| Write an honest one in \/etc\/resolv\.conf/)
  assert.match(said('timeout'), /^wrong: .* gave no answer for x\.com \(timeout\)/)
  assert.match(said('nxdomain', 'nxdomain'), /^wrong: .* does not find iana\.org \(nxdomain\)/)
})

const TEXT = `
operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, timezone: UTC, role: owner } }
escalation: [{ notify: ana, by: [mail] }]
channels:
  mail: { smtp: "smtp://mail.harbor.example:25" }
  sms: { twilio: { account: "", token: "", from: "+12125550100" } }
  push: { ntfy: "https://ntfy.harbor.example/topic" }
providers: { anchor: { name: Anchor, kind: hosting, panel: { kind: cpanel, url: "https://panel.anchor.example:2087", token: "t" } } }
sites: { a.example: { url: "https://a.example/" } }
network: { resolvers: [192.0.2.53] }
`
const { plan, secrets } = readPlan(TEXT, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} })

test('servers to reach are those that the configuration names and uses, each once', () => {
  assert.deepEqual(
    waysOut(plan as Plan, secrets).map(({ key, host, port, by }) => `${key} ${host}:${port} ${by}`),
    [
      'channels.mail.smtp mail.harbor.example:25 channels',
      'channels.push ntfy.harbor.example:443 channels',
      'providers.anchor.panel panel.anchor.example:2087 network',
      'network.rdap-bootstrap data.iana.org:443 network',
      'network.whois whois.iana.org:43 network',
    ],
  )
  assert.deepEqual(clocksIn(plan as Plan), ['https://data.iana.org/rdap/dns.json', 'https://a.example/'])
})

test('what is not reached comes with the way that is open, and evidence alone is no more than a warning', () => {
  const mail = { key: 'channels.mail.smtp', host: 'mail.test', port: 25, by: 'channels' as const }
  const late = { code: 'connection_timeout', message: 'it did not answer in time' }
  const lines = judgeWaysOut([
    { ...mail, port: 465, failure: null, others: [] },
    { ...mail, failure: late, others: [587] },
    { ...mail, failure: late, others: [] },
    { ...mail, by: 'network', key: 'network.whois', failure: { code: 'name_not_found', message: 'it is unknown' }, others: [] },
  ])
  assert.deepEqual(lines.map(short), [
    'ok: Reached: mail.test:465.',
    'wrong: mail.test:25 is not reached: it did not answer in time. | Write port 587 in channels.mail.smtp: there the server answers.',
    'wrong: mail.test:25 is not reached: it did not answer in time. | Let this machine out to mail.test:25, or mend channels.mail.smtp. Many providers of servers close port 25: write 587.',
    'warning: mail.test:25 is not reached: it is unknown. | Mend the name in network.whois, or its DNS.',
  ])
})

test('a sending domain is proved by SPF or DKIM, and what is missing comes with the record to paste (COM-1)', () => {
  const record = (state: RecordState['state'], isPasted = true): RecordState => ({
    state,
    says: `It is ${state}.`,
    paste: isPasted && state !== 'good' ? { name: 'b.example', type: 'TXT', value: 'v' } : null,
  })
  const brand: BrandState = {
    ...{ partner: 'brightside', name: 'Brightside', from: 'care@b.example', domain: 'b.example' },
    ...{ spf: record('good'), dkim: record('good'), dmarc: record('good') },
  }
  const said = (own: Partial<BrandState>) => judgeSendingDomains([{ ...brand, ...own }]).map((line) => `${line.about} ${line.state}`)
  assert.deepEqual(said({}), ['mail from b.example ok'])
  assert.deepEqual(said({ dkim: record('missing', false), dmarc: record('missing') }), [
    'SPF of b.example ok',
    'DKIM of b.example warning',
    'DMARC of b.example warning',
  ])
  assert.deepEqual(said({ spf: record('wrong'), dkim: record('wrong'), dmarc: record('wrong', false) }), [
    'SPF of b.example wrong',
    'DKIM of b.example wrong',
    'DMARC of b.example wrong',
  ])
  const [spf, dkim] = judgeSendingDomains([{ ...brand, spf: record('missing'), dkim: record('missing', false) }])
  assert.equal(spf!.mend, 'Put into DNS: b.example TXT "v"')
  assert.match(dkim!.mend!, /^Write partners\.brightside\.brand\.dkim/)
})

test('an old backup and a full disk are told before the night in which they count', () => {
  const at = Date.parse('2026-03-04T12:00:00Z') as Instant
  const database = (backupAt: string | null) =>
    judgeDatabase(
      { state: 'reached', place: 'it', version: 'SQLite 3.53.0', backupAt: backupAt && (Date.parse(backupAt) as Instant) } as never,
      at,
    ).map(short)
  assert.deepEqual(database('2026-03-04T03:00:00Z'), ['ok: it answers: SQLite 3.53.0.', 'ok: The last one was made 9h ago.'])
  assert.match(database('2026-03-01T03:00:00Z')[1]!, /^warning: The last backup of this hub is 3d 9h old\. \| allclear backup FILE/)
  assert.match(database(null)[1]!, /^warning: This hub was never backed up/)
  const empty = judgeDatabase({ state: 'reached', place: 'it', version: 'PostgreSQL 15', backupAt: 'no tables' }, at)
  assert.deepEqual(empty.map(short), ['ok: it answers: PostgreSQL 15. The hub brings its tables up when it starts.'])
  assert.deepEqual(judgeDatabase({ state: 'unreachable', says: 'Gone.', mend: 'Start it.' }, at).map(short), ['wrong: Gone. | Start it.'])
  const disk = (free: number, data = 0, isWritable = true) => short(judgeDisk({ place: '/srv', free, data, isWritable }))
  assert.match(disk(10e9, 1e9), /^ok: 10\.0 GB free at \/srv, whose data has 1\.0 GB\.$/)
  assert.match(disk(10e9, 8e9), /^warning/)
  assert.match(disk(0.1e9), /^wrong/)
  assert.match(disk(10e9, 0, false), /^wrong: \/srv cannot be written by this user\./)
})
