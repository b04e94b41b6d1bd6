import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { loadLibrary } from './library.ts'
import type { Audience } from './domain/playbook/playbook.ts'
import { composeWords } from './domain/message/compose.ts'
import { templateNames } from './domain/message/template.ts'
import type { WordFacts } from './domain/message/word-facts.ts'

// Words that people will read are reviewed as prose: one file per template, every audience in it.
// `GOLDEN=write node --test golden.test.ts` writes them anew; read the difference before you keep it.
const GOLDEN = fileURLToPath(new URL('../../playbooks/golden/', import.meta.url))
const AUDIENCES: readonly Audience[] = ['client', 'partner', 'responder', 'public']

const brightside = { name: 'Brightside Care', colour: '#0b6e4f', logo: null }
const harbor = { name: 'Harbor Web Care', colour: '#334155', logo: null }

/** A certificate that expired, or a domain, as each reader would be told of it at 10:45 in Chicago. */
function factsFor(template: string, audience: Audience): WordFacts {
  const isInside = audience === 'partner' || audience === 'responder'
  const isDomain = template.startsWith('domain-')
  const isClear = ['all-clear', 'morning-summary'].includes(template)
  const isRelapse = template === 'relapse'
  const isEarly = template === 'incident-opened' || template === 'investigating'
  const cause = isEarly
    ? null
    : isDomain
      ? 'the registration of the domain name has run out'
      : 'the certificate that secures the site has expired'
  const title = isDomain ? 'The domain registration has lapsed' : 'The certificate has expired'
  const reason = isDomain
    ? 'NameSilver lists cornerbakery.example as expired on 2026-03-01.'
    : 'The certificate of cornerbakery.example ran out on 2026-03-04.'
  return {
    site: 'cornerbakery.example',
    url: 'https://cornerbakery.example/',
    since: 'Wed 4 Mar 2026, 10:00 CST',
    since_short: '10:00 CST',
    duration: isClear ? '1 hour 10 minutes' : '45 minutes',
    again_since: isRelapse ? '11:20 CST' : null,
    well_since: isClear ? '11:10 CST' : null,
    visitors_see: isEarly
      ? 'an error instead of the website'
      : isDomain
        ? 'an error, or a page of another company, instead of the website'
        : 'a security warning instead of the website',
    client: 'Corner Bakery',
    partner: 'Brightside Studio',
    recipient: audience === 'client' ? 'Bo Hart' : audience === 'responder' ? 'Kofi Mensah' : 'Brightside Studio',
    brand: isInside ? harbor : brightside,
    cause,
    cause_title: isInside && !isEarly ? title : null,
    because: isInside && !isEarly ? [reason] : [],
    facts: {
      domain: 'cornerbakery.example',
      registrar: 'NameSilver',
      registrar_login: 'https://namesilver.example/login',
      ...(cause ? { expired_on: isDomain ? '1 March 2026' : '4 March 2026' } : {}),
    },
    status_link: audience === 'responder' ? 'https://allclear.harbor.example/' : 'https://status.brightside.example/',
    incident_link: 'https://allclear.harbor.example/incidents/7',
    hand_over_link: audience === 'responder' ? 'https://allclear.harbor.example/incidents/7/hand-over' : null,
    answer_link: null,
    playbook: isDomain ? 'Domain registration' : 'Certificate error',
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
  }
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
  const files = await readdir(GOLDEN)
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
