import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { printComplaints } from '../document.ts'
import { minutes, seconds } from '../instant.ts'
import { readPlan } from './read-plan.ts'
import type { PlanOptions } from './read-plan.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const HttpOptions = z.strictObject({ slow: z.number().default(3) })

const read = (text: string, variables: Record<string, string> = {}, more: Partial<PlanOptions> = {}) =>
  readPlan(text, 'a.yaml', {
    variables: { lookup: (name) => variables[name], unsetIsEmpty: false },
    checkSchemas: { http: HttpOptions },
    ...more,
  })
const planOf = (text: string, variables?: Record<string, string>, more?: Partial<PlanOptions>) => {
  const { plan, complaints } = read(text, variables, more)
  assert.ok(plan, printComplaints(complaints))
  return plan
}
const changed = (from: string | RegExp, to: string) => {
  const text = EXAMPLE.replace(from, to)
  assert.notEqual(text, EXAMPLE, `the example has no ${String(from)}`)
  return text
}
const warningsOf = (text: string, variables?: Record<string, string>) =>
  read(text, variables).complaints.map(({ level, line, message, fix }) => `${level} ${line}: ${message}; ${fix}`)

const SECRETS = {
  BRIGHTSIDE_SLACK_TOKEN: 'xoxb-canary',
  ANCHOR_PANEL_TOKEN: 'panel-canary',
  SMTP_URL: 'smtps://care:mail-canary@mail.harbor.example',
  TWILIO_ACCOUNT: 'account-canary',
  TWILIO_TOKEN: 'twilio-canary',
  NTFY_URL: 'https://ops:ntfy-canary@ntfy.example/harbor',
  MASTODON_TOKEN: 'mastodon-canary',
}

const PLAIN_HUB = {
  url: 'http://127.0.0.1:8470/',
  location: 'home',
  quorum: 2,
  masterKeyFile: null,
  statusExport: null,
  pushTo: null,
  domains: null,
  watcher: null,
  deadMan: null,
}

test('the example loads as it stands, and every key of it is honoured', () => {
  const plan = planOf(EXAMPLE)
  assert.deepEqual(plan.hub, { ...PLAIN_HUB, url: 'https://allclear.harbor.example/', location: 'new-york' })
  assert.deepEqual([plan.firstResponse, plan.pageAfter], [minutes(15), seconds(30)])
  assert.deepEqual(plan.coverage.hours, { from: 360, to: 180 })
  assert.deepEqual([plan.coverage.holidays, plan.coverage.closedOnHolidays, plan.coverage.gap], ['US', false, 'wait'])
  assert.deepEqual(
    Object.values(plan.people).map(({ id, role, timezone }) => [id, role, timezone]),
    [
      ['ana', 'owner', 'America/New_York'],
      ['kofi', 'responder', 'Africa/Accra'],
      ['mei', 'responder', 'Asia/Tokyo'],
      ['dev1', 'responder', 'Europe/Lisbon'],
    ],
  )
  const [turns] = plan.schedules['first-line']!.rotations
  assert.deepEqual(turns, {
    days: [1, 2, 3, 4, 5, 6, 7],
    hours: { from: 360, to: 1080 },
    people: ['ana', 'kofi'],
    everyDays: 7,
    timezone: null,
    layer: 1,
    dates: null,
    from: '2026-01-05',
  })
  assert.deepEqual(
    plan.escalation.map(({ notify, by, wait, repeat }) => [notify, by.join(' '), wait, repeat]),
    [
      ['first-line', 'push mail', minutes(15), 1],
      ['first-line', 'sms voice', minutes(10), 1],
      ['developers', 'mail sms', minutes(15), 1],
      ['ana', 'voice', minutes(15), 3],
    ],
  )
  const { brand, slack, cc } = plan.partners.brightside!
  assert.deepEqual(brand.from, { name: 'Brightside Care', address: 'care@brightside.example' })
  assert.deepEqual([slack, cc], [{ channel: 'C0BRIGHT', api: 'https://slack.com/api' }, ['rosa@brightside.example']])
  assert.deepEqual(plan.providers['anchor-hosting']!.plans[1], {
    name: 'Medium',
    disk: '30GB',
    transfer: '400GB',
    visits: 100_000,
    price: '60 USD/month',
  })
  assert.deepEqual(plan.channels.mail, { host: '127.0.0.1', port: 1025, secure: false })
  assert.deepEqual([plan.network.resolvers, plan.network.canaries.length], [['system'], 3])
  const site = plan.sites['cornerbakery.example']!
  assert.deepEqual(
    [site.client, site.partner, site.plan, site.expect],
    ['corner-bakery', 'brightside', 'Small', { status: 200, contains: 'Fresh bread' }],
  )
  assert.deepEqual(
    site.monitors.map(({ id, interval, options }) => [id, interval, options]),
    [
      ['cornerbakery.example/http', seconds(60), { slow: 3 }],
      ['cornerbakery.example/tls', minutes(5), {}],
      ['cornerbakery.example/dns', minutes(5), {}],
    ],
  )
})

const SMALL = `
operator: { name: Harbor, timezone: America/New_York, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example } }
sites: { harbor.example: { url: http://harbor.example } }
`

test('operator, people and sites are enough: everything else has a default', () => {
  const plan = planOf(SMALL, {}, { listening: 'http://127.0.0.1:8470' })
  assert.deepEqual(plan.hub, PLAIN_HUB)
  assert.deepEqual([plan.coverage.hours, plan.coverage.timezone, plan.people.ana!.timezone], [null, 'America/New_York', 'America/New_York'])
  assert.deepEqual(plan.escalation, [
    { notify: 'ana', by: ['push', 'slack', 'app', 'mail', 'sms', 'voice'], wait: minutes(15), repeat: 3, only: null },
  ])
  const site = plan.sites['harbor.example']!
  assert.deepEqual([site.client, site.partner, site.url], [null, 'operator', 'http://harbor.example/'])
  assert.deepEqual(
    site.monitors.map(({ kind }) => kind),
    ['http', 'dns'],
  )
})

test('secrets come apart from the plan, by their place, and the plan holds none of them', () => {
  const { plan, secrets } = read(EXAMPLE, SECRETS)
  assert.deepEqual(Object.fromEntries(secrets), {
    'channels.mail.smtp': SECRETS.SMTP_URL,
    'channels.push.ntfy': SECRETS.NTFY_URL,
    'channels.sms.twilio.account': SECRETS.TWILIO_ACCOUNT,
    'channels.sms.twilio.token': SECRETS.TWILIO_TOKEN,
    'channels.social.mastodon.token': SECRETS.MASTODON_TOKEN,
    'channels.voice.twilio.account': SECRETS.TWILIO_ACCOUNT,
    'channels.voice.twilio.token': SECRETS.TWILIO_TOKEN,
    'partners.brightside.slack.token': SECRETS.BRIGHTSIDE_SLACK_TOKEN,
    'providers.anchor-hosting.panel.token': SECRETS.ANCHOR_PANEL_TOKEN,
  })
  assert.doesNotMatch(JSON.stringify(plan), /canary/)
  assert.deepEqual(plan!.channels.mail, { host: 'mail.harbor.example', port: 465, secure: true })
})

test('no complaint repeats a secret', () => {
  const variables = {
    ...SECRETS,
    SMTP_URL: 'imap://care:mail-canary@x',
    NTFY_URL: 'gopher://ntfy-canary',
    BRIGHTSIDE_SLACK_TOKEN: 'xoxb\u0007canary',
  }
  const { complaints } = read(
    changed('url: https://cornerbakery.example/', 'url: https://ana:site-canary@cornerbakery.example/'),
    variables,
  )
  assert.equal(complaints.filter(({ level }) => level === 'error').length, 4)
  assert.doesNotMatch(printComplaints(complaints), /canary/)
})

test('what is off or missing is a warning, and the plan stands', () => {
  const warnings = warningsOf(changed(/ {6}- \{ name: Bo Hart, role: private.*\n/, ''), {
    ...SECRETS,
    NTFY_URL: '',
    BRIGHTSIDE_SLACK_TOKEN: '',
  })
  assert.deepEqual(warnings, [
    'warning 56: partners.brightside.slack.token is empty: this partner hears by mail instead; set the environment variable it names',
    'warning 61: clients.corner-bakery has no second contact for when the first cannot be reached; add one to "contacts:"',
    'warning 101: channels.push.ntfy is empty: nobody is paged by push; set the environment variable it names',
  ])
})

test('a secret that is written out is a warning', () => {
  const [warning] = warningsOf(changed('"${BRIGHTSIDE_SLACK_TOKEN:-}"', 'xoxb-1'), SECRETS)
  assert.equal(
    warning,
    'warning 56: partners.brightside.slack.token stands in the file, where everyone who sees it reads it; write ${NAME} and set that in the environment',
  )
})

test('unsigned mail in a brand is a warning', () => {
  const warnings = warningsOf(changed('      colour:', '      dkim: { selector: s1, key: "${DKIM_KEY:-}" }\n      colour:'), SECRETS)
  assert.deepEqual(warnings, [
    'warning 51: partners.brightside.brand.dkim.key is empty: mail in this brand is not signed; set the environment variable it names',
  ])
})

test('in a rehearsal unset variables are empty, and what is empty is as if it had not been written', () => {
  const text = changed('status-page: https://status.harbor.example/', 'status-page: "${STATUS}"').replace('${NTFY_URL:-}', '${NTFY_URL}')
  const plan = planOf(text, {}, { variables: { lookup: () => undefined, unsetIsEmpty: true } })
  assert.equal(plan.operator.statusPage, null)
  assert.deepEqual(plan.channels.push, { ntfy: '' })
})

test('the demonstration divides what is waited for, not how often is looked', () => {
  const plan = planOf(EXAMPLE, {}, { quickened: 60 })
  assert.deepEqual([plan.firstResponse, plan.pageAfter, plan.escalation[1]!.wait], [seconds(15), 500, seconds(10)])
  assert.equal(plan.sites['cornerbakery.example']!.monitors[0]!.interval, seconds(60))
})

test('where the outside world is replaced there are no canaries unless some are named', () => {
  const canaries = (network: string) => planOf(changed('resolvers: [system]', network)).network.canaries
  assert.deepEqual(canaries('resolvers: ["127.0.0.1:5300", "[::1]:5300"]'), [])
  assert.deepEqual(canaries('root-servers: [127.0.0.1]'), [])
  assert.deepEqual(canaries('resolvers: [127.0.0.1]\n  canaries: [http://well.example]'), ['http://well.example/'])
})

test('ports may come from the environment', () => {
  const text = changed('resolvers: [system]', 'ports: { 443: 8443, 53: "${DNS_PORT}" }')
  assert.deepEqual(planOf(text, { DNS_PORT: '5300' }).network.ports, { 53: 5300, 443: 8443 })
})

test('checks may be tuned, added to and left out', () => {
  const text = changed('stack: WordPress', 'checks: { http: { interval: 2s, slow: 9 }, tls: false, dns: { interval: 1h } }')
  assert.deepEqual(
    planOf(text).sites['cornerbakery.example']!.monitors.map(({ kind, interval, options }) => [kind, interval, options]),
    [
      ['http', seconds(2), { slow: 9 }],
      ['dns', minutes(60), {}],
    ],
  )
})

test('what the address policy refuses is refused at its place', () => {
  const refuseTarget = (url: string, allowPrivate: boolean) =>
    allowPrivate ? null : { wrong: `${url} is private`, write: 'write another' }
  const said = (text: string) => printComplaints(read(text, SECRETS, { refuseTarget }).complaints)
  assert.equal(said(EXAMPLE), 'a.yaml:89:10  sites.cornerbakery.example.url: https://cornerbakery.example/ is private; write another\n')
  assert.equal(said(changed('allow-private-targets: false', 'allow-private-targets: true')), '')
})

test('every complaint is told at once, in the order of the file', () => {
  const text = changed('first-response: 15m', 'first-response: soon')
    .replace('mail: noc@harbor', 'mail: noc at harbor')
    .replace('client: corner-bakery', 'client: corner')
  assert.deepEqual(
    printComplaints(read(text, SECRETS).complaints)
      .split('\n')
      .map((line) => line.split('  ')[0]),
    ['a.yaml:12:9', 'a.yaml:20:17', 'a.yaml:88:13', ''],
  )
})

test('an empty file lacks the three parts that have no default', () => {
  assert.equal(
    printComplaints(read('').complaints),
    [
      'a.yaml:1:1  operator is missing; add "operator: { name: …, timezone: …, mail: … }"',
      'a.yaml:1:1  people is missing: nobody would be called; add "people: { ana: { name: …, mail: … } }"',
      'a.yaml:1:1  sites is missing: nothing would be watched; add "sites: { cornerbakery.example: { url: … } }"\n',
    ].join('\n'),
  )
  assert.equal(printComplaints(read('- a\n').complaints), 'a.yaml:1:1  the file: "["a"]" is not a map; write a map\n')
})

test('who may speak with a provider is written with whom and what proves it, and a name that nobody bears is a complaint (REA-10)', () => {
  const written = (people: string, clients: string) =>
    changed(
      /^( +)login: https:\/\/namesilver.*$/m,
      `$&\n$1authority: { people: [${people}], for: [${clients}], proof: signed 2026-02-01 }\n$1credentials: vault, domains/namesilver`,
    )
  const { authority, credentials } = planOf(written('ana', 'corner-bakery')).providers.namesilver!
  assert.deepEqual(authority, { people: ['ana'], for: ['corner-bakery'], proof: 'signed 2026-02-01' })
  assert.equal(credentials, 'vault, domains/namesilver')
  const wrong = read(written('annna', 'bakery')).complaints.filter(({ level }) => level === 'error')
  assert.deepEqual(
    wrong.map(({ message }) => message),
    [
      'providers.namesilver.authority.people.0: there is no person "annna"',
      'providers.namesilver.authority.for.0: there is no client "bakery"',
    ],
  )
})

test('layers, temporary rotations, overrides and absences are read by the clock of their zone, and what is impossible is refused (RES-1)', () => {
  const with2 = (more: string) => changed('timezone: Europe/Lisbon\n    rotations:', `timezone: Europe/Lisbon\n${more}\n    rotations:`)
  const swap = '    overrides: [{ from: 2026-03-29T01:30, until: 2026-03-29T06:00, people: [mei], instead-of: dev1 }]'
  const { overrides } = planOf(with2(swap)).schedules.developers!
  // The clocks of Lisbon skip 01:30 that night.
  const expected = { from: Date.parse('2026-03-29T01:00Z'), until: Date.parse('2026-03-29T05:00Z'), people: ['mei'], insteadOf: 'dev1' }
  assert.deepEqual(overrides, [expected])
  const errors = (more: string) =>
    read(with2(more)).complaints.flatMap(({ level, message }) => (level === 'error' ? [message.replace('schedules.developers.', '')] : []))
  assert.deepEqual(errors('    overrides: [{ from: soon, until: 2026-03-29T06:00, people: [mei] }]'), [
    'overrides.0.from: "soon" is not a date and a time',
  ])
  assert.deepEqual(errors('    overrides: [{ from: 2026-03-30T06:00, until: 2026-03-29T06:00, people: [may], instead-of: nobody }]'), [
    'overrides.0.until: is not after its beginning',
    'overrides.0.people.0: there is no person "may"',
    'overrides.0.instead-of: there is no person "nobody"',
  ])
})

test('a provider of identities is asked over https, its secret stands apart, and an owner can get in without it', () => {
  const oidc = (more: string, role = 'owner') => `
operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: ${role} } }
sites: {}
identity: { oidc: { client-id: allclear, client-secret: "\${OIDC_SECRET:-}", ${more} } }
`
  const { plan, secrets, complaints } = read(oidc('issuer: https://login.harbor.example'), { OIDC_SECRET: 'oidc-canary' })
  assert.deepEqual(
    [plan?.oidc?.issuer, plan?.oidc?.name, plan?.oidc?.claim],
    ['https://login.harbor.example/', 'login.harbor.example', 'email'],
  )
  assert.deepEqual([secrets.get('identity.oidc.client-secret'), complaints], ['oidc-canary', []])
  assert.doesNotMatch(JSON.stringify(plan), /canary/)
  const said = (text: string) => warningsOf(text)
  assert.deepEqual(said(oidc('issuer: http://login.harbor.example, only: true', 'responder')), [
    'warning 5: identity.oidc.client-secret is empty: nobody logs in through it; set the environment variable it names',
    'error 5: identity.oidc.issuer: what it says could be changed on the way; write an address that begins with https://',
    'error 5: identity.oidc.only: nobody could log in while the provider is down; give one of people: the role "owner"',
  ])
})
