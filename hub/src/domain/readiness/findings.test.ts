import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Contact, Person, Plan, Rotation, Site } from '../plan/plan.ts'
import { ownerOf } from './finding-kind.ts'
import type { FindingKind } from './finding-kind.ts'
import { bouncingContact } from './findings/bouncing-contact.ts'
import { contactWithoutPhone } from './findings/contact-without-phone.ts'
import { coverageGap } from './findings/coverage-gap.ts'
import { FINDING_KINDS } from './findings/index.ts'
import { loneContact } from './findings/lone-contact.ts'
import { mailFallsWithSite } from './findings/mail-falls-with-site.ts'
import { noAgent } from './findings/no-agent.ts'
import { noContact } from './findings/no-contact.ts'
import { noPhone } from './findings/no-phone.ts'
import { noProviderSupport } from './findings/no-provider-support.ts'
import { noSecondOnCall } from './findings/no-second-on-call.ts'
import { noWatcher } from './findings/no-watcher.ts'
import { nothingRings } from './findings/nothing-rings.ts'
import { oldBackup } from './findings/old-backup.ts'
import { playbookMissing } from './findings/playbook-missing.ts'
import { siteBackup } from './findings/site-backup.ts'
import { staleContacts } from './findings/stale-contacts.ts'
import { statusPageFallsToo } from './findings/status-page-falls-too.ts'
import { unknownHost } from './findings/unknown-host.ts'
import { unknownRegistrar } from './findings/unknown-registrar.ts'
import { unprovedChannel } from './findings/unproved-channel.ts'
import { unprovedSendingDomain } from './findings/unproved-sending-domain.ts'
import type { Fleet } from './fleet.ts'
import { judgeReadiness, percentOf, scoreOf, within } from './judge-readiness.ts'
import { sayReadiness, sayScore } from './say-readiness.ts'

const NOW = Date.parse('2026-03-04T16:05:00Z') as Instant
const BAKERY = 'cornerbakery.example'

function fleet(over: Partial<Fleet> = {}): Fleet {
  const nothing = { working: [], books: [], bounced: [], mailRoutes: [], brands: [], proofs: [], playbooks: [] }
  const noneSeen = { reporting: new Set<string>(), jobs: new Map(), baselines: new Map(), pages: new Map(), standbys: new Map() }
  return { at: NOW, plan: seededPlan(), backupAt: null, ...nothing, ...noneSeen, ...over }
}

/** What is wrong, by subject. */
const wrong = (kind: FindingKind, over?: Partial<Fleet>) =>
  kind.look(fleet(over)).flatMap(({ subject, wrong: is }) => (is === null ? [] : [is === 'unknown' ? `${subject}?` : subject]))
const said = (kind: FindingKind, over?: Partial<Fleet>) =>
  kind.look(fleet(over)).flatMap(({ wrong: is }) => (is === null || is === 'unknown' ? [] : [is.said]))

const BO: Contact = { name: 'Bo Hart', role: 'owner', mail: 'bo@mailbox.example', phone: '+13125550120' }
const withContacts = (...contacts: Contact[]): Plan => {
  const plan = seededPlan()
  return { ...plan, clients: { ...plan.clients, 'corner-bakery': { ...plan.clients['corner-bakery']!, contacts } } }
}
const withSite = (site: Partial<Site>): Plan => {
  const plan = seededPlan()
  return { ...plan, sites: { [BAKERY]: { ...plan.sites[BAKERY]!, ...site } } }
}
const withLadder = (people: readonly string[], person: Partial<Person> = {}): Plan => {
  const plan = seededPlan()
  const always: Rotation = {
    ...{ days: [1, 2, 3, 4, 5, 6, 7], hours: { from: 0, to: 0 }, people, everyDays: 0, from: null, timezone: null, layer: 1, dates: null },
  }
  return {
    ...plan,
    people: { ...plan.people, ana: { ...plan.people['ana']!, ...person } },
    schedules: { primary: { id: 'primary', timezone: 'UTC', rotations: people.length === 0 ? [] : [always], overrides: [] } },
    escalation: [{ notify: 'primary', by: ['mail'], wait: days(1), repeat: 1, only: null }],
  }
}

test('a person of a ladder needs a phone number; one who is never called does not', () => {
  assert.deepEqual(wrong(noPhone, { plan: withLadder(['ana']) }), ['ana'])
  assert.deepEqual(wrong(noPhone, { plan: withLadder(['ana'], { phone: '+12125550101' }) }), [])
})

test('mail alone wakes nobody: a push, a text or a call must work', () => {
  assert.deepEqual(wrong(nothingRings, { plan: withLadder(['ana']), working: ['mail', 'sms'] }), ['ana'])
  assert.deepEqual(wrong(nothingRings, { plan: withLadder(['ana']), working: ['push'] }), [])
  assert.deepEqual(wrong(nothingRings, { plan: withLadder(['ana'], { hasBrowser: true }), working: ['mail'] }), [])
})

test('a hole in the next 14 days is told with its beginning', () => {
  assert.deepEqual(wrong(coverageGap, { plan: withLadder(['ana']) }), [])
  assert.match(said(coverageGap, { plan: withLadder([]) })[0]!, /^Nobody is on the first rung from .*4 Mar.* for 28d\.$/)
})

test('one person on the whole ladder is one too few', () => {
  assert.match(said(noSecondOnCall, { plan: withLadder(['ana']) })[0]!, /^For 14d of the next 14 days the whole ladder is one person/)
  assert.deepEqual(wrong(noSecondOnCall, { plan: withLadder(['ana', 'kofi']) }), [])
})

test('a channel that fails its test is wrong, one that was not tested yet is not known', () => {
  const proofs = [
    { channel: 'mail', provedAt: NOW, failures: 0, reason: null },
    { channel: 'slack/brightside', provedAt: NOW, failures: 2, reason: 'The token is bad.' },
    { channel: 'sms', provedAt: null, failures: 0, reason: null },
  ]
  assert.deepEqual(wrong(unprovedChannel, { proofs }), ['slack/brightside', 'sms?'])
})

test('a watcher or a dead-man switch is enough', () => {
  const plan = seededPlan()
  assert.deepEqual(wrong(noWatcher, { plan }), ['hub'])
  assert.deepEqual(wrong(noWatcher, { plan: { ...plan, hub: { ...plan.hub, deadMan: 'https://hc.example/1' } } }), [])
})

test('a backup of the hub is fresh for two days', () => {
  assert.deepEqual(said(oldBackup), ['This hub was never backed up, as far as it knows.'])
  assert.deepEqual(said(oldBackup, { backupAt: after(NOW, days(-3)) }), ['The last backup of this hub is 3d old.'])
  assert.deepEqual(said(oldBackup, { backupAt: after(NOW, days(-1)) }), [])
})

test('a site whose backup job reports is backed up; one without a job, or whose job is silent, is not', () => {
  const job = { id: `${BAKERY}/heartbeat`, kind: 'heartbeat', interval: days(1), options: {} }
  const plan = withSite({ monitors: [job] })
  assert.match(said(siteBackup, { plan: withSite({}) })[0]!, /^No job of/)
  assert.match(said(siteBackup, { plan })[0]!, /has never reported/)
  assert.match(said(siteBackup, { plan, jobs: new Map([[job.id, after(NOW, days(-9))]]) })[0]!, /9d ago/)
  assert.deepEqual(said(siteBackup, { plan, jobs: new Map([[job.id, after(NOW, days(-7))]]) }), [])
})

test('a registrar that only the registry names is a hint, and not recorded', () => {
  const registration = { registrar: 'NameSilver', expires: null, status: null }
  const baselines = new Map([[BAKERY, { dns: null, registration }]])
  assert.match(said(unknownRegistrar, { plan: withSite({}), baselines })[0]!, /Its registry names NameSilver/)
  assert.deepEqual(said(unknownRegistrar, { plan: withSite({ registrar: 'namesilver' }) }), [])
})

test('hosting must be recorded', () => {
  assert.deepEqual(wrong(unknownHost, { plan: withSite({ hosting: null }) }), [BAKERY])
  assert.deepEqual(wrong(unknownHost, { plan: withSite({ hosting: 'anchor-hosting' }) }), [])
})

test('a provider of a site needs one way to its support; one that no site uses needs none', () => {
  const plan = seededPlan()
  const provider = { ...plan.providers['anchor-hosting']!, support: { url: null, mail: null, phone: null } }
  const silent = { ...plan, providers: { 'anchor-hosting': provider, other: { ...provider, id: 'other' } } }
  assert.deepEqual(wrong(noProviderSupport, { plan }), [])
  assert.deepEqual(wrong(noProviderSupport, { plan: silent }), ['anchor-hosting'])
})

test('an agent counts while it reports', () => {
  assert.match(said(noAgent, { plan: withSite({ host: null }) })[0]!, /not recorded on which server/)
  assert.match(said(noAgent, { plan: withSite({ host: 'web1' }) })[0]!, /No agent reports from web1/)
  assert.deepEqual(wrong(noAgent, { plan: withSite({ host: 'web1' }), reporting: new Set(['web1']) }), [])
})

test('a client needs somebody to tell, with a phone, and a second one', () => {
  assert.ok(wrong(noContact).includes('corner-bakery'))
  assert.ok(!wrong(noContact, { plan: withContacts(BO) }).includes('corner-bakery'))
  assert.deepEqual(wrong(contactWithoutPhone, { plan: withContacts({ ...BO, phone: null }) }), ['corner-bakery'])
  assert.deepEqual(wrong(contactWithoutPhone, { plan: withContacts(BO, { ...BO, phone: null }) }), [])
  assert.deepEqual(said(loneContact, { plan: withContacts(BO) }), ['Bo Hart is the only contact of Corner Bakery.'])
  assert.deepEqual(wrong(loneContact, { plan: withContacts(BO, BO) }), [])
})

test('contacts are stale from the day on which they were to be confirmed', () => {
  const book = (dueAt: Instant) => [{ partner: 'brightside', client: 'corner-bakery', dueAt }]
  const plan = withContacts(BO)
  assert.deepEqual(wrong(staleContacts, { plan, books: book(after(NOW, days(-1))) }), ['corner-bakery'])
  assert.deepEqual(wrong(staleContacts, { plan, books: book(after(NOW, days(1))) }), [])
})

test('an address that bounced is told with its person, to its own tenant alone', () => {
  const bounced = [{ partner: 'brightside', address: BO.mail!, at: NOW }]
  assert.deepEqual(wrong(bouncingContact, { plan: withContacts(BO), bounced }), ['corner-bakery/Bo Hart'])
  assert.deepEqual(wrong(bouncingContact, { plan: withContacts(BO), bounced: [{ ...bounced[0]!, partner: 'fjord' }] }), [])
})

test('mail falls with the site by its name, and by the server that takes it; one address elsewhere is enough', () => {
  const onName = { ...BO, mail: `bo@${BAKERY}` }
  assert.match(said(mailFallsWithSite, { plan: withContacts(onName) })[0]!, /is on cornerbakery\.example, which is the name of the site/)
  assert.deepEqual(wrong(mailFallsWithSite, { plan: withContacts(onName, BO) }), [])
  const mailRoutes = [{ domain: 'mailbox.example', hosts: ['mx.mailbox.example'], addresses: ['192.0.2.10'] }]
  const dns = { ns: null, a: ['192.0.2.10'], aaaa: null, www: null, mx: null, ds: null, ttl: null, ttls: null }
  const baselines = new Map([[BAKERY, { dns, registration: null }]])
  assert.deepEqual(wrong(mailFallsWithSite, { plan: withContacts(BO), mailRoutes, baselines }), [BAKERY])
})

test('a sending domain is proved by SPF or DKIM; without an answer of DNS nothing is known', () => {
  const good = { state: 'good', says: '', paste: null } as const
  const paste = { name: 'brightside.example', type: 'TXT', value: 'v=spf1 ~all' } as const
  const missing = { state: 'missing', says: 'There is no SPF.', paste } as const
  const brand = { partner: 'brightside', name: 'B', from: 'care@brightside.example', domain: 'brightside.example', dmarc: good }
  const others = ['operator?', 'fjord?']
  assert.deepEqual(wrong(unprovedSendingDomain), ['operator?', 'brightside?', 'fjord?'])
  assert.deepEqual(wrong(unprovedSendingDomain, { brands: [{ ...brand, spf: missing, dkim: good }] }), others)
  assert.deepEqual(said(unprovedSendingDomain, { brands: [{ ...brand, spf: missing, dkim: missing }] }), [
    'Mail from care@brightside.example is not proved. There is no SPF.',
  ])
})

test('a status page falls with a site under its name, and with one at its address under another name (COM-9)', () => {
  const plan = seededPlan()
  const at = (statusPage: string) => ({
    ...plan,
    partners: { ...plan.partners, brightside: { ...plan.partners['brightside']!, statusPage } },
  })
  const dns = { ns: null, a: ['192.0.2.10'], aaaa: null, www: null, mx: null, ds: null, ttl: null, ttls: null }
  const seen = {
    baselines: new Map([[BAKERY, { dns, registration: null }]]),
    pages: new Map([['status.elsewhere.example', ['192.0.2.10']]]),
  }
  const about = (kind: Partial<Fleet>) => said(statusPageFallsToo, kind).filter((one) => one.includes('Brightside'))
  assert.match(about({ plan: at(`https://status.${BAKERY}/`) })[0]!, /is under cornerbakery\.example, as cornerbakery\.example/)
  assert.match(about({ plan: at('https://status.elsewhere.example/'), ...seen })[0]!, /at the same address as cornerbakery\.example/)
  assert.ok(wrong(statusPageFallsToo, { plan: at('https://status.unseen.example/'), ...seen }).includes('brightside?'))
})

test('a family of causes needs a playbook of its own', () => {
  const covered = wrong(playbookMissing, { playbooks: [[{ causes: ['tls.*'] } as never]] })
  assert.ok(covered.includes('domain') && !covered.includes('tls'))
})

test('each kind has a name of its own, and stands by its weight', () => {
  assert.equal(new Set(FINDING_KINDS.map(({ id }) => id)).size, FINDING_KINDS.length)
  assert.deepEqual(FINDING_KINDS.map(({ weight }) => weight), FINDING_KINDS.map(({ weight }) => weight).toSorted((a, b) => b - a)) // prettier-ignore
})

test('the score counts what is known by weight, says what it is made of, and is 100 only when all holds', () => {
  const look = (subject: string, is: null | 'unknown' | 'wrong') => ({
    ...{ subject, partner: 'operator', sites: [] },
    wrong: is === 'wrong' ? { said: 'No.', place: { how: 'key' as const, screen: null, field: 'x' } } : is,
  })
  const kind = (weight: 5 | 1) => ({ ...noWatcher, id: `of-${weight}`, weight })
  const judged = [
    { kind: kind(5), looks: [look('a', null), look('b', 'unknown')] },
    { kind: kind(1), looks: [look('c', 'wrong')] },
  ]
  const score = scoreOf(judged)
  assert.deepEqual(score, { looked: 2, held: 1, unknown: 1, weight: { looked: 6, held: 5 }, open: { 'of-1': 1 } })
  assert.equal(percentOf(score), 83)
  assert.equal(sayReadiness(judged, score), 'One thing would fail us at 3 am')
  assert.equal(
    sayScore(score),
    '1 of 2 things looked at hold: 83 % by weight, a heavy one counted five times, a middle one three times. 1 more is not known yet and not counted.',
  )
})

test('a partner has its own alone, by owner and by site; what it would do for its clients we do for our own', () => {
  const all = judgeReadiness(fleet())
  const subjects = (part: ReturnType<typeof within>) =>
    part.flatMap(({ looks }) => looks.flatMap(({ partner, sites }) => [partner, ...sites]))
  const theirs = subjects(within(all, { partner: 'fjord', owner: null, site: null }))
  assert.deepEqual(new Set(theirs), new Set(['fjord', 'northlight.example', 'pinecabins.example']))
  const bakery = within(all, { partner: null, owner: 'partner', site: BAKERY }).flatMap(({ looks }) => looks.map(({ subject }) => subject))
  assert.deepEqual(new Set(bakery), new Set(['brightside', 'corner-bakery']))
  assert.equal(ownerOf(unprovedSendingDomain, { subject: 'operator', partner: 'operator', sites: [], wrong: null }), 'operator')
})
