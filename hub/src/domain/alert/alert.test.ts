import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import type { Alert } from './alert.ts'
import type { AlertMapping } from './generic.ts'
import { ALERT_KINDS } from './index.ts'
import { placeInStory } from './place-in-story.ts'
import type { Episode } from './place-in-story.ts'
import { siteOf } from './site-of.ts'

const read = (kind: string, payload: unknown, mapping: AlertMapping | null = null): readonly Alert[] => {
  const reading = ALERT_KINDS.find((one) => one.kind === kind)!.read(payload, mapping)
  return 'wrong' in reading ? assert.fail(reading.wrong) : reading.alerts
}
const gist = (alerts: readonly Alert[]) =>
  alerts.map(({ key, name, about, state, since, at, says }) => [key, name, about[0], state, since && iso(since), at && iso(at), says])

test('what Alertmanager posts is read alert by alert, each by its fingerprint', () => {
  const one = (status: string, more: object = {}) => ({
    status,
    labels: { alertname: 'SiteDown', instance: 'https://cornerbakery.example/health', job: 'blackbox' },
    annotations: { summary: 'Down', description: 'No answer for 5m.' },
    startsAt: '2026-03-04T16:00:00.123Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example:9090/graph?g0.expr=probe_success',
    fingerprint: '6ef1a1f4d8e2a6b0',
    ...more,
  })
  const post = { version: '4', groupKey: '{}:{}', truncatedAlerts: 0, status: 'firing', receiver: 'allclear', externalURL: 'http://a:9093' }
  const [about, began] = ['https://cornerbakery.example/health', '2026-03-04T16:00:00.123Z']
  assert.deepEqual(gist(read('alertmanager', { ...post, alerts: [one('firing'), one('resolved', { endsAt: '2026-03-04T16:09:00Z' })] })), [
    ['6ef1a1f4d8e2a6b0', 'SiteDown', about, 'firing', began, began, 'No answer for 5m.'],
    ['6ef1a1f4d8e2a6b0', 'SiteDown', about, 'resolved', began, '2026-03-04T16:09:00Z', 'No answer for 5m.'],
  ])
})

const kuma = (status: number, more: object = {}) => ({
  heartbeat: { monitorID: 7, status, time: '2026-03-04 16:00:00.500', msg: 'connect ECONNREFUSED', important: true, duration: 60, ...more },
  monitor: { id: 7, name: 'Corner Bakery', type: 'http', url: 'https://cornerbakery.example', hostname: null },
  msg: '[Corner Bakery] [🔴 Down] connect ECONNREFUSED',
})

test('Uptime Kuma says down and up; pending, maintenance and its own test say nothing, and a certificate has a say of its own', () => {
  const at = '2026-03-04T16:00:00.500Z'
  const about = 'https://cornerbakery.example'
  assert.deepEqual(gist(read('uptime-kuma', kuma(0))), [['7', 'Corner Bakery', about, 'firing', null, at, 'connect ECONNREFUSED']])
  assert.deepEqual(gist(read('uptime-kuma', kuma(1))).map(([, , , state]) => state), ['resolved']) // prettier-ignore
  for (const quiet of [kuma(2), kuma(3), { heartbeat: null, monitor: null, msg: 'Ana’s hook Testing' }])
    assert.deepEqual(read('uptime-kuma', quiet), [])
  const said = '[Corner Bakery][https://cornerbakery.example] Certificate will expire in 7 days'
  assert.deepEqual(gist(read('uptime-kuma', { heartbeat: null, monitor: null, msg: said })), [
    [`said ${said.replace('7', '#')}`, 'Corner Bakery', 'https://cornerbakery.example', 'firing', null, null, said],
  ])
})

test('Pingdom, UptimeRobot and Better Stack are read as they post', () => {
  const pingdom = {
    ...{ check_id: 12345, check_name: 'Bakery', check_type: 'HTTP', version: 1, importance_level: 'HIGH', tags: [], custom_message: '' },
    check_params: {
      basic_auth: false,
      encryption: true,
      full_url: 'https://cornerbakery.example/',
      hostname: 'cornerbakery.example',
      port: 443,
      url: '/',
    },
    ...{ previous_state: 'UP', current_state: 'DOWN', state_changed_timestamp: 1772640000, state_changed_utc_time: '2026-03-04T16:00:00' },
    ...{ description: 'HTTP 503', long_description: 'Service Unavailable', first_probe: { ip: '192.0.2.1', location: 'Stockholm' } },
  }
  const sixteen = '2026-03-04T16:00:00Z'
  assert.deepEqual(gist(read('pingdom', pingdom)), [
    ['12345', 'Bakery', 'https://cornerbakery.example/', 'firing', null, sixteen, 'Service Unavailable'],
  ])
  const robot = {
    ...{ monitorID: '777', monitorURL: 'https://cornerbakery.example', monitorFriendlyName: 'Bakery', alertType: '1' },
    ...{ alertTypeFriendlyName: 'Down', alertDetails: 'Connection Timeout', alertDuration: '*alertDuration*' },
  }
  assert.deepEqual(gist(read('uptimerobot', robot)), [
    ['777', 'Bakery', 'https://cornerbakery.example', 'firing', null, null, 'Connection Timeout'],
  ])
  const own = { monitor_url: 'https://cornerbakery.example', monitor_friendly_name: '*monitorFriendlyName*', alert_type: '2' }
  assert.deepEqual(gist(read('uptimerobot', own)), [
    ['https://cornerbakery.example', 'https://cornerbakery.example', 'https://cornerbakery.example', 'resolved', null, null, ''],
  ])
  const stack = (status: string, resolved_at: string | null) => ({
    data: {
      ...{ id: '25', type: 'incident' },
      attributes: { name: 'Bakery', url: 'https://cornerbakery.example', cause: 'Status 500', started_at: sixteen, resolved_at, status },
    },
  })
  assert.deepEqual(gist(read('better-stack', stack('Validating', null))), [
    ['25', 'Bakery', 'https://cornerbakery.example', 'firing', sixteen, sixteen, 'Status 500'],
  ])
  assert.deepEqual(gist(read('better-stack', stack('Resolved', '2026-03-04T16:05:00Z'))).map(([, , , state]) => state), ['resolved']) // prettier-ignore
})

test('any JSON is read by where the operator says that it says what, and what it does not say is named', () => {
  const mapping: AlertMapping = {
    ...{ alerts: 'events', key: '/check.id', site: 'target', name: 'title', state: 'level', firing: ['crit'], resolved: ['ok'] },
    ...{ starts: 'began', says: 'text', link: 'url' },
  }
  const event = (level: unknown, more: object = {}) => ({
    ...{ 'check.id': 4, target: 'cornerbakery.example', title: 'Shop', level, began: 1772640000, text: 'Slow', url: 'javascript:alert(1)' },
    ...more,
  })
  const alerts = read('generic', { events: [event('CRIT'), event('ok'), event('info')] }, mapping)
  assert.deepEqual(gist(alerts), [
    ['4', 'Shop', 'cornerbakery.example', 'firing', '2026-03-04T16:00:00Z', '2026-03-04T16:00:00Z', 'Slow'],
    ['4', 'Shop', 'cornerbakery.example', 'resolved', '2026-03-04T16:00:00Z', null, 'Slow'],
  ])
  assert.equal(alerts[0]!.link, null)
  const wrong = (payload: unknown) => Object.values(ALERT_KINDS.at(-1)!.read(payload, mapping))[0]
  assert.match(wrong({ events: [event(null)] }) as string, /nothing at level/)
  assert.match(wrong({ events: [event('ok', { 'check.id': '' })] }) as string, /nothing at \/check\.id/)
  assert.match(wrong({ event: [] }) as string, /no list .* at events/)
})

test('what is no alert of its kind is said to be wrong, whatever it is', () => {
  for (const kind of ALERT_KINDS)
    for (const payload of [undefined, null, 7, 'x', [], {}, { alerts: [{}] }, { data: {} }, JSON.parse('{"__proto__":{"check_id":1}}')])
      assert.ok('wrong' in kind.read(payload, null), `${kind.kind}: ${JSON.stringify(payload)}`)
})

test('an alert finds its site by the source’s own list, by address, by host with or without www, and never beyond the source’s partner', () => {
  const site = (id: string, partner: string) => ({ id, partner, url: `https://${id}/` })
  const sites = {
    'cornerbakery.example': site('cornerbakery.example', 'brightside'),
    'www.fjord.example': site('www.fjord.example', 'fjord'),
  }
  const plan = { sites } as unknown as Pick<Plan, 'sites'>
  const of = (name: string, partner: string | null = null) =>
    siteOf({ about: ['job', name] }, { partner, sites: { Shop: 'cornerbakery.example' } }, plan)?.id
  for (const name of [
    'Shop',
    'cornerbakery.example',
    'https://www.cornerbakery.example/x?y',
    'CornerBakery.example:443',
    'cornerbakery.example/health',
  ])
    assert.equal(of(name), 'cornerbakery.example', name)
  assert.equal(of('fjord.example'), 'www.fjord.example')
  assert.equal(of('fjord.example', 'brightside'), undefined)
  for (const name of ['', 'web1', '__proto__', 'constructor', 'https://', 'api.cornerbakery.example'])
    assert.equal(of(name), undefined, name)
})

const at = (minute: number) => (Date.parse('2026-03-04T16:00:00Z') + minute * 60_000) as Instant

test('an alert is heard once: repeated, sent again after its end, or late, it begins nothing', () => {
  const open: Episode[] = [{ id: 1, startedAt: at(0), resolvedAt: null }]
  const over: Episode[] = [{ id: 1, startedAt: at(0), resolvedAt: at(5) }]
  const says = (state: 'firing' | 'resolved', since: number | null, said: number | null, known: readonly Episode[]) => {
    const moment = (minute: number | null) => (minute === null ? null : at(minute))
    const place = placeInStory({ state, since: moment(since), at: moment(said) }, known, at(60))
    return `${place.is}${place.is === 'beginning' && place.after !== null ? ' after another' : ''}`
  }
  assert.equal(says('firing', 0, 0, []), 'beginning')
  assert.equal(says('firing', null, null, []), 'beginning')
  assert.equal(says('firing', 0, 0, open), 'again')
  assert.equal(says('firing', null, 3, open), 'again')
  assert.equal(says('firing', 0, 0, over), 'again', 'late, by its beginning')
  assert.equal(says('firing', null, 3, over), 'again', 'late, by when it was said')
  assert.equal(says('firing', null, 6, over), 'beginning')
  assert.equal(says('firing', 6, 6, open), 'beginning after another', 'whose end was lost')
  assert.equal(says('resolved', 0, 4, open), 'end')
  assert.equal(says('resolved', null, 4, open), 'end')
  assert.equal(says('resolved', null, 4, over), 'nothing')
  assert.equal(says('resolved', 0, 4, over), 'again')
  assert.equal(says('resolved', null, 4, []), 'nothing')
  assert.equal(says('firing', null, 6000, over), 'beginning', 'by a clock that is wrong')
  assert.equal(says('resolved', 2, 4, []), 'beginning', 'its end came first: what comes then is late')
})
