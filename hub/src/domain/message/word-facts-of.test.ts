import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { beginIncident } from '../incident/begin.ts'
import { pin } from '../incident/pin.ts'
import type { Execution, Incident } from '../incident/incident.ts'
import { after, hours, minutes, seconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import { readPlaybook } from '../playbook/read-playbook.ts'
import { languageOf, wordFactsOf } from './word-facts-of.ts'
import { sayDay, sayDuration } from './say-words.ts'

const example = (file: string) => readFileSync(new URL(`../../../../docs/examples/${file}`, import.meta.url), 'utf8')
const plan = readPlan(example('allclear.yaml'), 'allclear.yaml', {
  variables: { lookup: () => undefined, unsetIsEmpty: true },
  checkSchemas: {},
}).plan as Plan
const site = plan.sites['cornerbakery.example']!
const templates = ['certificate-investigating', 'certificate-escalated', 'still-working']
const playbook = readPlaybook(example('playbook.ssl-certificate.yaml'), 'p.yaml', { templates, actions: ['certificate-renew'] }).playbook!

const TEN = Date.parse('2026-03-04T10:00:00-06:00') as Instant
const incident: Incident = {
  ...beginIncident({ id: '7', site: site.id, partner: 'brightside', detectedAt: TEN, pinned: pin(plan, site.id), earlier: null }),
  phase: 'open',
  confirmedAt: TEN,
  causeConfirmed: true,
  diagnosis: {
    cause: 'tls.expired',
    confidence: 1,
    because: ['The certificate ran out.'],
    alternatives: [],
    facts: { 'expired-on': '2026-03-04', issuer: 'Lab Root', hosting: 'anchor-hosting', secret: 'x' },
  },
  playbook,
  playbookAt: TEN,
}
const words = (audience: 'client' | 'partner' | 'responder' | 'public', more: Partial<Incident> = {}, at = after(TEN, minutes(15))) =>
  wordFactsOf({ ...incident, ...more }, plan, site, { audience, name: 'Reader', person: 'kofi' }, at)

test('a client reads their own hour, plain words, their partner’s brand and page (COM-1, COM-8)', () => {
  const facts = words('client')
  assert.equal(facts.since, 'Wed 4 Mar 2026, 10:00 CST')
  assert.equal(facts.duration, '15 minutes')
  assert.equal(facts.cause, 'the certificate that secures the site has expired')
  assert.equal(facts.visitors_see, 'a security warning instead of the website')
  assert.deepEqual(facts.brand, {
    name: 'Brightside Care',
    colour: '#0b6e4f',
    logo: 'https://brightside.example/logo.svg',
    signature: null,
  })
  assert.equal(facts.status_link, 'https://status.brightside.example/')
  assert.deepEqual([facts.cause_title, facts.because, facts.task_titles, facts.acknowledged_by], [null, [], [], null])
  assert.deepEqual(facts.facts, {
    expired_on: '4 March 2026',
    issuer: 'Lab Root',
    domain: 'cornerbakery.example',
    registrar: 'NameSilver',
    registrar_login: 'https://namesilver.example/login',
    hosting: 'Anchor Hosting',
    hosting_support: 'https://anchor.example/support',
    hosting_status: 'https://status.anchor.example/',
    plan: 'Small',
    dns_provider: 'NameSilver',
  })
})

test('while the cause is not confirmed nothing that a client reads betrays it', () => {
  const facts = words('client', { causeConfirmed: false })
  assert.deepEqual([facts.cause, facts.visitors_see, facts.facts.expired_on], [null, 'an error instead of the website', undefined])
  assert.equal(words('partner', { causeConfirmed: false }).cause_title, 'The certificate has expired')
})

test('a responder reads the hour where they are, the evidence, and the way into the incident', () => {
  const facts = words('responder')
  assert.equal(facts.since_short, '16:00 GMT')
  assert.deepEqual(facts.because, ['The certificate ran out.'])
  assert.equal(facts.incident_link, 'https://allclear.harbor.example/incidents/7')
  assert.equal(facts.hand_over_link, 'https://allclear.harbor.example/incidents/7/hand-over')
  assert.equal(facts.brand.name, 'Harbor Web Care')
})

test('the way to the hand-over is for responders and nobody else (DIA-8)', () => {
  for (const audience of ['client', 'partner', 'public'] as const) assert.equal(words(audience).hand_over_link, null)
})

test('the next update is what the playbook will say next to this reader, and no promise where there is none', () => {
  assert.equal(words('client').next_update, '10:45 CST')
  assert.equal(words('partner').next_update, '10:45 CST')
  assert.equal(words('responder').next_update, null)
  const told: Execution = {
    step: 'update-everyone',
    audience: 'client',
    state: 'done',
    startedAt: after(TEN, minutes(45)),
    occurrences: 1,
    nextAt: null,
    dueAt: null,
    overdueAt: null,
    endedAt: null,
  }
  assert.equal(words('client', { steps: { x: told } }, after(TEN, minutes(45))).next_update, '14:45 CST')
  const posted: Execution = { ...told, step: 'keep-posted', nextAt: after(TEN, hours(9)) }
  assert.equal(words('client', { steps: { x: told, y: posted } }, after(TEN, hours(5))).next_update, '19:00 CST')
  assert.equal(words('client', { phase: 'resolved' }).next_update, null)
})

test('in a gap of coverage the reader is told from when a person looks (RES-1)', () => {
  assert.equal(words('partner').coverage_note, null)
  const night = Date.parse('2026-03-04T03:30:00-05:00') as Instant
  assert.equal(words('partner', {}, night).coverage_note, 'A person looks from 06:00 EST')
})

test('a relapse has its own hour, and the whole its duration until it was well', () => {
  const again = words('client', { outages: 2, failingSince: after(TEN, minutes(80)) }, after(TEN, minutes(81)))
  assert.deepEqual([again.again, again.again_since], [true, '11:20 CST'])
  const well = words('client', { wellSince: after(TEN, minutes(70)) }, after(TEN, minutes(85)))
  assert.deepEqual([well.well_since, well.duration], ['11:10 CST', '1 hour 10 minutes'])
})

test('each reader is written to in their language', () => {
  assert.equal(languageOf(plan, site, 'client'), 'en')
  assert.equal(languageOf(plan, site, 'responder'), 'en')
})

test('durations and days are said as people say them', () => {
  const lasting = (span: number) => sayDuration(TEN, (TEN + span) as Instant)
  assert.deepEqual(
    [
      lasting(seconds(1)),
      lasting(seconds(40)),
      lasting(minutes(1)),
      lasting(minutes(60)),
      lasting(minutes(85)),
      lasting(hours(24)),
      lasting(hours(51)),
    ],
    ['1 second', '40 seconds', '1 minute', '1 hour', '1 hour 25 minutes', '1 day', '2 days 3 hours'],
  )
  assert.deepEqual([sayDay('2026-11-01'), sayDay('soon'), sayDay('2026-13-01')], ['1 November 2026', 'soon', '2026-13-01'])
})
