import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { aWindow } from '../test/seeded-maintenance.ts'
import { loadLibrary } from './library.ts'
import { CAUSES } from './domain/diagnosis/taxonomy.ts'
import { beginIncident } from './domain/incident/begin.ts'
import { pin } from './domain/incident/pin.ts'
import type { Incident } from './domain/incident/incident.ts'
import { after, minutes } from './domain/instant.ts'
import type { Instant } from './domain/instant.ts'
import { planMaintenance } from './domain/maintenance/decide-maintenance.ts'
import type { NoticeKind } from './domain/maintenance/scheduled.ts'
import { DIGEST } from './domain/message/digest.ts'
import { LANGUAGES } from './domain/message/languages/index.ts'
import { sayPrice } from './domain/message/say-words.ts'
import { speakDigest } from './domain/message/speak-digest.ts'
import { speakMaintenance } from './domain/message/speak-maintenance.ts'
import { speakTo } from './domain/message/speak.ts'
import type { Plan } from './domain/plan/plan.ts'
import { readPlan } from './domain/plan/read-plan.ts'
import type { Verdict } from './domain/triage/verdict.ts'
import type { Audience } from './domain/playbook/playbook.ts'

// Words in other languages are reviewed as prose, one file per language; `GOLDEN=write` writes them anew. Read the difference before you keep it.
const GOLDEN = fileURLToPath(new URL('../../playbooks/golden/languages/', import.meta.url))
const EXAMPLE = await readFile(new URL('../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const ZONES: Readonly<Record<string, string>> = { de: 'Europe/Berlin', es: 'Europe/Madrid', fr: 'Europe/Paris', pt: 'America/Sao_Paulo' }

function planIn(language: string): Plan {
  const plan = readPlan(EXAMPLE, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} }).plan!
  const place = { language, timezone: ZONES[language]! }
  const there = <T extends object>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [id, { ...one, ...place }]))
  return { ...plan, partners: there(plan.partners), clients: there(plan.clients) }
}

const TEN = Date.parse('2026-03-04T10:00:00Z') as Instant

type Story = { readonly cause: string; readonly because: string; readonly facts: Readonly<Record<string, string>> }
const CERTIFICATE: Story = { cause: 'tls.expired', because: 'It ran out on 2026-03-01.', facts: { 'expired-on': '2026-03-01' } }
const story = (cause: string, because: string, facts: Story['facts'] = {}): Story => ({ cause, because, facts })

/** What each template tells of: by its name, else by its family. */
const STORIES: Readonly<Record<string, Story>> = {
  domain: { ...CERTIFICATE, cause: 'domain.expired' },
  'domain-hold': story('domain.hold', 'NameSilver has put it on hold.', { hold: 'verification' }),
  'domain-hold-reminder': story('domain.hold', 'NameSilver has put it on hold.'),
  'domain-restore': story('domain.redemption', 'The registry lists it in its redemption period.', { 'expired-on': '2026-03-01' }),
  billing: story('hosting.billing', 'The panel lists the account as expired.', { 'hosting-login': 'https://anchor.example/login' }),
  hosting: story('hosting.suspended_unknown', 'The page says that the account is suspended.'),
  provider: story('hosting.provider_outage', 'Its own status page reports an outage.', { notice: 'Network trouble in Chicago' }),
  capacity: story('hosting.capacity', 'The server says that the account uses more than it may.', {
    ...{ 'disk-used': '9 GB', 'transfer-used': '380 GB', visits: '90000', 'offer-plan': 'Medium', 'offer-price': '60 USD/month' },
  }),
  dns: story('dns.record_wrong', 'It leads to 198.51.100.7, and led to 192.0.2.10.', {
    record: 'cornerbakery.example',
    'address-before': '192.0.2.10',
    'address-seen': '198.51.100.7',
    'dns-servers': 'ns1.namesilver.example',
  }),
  'dns-provider': story('dns.provider_outage', 'None of its name servers answers.', { 'dns-servers': 'ns1.namesilver.example' }),
  security: story('security.malware', 'The page loads code from evil.test.'),
  service: story('service.mail_down', 'smtp: connection_refused.'),
  fault: story('app.fatal', 'The page ends with a fatal error.'),
}
const storyOf = (template: string) => STORIES[template] ?? STORIES[template.split('-')[0]!] ?? CERTIFICATE

const OF_MAIL: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: false, because: [], service: 'mail' }

function incidentFor(plan: Plan, name: string): Incident {
  const template = name.replace(/^service-/, '')
  const isEarly = template === 'incident-opened' || template === 'investigating'
  const isClear = template === 'all-clear' || template === 'morning-summary'
  const begun = beginIncident({
    id: '7',
    site: 'cornerbakery.example',
    partner: 'brightside',
    detectedAt: TEN,
    pinned: pin(plan, 'cornerbakery.example'),
    earlier: null,
  })
  const { cause, because, facts } = storyOf(name)
  return {
    ...begun,
    verdict: name === template ? null : OF_MAIL,
    phase: 'open',
    confirmedAt: TEN,
    causeConfirmed: !isEarly,
    diagnosis: isEarly ? null : { cause, confidence: 1, because: [because], alternatives: [], facts },
    outages: template === 'relapse' ? 2 : 1,
    failingSince: after(TEN, minutes(80)),
    wellSince: isClear ? after(TEN, minutes(70)) : null,
  }
}

const { templates } = await loadLibrary({})
const names = [...templates.values()].flatMap(({ language, name }) => (language === 'en' ? [name] : []))
const translated = names.filter((name) => name !== 'page' && name !== 'update-missing') // pages are for responders, who read English
const NAMES: Readonly<Partial<Record<Audience, string>>> = { client: 'Bo Hart', partner: 'Brightside Studio', public: 'Brightside Studio' }

function says(language: string, template: string, audience: Audience) {
  const plan = planIn(language)
  if (template.startsWith('maintenance-')) return saysOfWindow(plan, template.slice('maintenance-'.length) as NoticeKind, audience)
  if (template === DIGEST) return saysTogether(plan, audience)
  const incident = incidentFor(plan, template)
  return speakTo({ audience, name: NAMES[audience]! }, { plan, templates, incident, template, step: null, at: after(TEN, minutes(85)) })
}

// Whatever a digest carries was said in the same language before.
function saysTogether(plan: Plan, audience: Audience) {
  const recipient = { audience, name: NAMES[audience]!, channel: 'mail', address: ['a'], from: 'b', cc: [], why: null }
  const gists = [
    { subject: 'A.', gist: 'B.' },
    { subject: 'C.', gist: 'D.\n\nE.' },
  ]
  return speakDigest({ plan, templates, site: plan.sites['cornerbakery.example']!, recipient, gists })
}

// What the planner of a window wrote stays in their words, whatever the reader's language; here it is a letter each.
function saysOfWindow(plan: Plan, kind: NoticeKind, audience: Audience) {
  const facts = {
    ...aWindow('disks', TEN, minutes(45)),
    disrupts: 'A.',
    reason: 'B.',
    benefit: 'C.',
    support: 'D.',
    alternatives: 'E.',
    emergency: 'F.',
  }
  const work = { ...planMaintenance('operator', facts, TEN), movedFrom: after(TEN, minutes(-60)), cancelledBecause: 'G.' }
  const recipient = { audience, name: NAMES[audience]!, channel: 'mail', address: ['a'], from: 'b', cc: [], why: null }
  const reached = { partner: 'brightside', client: null, sites: ['cornerbakery.example'], recipient }
  return speakMaintenance({ plan, templates, work, kind, reached, isShort: true })
}

for (const language of Object.keys(LANGUAGES).filter((one) => one !== 'en')) {
  test(`the words in ${language} are those that were reviewed (COM-1, COM-8)`, async () => {
    const file = `${GOLDEN}${language}.md`
    const all = translated.flatMap((template) =>
      (['client', 'partner', 'public'] as const).map((audience) => {
        const { subject, text } = says(language, template, audience)
        return `# ${template} to ${audience}\n\nSubject: ${subject}\n\n${text}`
      }),
    )
    if (process.env['GOLDEN'] === 'write') {
      await mkdir(GOLDEN, { recursive: true })
      await writeFile(file, all.join('\n'))
    }
    assert.equal(all.join('\n'), await readFile(file, 'utf8').catch(() => 'not reviewed yet'))
  })

  test(`a client who reads ${language} reads no English, and is told where to look (COM-8)`, () => {
    for (const template of translated) {
      const { text, html, language: spoken } = says(language, template, 'client')
      assert.equal(spoken, language, template)
      assert.doesNotMatch(text, /\b(the|your|website|since|hours?|minutes? ago|March|Hello|See how|problem with)\b/, template)
      assert.ok(text.includes('https://status.brightside.example/'), template)
      assert.ok(html.includes(`<html lang="${language}">`), template)
    }
  })

  test(`what is put into the templates is said in ${language}, every cause included`, () => {
    const english = LANGUAGES['en']!
    const said = LANGUAGES[language]!
    for (const { id } of CAUSES.filter((cause) => cause.id !== 'unknown' && !cause.id.startsWith('false_alarm.'))) {
      assert.ok(said.causes[id], `${language}: how is ${id} said after "because"?`)
      assert.notEqual(said.causes[id], english.causes[id])
      assert.ok(said.titles[id], `${language}: what is ${id} called?`)
      assert.notEqual(said.titles[id], english.titles[id])
    }
    assert.deepEqual(
      Object.keys(said.causes).filter((id) => !(id in english.causes)),
      [],
    )
  })
}

test('a letter is in one language whole: without a template in the language of the reader all of it is English', () => {
  const plan = planIn('de')
  const only = new Map([...templates].filter(([key]) => key.startsWith('en/')))
  const incident = incidentFor(plan, 'all-clear')
  const about = { plan, templates: only, incident, template: 'all-clear', step: null, at: after(TEN, minutes(85)) }
  const { text, language } = speakTo({ audience: 'client', name: 'Bo Hart' }, about)
  assert.equal(language, 'en')
  assert.match(text, /lasted 1 hour 10 minutes\. The reason: the certificate that secures the site has expired/)
  assert.match(text, /See how things stand/)
})

test('a variant of a language reads its words, with its own dates', () => {
  const { language, text } = says('pt', 'all-clear', 'client')
  const plan = planIn('pt')
  const brazil = { ...plan, clients: { ...plan.clients, 'corner-bakery': { ...plan.clients['corner-bakery']!, language: 'pt-BR' } } }
  const incident = incidentFor(brazil, 'all-clear')
  const about = { plan: brazil, templates, incident, template: 'all-clear', step: null, at: after(TEN, minutes(85)) }
  assert.equal(speakTo({ audience: 'client', name: 'Bo Hart' }, about).text, text)
  assert.equal(language, 'pt')
})

test('a price is said as its reader writes prices, and as it was written where nobody can tell (REA-5)', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
  assert.deepEqual(
    ['de', 'es', 'fr', 'pt', 'pt-BR', 'en'].map((language) => plain(sayPrice('1250.50 USD/month', language))),
    [
      '1.250,50 USD pro Monat',
      '1250,50 USD al mes',
      '1 250,50 USD par mois',
      'USD 1.250,50 por mês',
      'USD 1.250,50 por mês',
      '1250.50 USD/month',
    ],
  )
  assert.equal(plain(sayPrice('60 EUR', 'de')), '60 EUR')
  assert.equal(sayPrice('on request', 'de'), 'on request')
})
