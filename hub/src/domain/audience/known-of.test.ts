import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { whenLocal } from '../calendar/local-time.ts'
import { withContacts } from '../plan/kept-contacts.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import { knownOf } from './known-of.ts'
import { linkFor, pagesOf, sitesOnPage } from './pages.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const MORE = `
  northside.example: { client: northside, url: https://northside.example/ }
  harbor.example: { url: https://harbor.example/ }
  lakeside.example: { client: lakeside, url: https://lakeside.example/ }
`
const CLIENTS = `
  northside: { partner: north, name: Northside, contacts: [{ name: Al, mail: al@northside.example, phone: "+13125550190" }] }
  lakeside: { name: Lakeside, status-page: https://status.lakeside.example/, contacts: [{ name: Lu, mail: lu@lakeside.example }] }
`
const PARTNERS = `
  north: { name: North, brand: { from: North Care <care@north.example> }, contacts: [{ name: Ro, mail: ro@north.example }], cc: [ro@north.example, al@northside.example] }
`
const text = EXAMPLE.replace('\nchannels:', `${MORE}\nchannels:`)
  .replace('\nproviders:', `${CLIENTS}\nproviders:`)
  .replace('\nclients:', `${PARTNERS}\nclients:`)
const read = readPlan(text, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} })
const plan = read.plan as Plan

const at = (local: string) => whenLocal(Temporal.PlainDateTime.from(local), 'America/New_York')
const NOON = at('2026-03-04T12:00')
const known = (site: string, more: Partial<Parameters<typeof knownOf>[0]> = {}) =>
  knownOf({ plan, secretsPresent: () => true, site, at: NOON, unreachable: [], ...more })

test("a client hears from its partner's white-label address, with the partner in copy (COM-1)", () => {
  const [recipient] = known('cornerbakery.example').recipients.client
  assert.deepEqual(recipient, {
    audience: 'client',
    name: 'Bo Hart',
    channel: 'mail',
    address: ['bo@cornerbakery.example'],
    from: 'Brightside Care <care@brightside.example>',
    cc: ['rosa@brightside.example'],
    why: null,
  })
})

test("the operator's own client hears from the operator, with nobody in copy", () => {
  const [recipient] = known('lakeside.example').recipients.client
  assert.deepEqual([recipient!.from, recipient!.cc], ['Harbor Web Care <noc@harbor.example>', []])
})

test('nobody is in copy of their own mail', () => {
  assert.deepEqual(known('northside.example').recipients.client[0]!.cc, ['ro@north.example'])
})

test('an address that bounced is passed over for the next, and why is said (COM-4)', () => {
  const [recipient] = known('cornerbakery.example', { unreachable: ['bo@cornerbakery.example'] }).recipients.client
  assert.deepEqual(recipient!.address, ['bo.hart@mailbox.example'])
  assert.equal(recipient!.why, 'bo@cornerbakery.example could not be reached before.')
})

test('an address on the domain that is gone is passed over, one on a domain with a bad certificate is not (COM-4)', () => {
  const reached = (cause: string) => known('cornerbakery.example', { cause }).recipients.client[0]
  assert.deepEqual(reached('domain.expired')!.address, ['bo.hart@mailbox.example'])
  assert.equal(reached('domain.expired')!.why, 'bo@cornerbakery.example is on cornerbakery.example, which is what is broken.')
  assert.deepEqual(reached('tls.expired')!.address, ['bo@cornerbakery.example'])
  assert.deepEqual(reached('dns.record_wrong')!.address, ['bo@cornerbakery.example'])
})

test('where no mailbox works a text message stands in, and where SMS is off nobody is left (COM-4)', () => {
  const dead = { cause: 'domain.expired' }
  assert.deepEqual(
    known('northside.example', dead).recipients.client.map(({ channel, address }) => [channel, ...address]),
    [
      ['sms', '+13125550190'],
      ['voice', '+13125550190'],
    ],
  )
  assert.deepEqual(known('northside.example', { ...dead, secretsPresent: (path) => path === 'channels.mail.smtp' }).recipients.client, [])
})

test('a partner hears in its Slack thread, and by mail where its token is missing or it has no Slack', () => {
  const partner = (site: string, secretsPresent: (path: string) => boolean) => {
    const [recipient] = known(site, { secretsPresent }).recipients.partner
    return [recipient!.channel, ...recipient!.address, recipient!.from]
  }
  assert.deepEqual(
    partner('cornerbakery.example', () => true),
    ['slack', 'C0BRIGHT', 'Harbor Web Care'],
  )
  const mail = ['mail', 'rosa@brightside.example', 'Harbor Web Care <noc@harbor.example>']
  assert.deepEqual(
    partner('cornerbakery.example', (path) => !path.includes('slack')),
    mail,
  )
  assert.equal(partner('northside.example', () => true)[1], 'ro@north.example')
})

test("the public reads the pages that list the site, in the page owner's name, and never another tenant's (COM-1)", () => {
  const read = (site: string) => known(site).recipients.public.map(({ name, address, from }) => [name, from, ...address])
  assert.deepEqual(read('cornerbakery.example'), [['Brightside Studio', 'Brightside Studio', 'corner-bakery', 'brightside']])
  assert.deepEqual(read('harbor.example'), [
    ['Harbor Web Care', 'Harbor Web Care', 'operator'],
    ['Harbor Web Care', 'Harbor Web Care', 'https://social.example'],
  ])
  assert.deepEqual(sitesOnPage(plan, 'brightside'), ['cornerbakery.example'])
  assert.deepEqual(sitesOnPage(plan, 'operator'), ['harbor.example', 'lakeside.example'])
  for (const site of Object.keys(plan.sites)) {
    const slugs = pagesOf(plan, site)
    const partner = plan.sites[site]!.partner
    for (const slug of slugs) assert.ok(slug === partner || plan.clients[slug]?.partner === partner)
  }
})

test("the operator's own site has no client and no partner to tell", () => {
  const { client, partner } = known('harbor.example').recipients
  assert.deepEqual([client, partner], [[], []])
})

test('a site that the plan no longer names reaches nobody, and still pages', () => {
  const { recipients, onDuty } = known('gone.example')
  assert.deepEqual(recipients, { client: [], partner: [], public: [] })
  assert.equal(onDuty['on-call']![0]!.person, 'ana')
})

test('every person and schedule has who is on duty, with the addresses that work (RES-1)', () => {
  const { onDuty } = known('cornerbakery.example', {
    secretsPresent: (path) => path === 'channels.mail.smtp' || path.startsWith('channels.sms'),
  })
  assert.deepEqual(Object.keys(onDuty).sort(), ['ana', 'dev1', 'developers', 'first-line', 'kofi', 'mei', 'on-call'])
  assert.deepEqual(onDuty['first-line'], [{ person: 'ana', name: 'Ana Ruiz', by: { mail: 'ana@harbor.example', sms: '+12125550101' } }])
  assert.deepEqual(onDuty['on-call'], onDuty['first-line'])
})

test('a channel whose secret is missing is off, and one with half its secrets as well', () => {
  const by = (secretsPresent: (path: string) => boolean) =>
    Object.keys(known('cornerbakery.example', { secretsPresent }).onDuty.ana![0]!.by)
  assert.deepEqual(
    by(() => true),
    ['push', 'mail', 'sms', 'voice'],
  )
  assert.deepEqual(
    by((path) => path !== 'channels.sms.twilio.account'),
    ['push', 'mail', 'voice'],
  )
  assert.deepEqual(
    by(() => false),
    [],
  )
})

test('on-call is the first rung on which somebody is on duty', () => {
  const duty = (local: string) => known('cornerbakery.example', { at: at(local) }).onDuty['on-call']!.map(({ person }) => person)
  assert.deepEqual(duty('2026-03-04T19:00'), ['mei'])
  assert.deepEqual(duty('2026-03-04T04:30'), ['dev1'])
  assert.deepEqual(duty('2026-03-07T04:30'), ['ana'])
})

test('holidays are those of the client, else of its partner, else of coverage', () => {
  const { zones } = known('cornerbakery.example')
  assert.equal(zones.client.timezone, 'America/Chicago')
  assert.ok(zones.client.holidays.includes('2026-03-02') && zones.client.holidays.includes('2027-03-01'))
  assert.ok(!zones.partner.holidays.includes('2026-03-02') && zones.partner.holidays.includes('2026-12-25'))
  assert.equal(zones.coverage.timezone, 'America/New_York')
})

test('a managed host is one that we can act in', () => {
  assert.equal(known('cornerbakery.example').hostingManaged, true)
  assert.equal(known('northside.example').hostingManaged, false)
})

const links: [string, 'client' | 'partner' | 'public' | 'responder', string][] = [
  ['cornerbakery.example', 'client', 'https://status.brightside.example/'],
  ['cornerbakery.example', 'partner', 'https://status.brightside.example/'],
  ['northside.example', 'client', 'https://allclear.harbor.example/status/northside/'],
  ['northside.example', 'partner', 'https://allclear.harbor.example/status/north/'],
  ['lakeside.example', 'client', 'https://status.lakeside.example/'],
  ['harbor.example', 'public', 'https://status.harbor.example/'],
  ['northside.example', 'responder', 'https://allclear.harbor.example/'],
]
for (const [site, audience, expected] of links) {
  test(`the link that the ${audience} of ${site} reads is its own page`, () => assert.equal(linkFor(plan, site, audience), expected))
}

const seenBefore = (hosts: string[], addresses: string[], domain = 'mailbox.example') => ({
  routes: [{ domain, hosts, addresses }],
  siteAddresses: ['203.0.113.7'],
})

test('a mailbox whose mail server is on the dead zone or the dead server is passed over, and why is said (COM-4)', () => {
  const first = (cause: string, mail: ReturnType<typeof seenBefore>) => {
    const found = known('cornerbakery.example', { cause, mail, unreachable: ['bo@cornerbakery.example'] }).recipients.client[0]!
    return [found.channel, found.why]
  }
  const onZone = seenBefore(['mx.cornerbakery.example'], ['203.0.113.9'])
  const onServer = seenBefore(['mx.mailbox.example'], ['203.0.113.7'])
  const elsewhere = seenBefore(['mx.mailbox.example'], ['203.0.113.9'])
  const before = 'bo@cornerbakery.example could not be reached before.'
  const passed = (host: string, where: string) => `${before} Mail for bo.hart@mailbox.example is taken by ${host}, ${where}`
  assert.deepEqual(first('domain.expired', onZone), ['sms', passed('mx.cornerbakery.example', 'which is on what is broken.')])
  assert.deepEqual(first('domain.expired', onServer), ['mail', before])
  assert.deepEqual(first('host.disk_full', onServer), ['sms', passed('mx.mailbox.example', 'on the server that is down.')])
  assert.deepEqual(first('hosting.billing', onServer), ['sms', passed('mx.mailbox.example', 'on the server that is down.')])
  assert.deepEqual(first('hosting.billing', elsewhere), ['mail', before])
  assert.deepEqual(first('tls.expired', onServer), ['mail', before])
})

test('a closed account takes the mail of its own domain with it, unless that is seen to go elsewhere; without an answer an address counts as good (COM-4)', () => {
  const to = (mail: ReturnType<typeof seenBefore> | null, cause = 'hosting.billing') =>
    known('cornerbakery.example', { cause, mail }).recipients.client[0]!.address[0]
  assert.equal(to(null), 'bo.hart@mailbox.example')
  assert.equal(to(seenBefore(['aspmx.mail.example'], ['203.0.113.9'], 'cornerbakery.example')), 'bo@cornerbakery.example')
  assert.equal(to(null, 'hosting.provider_outage'), 'bo@cornerbakery.example')
})

test('when no address of the client works, why is said, with the phone that only a person can call (COM-4)', () => {
  const noPhone = (path: string) => path === 'channels.mail.smtp'
  const { recipients, clientPassedOver } = known('northside.example', { cause: 'domain.expired', secretsPresent: noPhone })
  assert.deepEqual(recipients.client, [])
  assert.equal(
    clientPassedOver,
    'al@northside.example is on northside.example, which is what is broken. Al has the phone number +13125550190; a person must call it.',
  )
  assert.equal(known('northside.example').clientPassedOver, null)
  assert.equal(known('harbor.example').clientPassedOver, null)
})

test('the first who can be reached is told by the way they prefer, and a partner first where it wants to hear (COM-4, PRP-1)', () => {
  const client = plan.clients['northside']!
  const preferring = (prefers: 'mail' | 'sms' | 'voice', unreachable: readonly string[] = []) =>
    known('northside.example', {
      unreachable,
      plan: withContacts(plan, [
        { partner: 'north', client: 'northside', kept: { contacts: [{ ...client.contacts[0]!, prefers }], loopIn: null } },
      ]),
    }).recipients.client.map(({ channel }) => channel)
  assert.deepEqual(preferring('mail'), ['mail', 'sms', 'voice'])
  assert.deepEqual(preferring('sms'), ['sms', 'mail', 'voice'])
  assert.deepEqual(preferring('voice', ['al@northside.example']), ['voice', 'sms'])
  const { contacts } = plan.partners['brightside']!
  const looped = withContacts(plan, [{ partner: 'brightside', client: null, kept: { contacts, loopIn: 'mail' } }])
  const first = (which: Plan) => known('cornerbakery.example', { plan: which }).recipients.partner[0]!.channel
  assert.deepEqual([first(plan), first(looped)], ['slack', 'mail'])
})

test('contacts kept on screen hold instead of those of the file, for their own partner alone (I-58)', () => {
  const kept = { contacts: [{ name: 'Eve', role: null, mail: 'eve@evil.example', phone: null }], loopIn: null }
  const { clients, partners } = withContacts(plan, [
    { partner: 'brightside', client: 'northside', kept }, // of another partner
    { partner: 'nobody', client: null, kept },
    { partner: 'north', client: null, kept: null },
  ])
  assert.deepEqual([clients, partners], [plan.clients, plan.partners])
})
