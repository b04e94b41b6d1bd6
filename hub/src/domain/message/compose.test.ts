import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Audience } from '../playbook/playbook.ts'
import { composeWords } from './compose.ts'
import { readTemplate } from './read-template.ts'
import { templateKey } from './template.ts'
import type { Template } from './template.ts'
import type { WordFacts } from './word-facts.ts'

const facts: WordFacts = {
  site: 'cornerbakery.example',
  url: 'https://cornerbakery.example/',
  since: 'Wed 4 Mar 2026, 10:00 CST',
  since_short: '10:00 CST',
  duration: '15 minutes',
  again_since: null,
  well_since: null,
  visitors_see: 'an error',
  service: null,
  client: 'Corner Bakery',
  partner: 'Brightside Studio',
  recipient: 'Bo Hart',
  greeting: 'Hello Bo Hart',
  brand: { name: 'Brightside Care', colour: '#0b6e4f', logo: null, signature: null },
  cause: null,
  cause_title: null,
  because: [],
  facts: {},
  status_link: 'https://status.brightside.example/',
  incident_link: 'https://allclear.harbor.example/incidents/7',
  hand_over_link: null,
  acknowledge_link: null,
  answer_link: null,
  playbook: null,
  step_title: null,
  coverage_note: null,
  next_update: null,
  again: false,
  outages: 1,
  acknowledged_by: null,
  task_titles: [],
  larger_outage: null,
  also: [],
  quickened_note: null,
}

const template = (body: string, subject = 'About {{ site }}', language = 'en'): [string, Template] => [
  templateKey(language, 'words'),
  { name: 'words', language, partner: null, subject, body, file: 'words.md' },
]
const compose = (body: string, more: Partial<WordFacts> = {}, audience: Audience = 'client', subject?: string) =>
  composeWords(new Map([template(body, subject)]), { template: 'words', language: 'en', audience, facts: { ...facts, ...more } })

test('a letter reads as text, and as HTML in the brand of its sender (COM-1)', () => {
  const { subject, text, html } = compose('Hello {{ recipient }},\n\n- one\n- two')
  assert.equal(subject, 'About cornerbakery.example')
  assert.equal(text, 'Hello Bo Hart,\n\n- one\n- two\n\nSee how things stand: https://status.brightside.example/\n\nBrightside Care\n')
  assert.match(html, /<p>Hello Bo Hart,<\/p>\s*<ul>\s*<li>one<\/li>/)
  assert.match(html, /background:#0b6e4f;color:#ffffff;font-weight:600">Brightside Care</)
  assert.doesNotMatch(html, /Harbor/)
})

test('a brand has its own signature, and its logo stands above the words; one that is not on https does not (COM-1)', () => {
  const brand = { ...facts.brand, logo: 'https://brightside.example/a"b.svg', signature: 'Warmly,\nyour <team>' }
  const { text, html } = compose('x', { brand })
  assert.match(text, /\n\nWarmly,\nyour <team>\n$/)
  assert.match(html, /<img src="https:\/\/brightside\.example\/a&quot;b\.svg" alt="Brightside Care"/)
  assert.match(html, /Warmly,<br>your &lt;team&gt;/)
  assert.doesNotMatch(compose('x', { brand: { ...brand, logo: 'http://brightside.example/a.svg' } }).html, /<img/)
})

test('every letter says where to look for updates, and a page leads into the incident (COM-8)', () => {
  assert.match(compose('x').html, /href="https:\/\/status\.brightside\.example\/"/)
  assert.match(compose('x', {}, 'partner').text, /See how things stand: https:\/\/status\.brightside\.example\/$/m)
  assert.match(compose('x', {}, 'responder').text, /Open the incident: https:\/\/allclear\.harbor\.example\/incidents\/7/)
  assert.doesNotMatch(compose('x', {}, 'public').text, /https:/)
})

test('a value that looks like a template prints itself', () => {
  const { text, html } = compose('{{ client }}', { client: '{{7*7}} {% if x %}' })
  assert.match(text, /^\{\{7\*7\}\} \{% if x %\}$/m)
  assert.match(html, /<p>\{\{7\*7\}\} \{% if x %\}<\/p>/)
})

const hostile: [string, string, string][] = [
  ['markup', '<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['an image', '![x](https://evil.example/x.png)', '<p>![x](https://evil.example/x.png)</p>'],
  ['a link', '[click](javascript:alert(1))', '<p>[click](javascript:alert(1))</p>'],
  ['a bare address in angles', '<https://evil.example>', '<p>&lt;https://evil.example&gt;</p>'],
  ['emphasis', '**bold** _it_ `code`', '<p>**bold** _it_ `code`</p>'],
  ['a heading', '# heading', '<p># heading</p>'],
  ['a list', '1. one', '<p>1. one</p>'],
  ['many lines', 'a\n\n# b\n\n    code', '<p>a # b code</p>'],
  ['an entity', '&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
  ['a change of direction', 'a\u202eb\u0000c', '<p>abc</p>'],
]
for (const [name, value, expected] of hostile) {
  test(`${name} in a value is only what it is`, () =>
    assert.ok(compose('{{ client }}', { client: value }).html.includes(expected), compose('{{ client }}', { client: value }).html))
}

test('a web address can be pressed where the words say so, and nothing else can', () => {
  const link = (status_link: string) => compose('{{ status_link | link }}', { status_link })
  assert.match(link('https://a.example/?x=(1)&y=_z_').html, /<p><a href="https:\/\/a\.example\/\?x=\(1\)&amp;y=_z_">https:/)
  assert.match(link('https://a.example/').text, /^https:\/\/a\.example\/$/m)
  assert.match(link('javascript:alert(1)').html, /<p>javascript:alert\(1\)<\/p>/)
})

test('a line break in a value begins no second header', () => {
  const { subject } = compose('x', { client: 'a\r\nBcc: all@evil.example' }, 'client', '{{ client }}')
  assert.equal(subject, 'a Bcc: all@evil.example')
})

test('a brand colour that is none cannot reach the page', () => {
  const { html } = compose('x', { brand: { name: 'X', colour: 'red;} body{display:none', logo: null, signature: null } })
  assert.doesNotMatch(html, /display:none/)
})

test('what the diagnosis did not learn is left out, not an error', () => {
  assert.match(compose('{% if facts.registrar %}at {{ facts.registrar }}{% else %}somewhere{% endif %}').text, /^somewhere$/m)
  assert.match(compose('{{ cause | default: "not known" }}').text, /^not known$/m)
})

test('a reader whose language has no words yet is written to in English', () => {
  const templates = new Map([template('English'), template('Deutsch', 'Betreff', 'de')])
  const inLanguage = (language: string) => composeWords(templates, { template: 'words', language, audience: 'public', facts }).text
  assert.equal(inLanguage('de'), 'Deutsch\n')
  assert.equal(inLanguage('fr'), 'English\n')
})

test('words that reach for what is not theirs are refused', () => {
  assert.throws(() => compose('{{ site.constructor }}'), /undefined variable/)
  assert.throws(() => compose('{% include "/etc/passwd" %}'))
  assert.throws(() => compose('{% for i in (1..100000000) %}x{% endfor %}'), /limit/)
  assert.throws(
    () => composeWords(new Map(), { template: 'wrods', language: 'en', audience: 'client', facts }),
    /there is no template "wrods"/,
  )
})

const read = (text: string) => readTemplate(text, { name: 'words', language: 'en', partner: null, file: 'words.md' })
const FRONT = '---\nsubject: x\n---\n'
const mistakes: [string, string, RegExp][] = [
  [
    'an unknown variable names the nearest',
    `${FRONT}Hello\n{{ recipent }}`,
    /^words.md:5:4 there is no variable "recipent" \(variable_unknown\); did you mean "recipient"\?$/,
  ],
  [
    'an unknown fact names the nearest',
    `${FRONT}{{ facts.registar }}`,
    /variable "facts.registar" \(variable_unknown\); did you mean "facts.registrar"\?/,
  ],
  ['a subject is judged as well', '---\nsubject: "{{ sit }}"\n---\nx', /^words.md:2:.*"sit"/],
  ['an unknown filter is refused', `${FRONT}\n{{ site | shout }}`, /^words.md:5:.*undefined filter: shout/],
  ['an open tag is refused', `${FRONT}{% if site %}x`, /^words.md:4:.*not closed/],
  ['another file cannot be drawn in', `${FRONT}{% include "x" %}`, /not allowed/],
  ['the escape of a value cannot be taken off', `${FRONT}{{ site | raw }}`, /not allowed/],
  ['a value that may be missing needs an if', `${FRONT}{{ because[0] }}`, /^words.md:4:.*undefined variable: because.0; .*\{% if %\}/],
  ['a template needs a subject', 'Hello', /no subject/],
  ['a template needs words', FRONT, /no words/],
]
for (const [name, text, expected] of mistakes) {
  test(name, () => {
    const { template: made, complaints } = read(text)
    assert.equal(made, null)
    assert.match(
      complaints.map(({ file, line, column, message, fix }) => `${file}:${line}:${column} ${message}; ${fix}`).join('\n'),
      expected,
    )
  })
}

test('locals of a loop and all of the dictionary are known', () => {
  const body =
    '{% for task in task_titles %}{{ forloop.index }} {{ task }}{% endfor %}{{ brand.name }}{{ because.size }}{% assign n = outages %}{{ n }}'
  assert.deepEqual(read(FRONT + body).complaints, [])
})
