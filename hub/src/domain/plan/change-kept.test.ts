import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { readDocument } from '../document.ts'
import { changeKept, changeWhatFits } from './change-kept.ts'
import type { Change } from './change-kept.ts'
import { exportPlan } from './export-plan.ts'
import type { KeptEntry } from './kept-entry.ts'
import { layWhatFits } from './plan-basis.ts'
import type { PlanBasis } from './plan-basis.ts'
import { judgePlan } from './read-plan.ts'
import { warnOfKeptEntries } from './warn-of-kept-entries.ts'

const FILE = `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
clients:
  bakery: { name: Bakery } # a friend
sites:
  bakery.example: { client: bakery, url: https://bakery.example/, checks: { tls: false } }
channels: { mail: { smtp: '\${SMTP_URL:-smtp://127.0.0.1:25}' } }
`

function basisOf(text: string): PlanBasis {
  const options = { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: { ping: z.unknown() } }
  const document = readDocument(text, 'allclear.yaml', options.variables)
  const lay = (kept: readonly KeptEntry[]) => judgePlan(document, { ...options, kept })
  const { plan, secrets } = lay([])
  return { plan: plan!, secrets, document, checks: [], written: () => null, lay }
}

const basis = basisOf(FILE)
const site = (id: string, set: Change['set']): Change => ({ kind: 'sites', id, set })
const wrongs = (changes: readonly Change[], kept: readonly KeptEntry[] = []) =>
  changeKept(basis, kept, changes)
    .complaints.filter(({ level }) => level === 'error')
    .map(({ file, line, message }) => `${file}:${line}  ${message}`)

const partner: Change = {
  kind: 'partners',
  id: 'bright',
  set: { name: 'Bright', brand: { from: 'Bright Care <care@bright.example>' }, contacts: [{ name: 'Rosa', mail: 'rosa@bright.example' }] },
}

test('a partner, its client and a site made on screen stand in the plan as if the file had them', () => {
  const client: Change = { kind: 'clients', id: 'dental', set: { name: 'Dental', partner: 'bright' } }
  const { plan, complaints } = changeKept(
    basis,
    [],
    [partner, client, site('dental.example', { client: 'dental', url: 'https://dental.example/' })],
  )
  assert.deepEqual(complaints.filter(({ level }) => level === 'error'), []) // prettier-ignore
  assert.equal(plan.sites['dental.example']!.partner, 'bright')
  assert.deepEqual(Object.keys(plan.sites), ['bakery.example', 'dental.example'])
})

test('a site is judged on screen by the reader of the file, and a complaint names the screen', () => {
  assert.deepEqual(wrongs([site('x.example', { url: 'https://x.example/', client: 'bakry' })]), [
    'sites.x.example (on screen):1  sites.x.example.client: there is no client "bakry"',
  ])
  assert.match(
    wrongs([site('x.example', { client: 'bakery' })])[0]!,
    /sites\.x\.example \(on screen\):1 {2}sites\.x\.example\.url is missing/,
  )
  assert.match(wrongs([site('x.example', { url: 'https://bakery.example/' })])[0]!, /sites\.bakery\.example watches this address already/)
})

test('what the file says is changed in the file, what it leaves open is filled in on screen', () => {
  assert.deepEqual(wrongs([site('bakery.example', { url: 'https://www.bakery.example/' })]), [
    'allclear.yaml:6  sites.bakery.example.url is written in the file, which wins',
  ])
  const { plan, differences } = changeKept(basis, [], [site('bakery.example', { interval: '5m', checks: { ping: true }, tags: ['shop'] })])
  assert.deepEqual(plan.sites['bakery.example']!.monitors.map(({ kind }) => kind), ['http', 'dns', 'ping']) // prettier-ignore
  assert.deepEqual(
    differences.map(({ key, from, to }) => `${key}: ${from} -> ${to}`),
    ['checks: { tls: false } -> { ping: true, tls: false }', 'interval: null -> 5m', 'tags: null -> [ shop ]'],
  )
})

test('secrets, variables and text that deceives are not kept on screen', () => {
  const url = 'https://x.example/'
  assert.match(wrongs([site('x.example', { url, stack: '${SMTP_URL}' })])[0]!, /a variable means nothing here/)
  assert.match(wrongs([site('x.example', { url, stack: 'gnp\u202etxt' })])[0]!, /nobody sees/)
  assert.match(
    wrongs([{ ...partner, set: { ...partner.set, slack: { channel: 'C0', token: 'xoxb' } } }])[0]!,
    /slack is not kept on screen/,
  )
})

test('every change can be taken back, whatever else was changed in between', () => {
  const first = changeKept(basis, [], [site('x.example', { url: 'https://x.example/', tags: ['a'] })])
  const second = changeKept(basis, first.kept, [site('x.example', { tags: ['b'], interval: '5m', 'checks.ping': true })])
  const third = changeKept(basis, second.kept, [site('x.example', { stack: 'WordPress' })])
  const back = changeKept(basis, third.kept, second.undo)
  assert.deepEqual(back.kept[0]!.body, { url: 'https://x.example/', tags: ['a'], stack: 'WordPress' })
  assert.deepEqual(changeKept(basis, first.kept, first.undo).kept, [])
})

test('what no longer goes with the file is left out and said, and the rest is watched', () => {
  const { kept } = changeKept(basis, [], [
    site('x.example', { url: 'https://x.example/', client: 'bakery' }),
    site('y.example', { url: 'https://y.example/' }),
  ]) // prettier-ignore
  const without = basisOf(FILE.replace(/clients:\n.*\n/, '').replace('client: bakery, ', ''))
  const { plan, left } = layWhatFits(without, kept)
  assert.deepEqual(Object.keys(plan.sites), ['bakery.example', 'y.example'])
  assert.deepEqual(left.map(({ file }) => file), ['sites.x.example (on screen)']) // prettier-ignore
  assert.deepEqual(
    warnOfKeptEntries(without, kept).map(({ level, message }) => `${level} ${message}`),
    [
      'warning 2 entries are kept on screen beside this file: sites.x.example, sites.y.example',
      'warning sites.x.example.client: there is no client "bakery"',
    ],
  )
})

test('the export is one file that loads by itself as the same plan, comments and variables kept', () => {
  const { kept, plan } = changeKept(
    basis,
    [],
    [partner, site('bakery.example', { interval: '5m' }), site('x.example', { url: 'https://x.example/' })],
  )
  const text = exportPlan(basis.document, kept, [])
  assert.match(text, /# a friend/)
  assert.match(text, /\$\{SMTP_URL:-smtp/)
  const { sites, partners } = basisOf(text).plan
  assert.deepEqual({ sites, partners }, { sites: plan.sites, partners: plan.partners })
})

test('of many changes those that are right can be done without the others', () => {
  const changes = [
    site('Bad name', { url: 'https://a.example/' }),
    site('bakery.example', { url: 'https://other.example/' }),
    site('x.example', { url: 'https://x.example/' }),
    site('twin.example', { url: 'https://bakery.example/' }),
  ]
  const { kept, isWell, complaints } = changeWhatFits(basis, [], changes)
  assert.deepEqual([kept.map(({ id }) => id), isWell], [['x.example'], true])
  assert.equal(complaints.filter(({ level }) => level === 'error').length, 3)
})
