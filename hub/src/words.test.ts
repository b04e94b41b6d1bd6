import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { loadLibrary } from './library.ts'
import type { Audience } from './domain/playbook/playbook.ts'
import { findCause } from './domain/diagnosis/taxonomy.ts'
import { composeWords } from './domain/message/compose.ts'
import { templateNames } from './domain/message/template.ts'
import type { WordFacts } from './domain/message/word-facts.ts'

// Words that people will read are reviewed as prose: one file per template, every audience in it.
// `GOLDEN=write node --test golden.test.ts` writes them anew; read the difference before you keep it.
const GOLDEN = fileURLToPath(new URL('../../playbooks/golden/', import.meta.url))
const AUDIENCES: readonly Audience[] = ['client', 'partner', 'responder', 'public']

const brightside = { name: 'Brightside Care', colour: '#0b6e4f', logo: null, signature: null }
const harbor = { name: 'Harbor Web Care', colour: '#334155', logo: null, signature: null }

type Story = {
  readonly cause: string
  readonly title: string
  readonly because: string
  readonly see: string
  readonly playbook: string
  readonly facts: WordFacts['facts']
  readonly task?: string
}

const story = (id: string, see: string, because: string, playbook: string, facts: WordFacts['facts'] = {}): Story => {
  const { title, plain } = findCause(id)!
  return { cause: plain, title, because, see: `${see} instead of the website`, playbook, facts }
}

const CERTIFICATE: Story = {
  ...story('tls.expired', 'a security warning', 'The certificate of cornerbakery.example ran out on 2026-03-04.', 'Certificate error'),
  facts: { expired_on: '4 March 2026' },
}
const LAPSED = 'NameSilver lists cornerbakery.example as expired on 2026-03-01.'
const MOVED = {
  record: 'cornerbakery.example',
  address_before: '192.0.2.10',
  address_seen: '198.51.100.7',
  dns_servers: 'ns1.namesilver.example',
}
const HOSTING = {
  hosting: 'Anchor Hosting',
  hosting_login: 'https://anchor.example/login',
  hosting_support: 'https://anchor.example/support',
}

/** What each template tells of: by its name, else by its subject. */
const STORIES: Readonly<Record<string, Story>> = {
  domain: story('domain.expired', 'an error, or a page of another company,', LAPSED, 'Domain registration', { expired_on: '1 March 2026' }),
  'domain-hold': story('domain.hold', 'an error', 'NameSilver has put cornerbakery.example on hold.', 'Domain registration', {
    hold: 'verification',
  }),
  'domain-hold-reminder': story('domain.hold', 'an error', 'NameSilver has put cornerbakery.example on hold.', 'Domain registration'),
  'domain-restore': story('domain.redemption', 'an error', 'The registry lists it in its redemption period.', 'Domain registration'),
  billing: story('hosting.billing', 'an error', 'The panel lists the account as expired.', 'Hosting paused over a payment', HOSTING),
  hosting: story(
    'hosting.suspended_unknown',
    'an error',
    'The page says that the account is suspended.',
    'The host does not show the site',
    HOSTING,
  ),
  provider: story(
    'hosting.provider_outage',
    'an error',
    'The provider’s own status page reports an outage.',
    'Outage of the hosting provider',
    {
      ...HOSTING,
      hosting_status: 'https://status.anchor.example/',
      notice: 'Network trouble in Chicago',
    },
  ),
  capacity: story(
    'hosting.capacity',
    'an error',
    'The server says that the account uses more than it may.',
    'More than the plan can carry',
    {
      ...HOSTING,
      ...{ plan: 'Small', offer_plan: 'Medium', offer_price: '60 USD/month', disk_used: '9 GB', transfer_used: '380 GB', visits: '90,000' },
    },
  ),
  dns: story('dns.record_wrong', 'an error', 'It leads to 198.51.100.7, and led to 192.0.2.10.', 'DNS settings', MOVED),
  'dns-provider': story('dns.provider_outage', 'an error', 'None of its name servers answers.', 'Outage of the DNS provider', {
    dns_provider: 'NameSilver',
    dns_servers: 'ns1.namesilver.example',
  }),
  security: story('security.malware', 'a warning', 'The page loads code from evil.test.', 'Intrusion'),
  service: {
    ...story('service.mail_down', '', 'smtp: connection_refused.', 'A service of the site does not work'),
    see: 'the website as usual',
  },
  fault: story('app.fatal', 'an error', 'The page ends with a fatal error.', 'Fault in the software of the site'),
}
const storyOf = (template: string) => STORIES[template] ?? STORIES[template.split('-')[0]!] ?? CERTIFICATE

/** A certificate that expired, a domain, whatever the template is for, as each reader would be told of it at 10:45 in Chicago. */
function factsFor(template: string, audience: Audience): WordFacts {
  const isInside = audience === 'partner' || audience === 'responder'
  const told = storyOf(template)
  const isDomain = template.startsWith('domain-')
  const isOfService = template.startsWith('service-')
  const about = template.replace(/^service-/, '')
  const isClear = ['all-clear', 'morning-summary'].includes(about)
  const isRelapse = about === 'relapse'
  const isEarly = about === 'incident-opened' || about === 'investigating'
  const cause = isEarly ? null : told.cause
  return {
    site: 'cornerbakery.example',
    url: 'https://cornerbakery.example/',
    since: 'Wed 4 Mar 2026, 10:00 CST',
    since_short: '10:00 CST',
    duration: isClear ? '1 hour 10 minutes' : '45 minutes',
    again_since: isRelapse ? '11:20 CST' : null,
    well_since: isClear ? '11:10 CST' : null,
    visitors_see: isEarly && !isOfService ? 'an error instead of the website' : told.see,
    service: isOfService ? 'e-mail' : null,
    client: 'Corner Bakery',
    partner: 'Brightside Studio',
    recipient: audience === 'client' ? 'Bo Hart' : audience === 'responder' ? 'Kofi Mensah' : 'Brightside Studio',
    greeting: 'Hello Bo Hart',
    brand: isInside ? harbor : brightside,
    cause,
    cause_title: isInside && !isEarly ? told.title : null,
    because: isInside && !isEarly ? [told.because] : [],
    facts: {
      domain: 'cornerbakery.example',
      registrar: 'NameSilver',
      registrar_login: 'https://namesilver.example/login',
      ...(cause ? told.facts : {}),
    },
    status_link: audience === 'responder' ? 'https://allclear.harbor.example/' : 'https://status.brightside.example/',
    incident_link: 'https://allclear.harbor.example/incidents/7',
    hand_over_link: audience === 'responder' ? 'https://allclear.harbor.example/incidents/7/hand-over' : null,
    answer_link: null,
    playbook: told.playbook,
    acknowledge_link: audience === 'responder' ? 'https://allclear.harbor.example/a/…/acknowledge' : null,
    step_title: null,
    coverage_note: null,
    next_update: isClear || isDomain || template === 'page' ? null : '14:45 CST',
    again: isRelapse,
    outages: isRelapse ? 2 : 1,
    acknowledged_by: isInside ? 'Kofi Mensah' : null,
    larger_outage: null,
    task_titles: isInside && !isEarly ? ['Ask our hosting support to issue the certificate'] : [],
    also: [],
    quickened_note: null,
    ...(template === 'digest' ? { parts: PARTS } : {}),
    ...(template.startsWith('maintenance-') ? { maintenance: WINDOW } : {}),
  }
}

const PARTS = [
  { subject: 'cornerbakery.example: all clear', lines: ['Your website cornerbakery.example works again.', 'We keep watching it.'] },
  { subject: 'lanternbooks.example: we are looking into a problem', lines: ['Visitors see an error instead of the website.'] },
]

const WINDOW = {
  starts: 'Tue 13 Apr 2027, 01:00 CDT',
  ends: 'Tue 13 Apr 2027, 01:45 CDT',
  lasts: '45 minutes',
  disrupts: 'Websites and mail on Anchor Hosting are unreachable for up to 45 minutes.',
  reason: 'Security update of the operating system.',
  benefit: 'Closes a known vulnerability and brings faster disks into use.',
  support: 'Mail care@brightside.example or call +1 312 555 0110 during the work.',
  alternatives: 'none',
  sites: 'cornerbakery.example, lanternbooks.example',
  short_notice: null,
  moved_from: 'Mon 12 Apr 2027, 01:00 CDT',
  cancelled_because: 'Anchor Hosting has put it off.',
}

const { templates } = await loadLibrary({})
const says = (template: string) =>
  AUDIENCES.map((audience) => {
    const { subject, text } = composeWords(templates, { template, language: 'en', audience, facts: factsFor(template, audience) })
    return `# To ${audience}\n\nSubject: ${subject}\n\n${text}`
  }).join('\n')

for (const template of templateNames(templates)) {
  test(`the words of ${template} are those that were reviewed, for every audience (COM-1, COM-8)`, async () => {
    const file = `${GOLDEN}${template}.md`
    if (process.env['GOLDEN'] === 'write') {
      await mkdir(GOLDEN, { recursive: true })
      await writeFile(file, says(template))
    }
    assert.equal(says(template), await readFile(file, 'utf8').catch(() => 'not reviewed yet'))
  })
}

test('no reviewed words are left of a template that is gone', async () => {
  const files = (await readdir(GOLDEN)).filter((name) => name.endsWith('.md'))
  assert.deepEqual(
    files.sort(),
    templateNames(templates)
      .map((name) => `${name}.md`)
      .sort(),
  )
})

test('a client is told no jargon, no evidence, and always where to look (COM-1, COM-8)', () => {
  for (const template of templateNames(templates)) {
    const facts = factsFor(template, 'client')
    const { text, html } = composeWords(templates, { template, language: 'en', audience: 'client', facts })
    assert.doesNotMatch(text, /\b(DNS|TLS|SSL|HTTP|NXDOMAIN|incident|playbook|Harbor|CSR|private key)\b/, template)
    assert.ok(text.includes(facts.status_link), template)
    assert.ok(html.includes('https://status.brightside.example/'), template)
  }
})
