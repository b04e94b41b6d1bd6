import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { evidence, noDelegation } from '../diagnosis/evidence.double.ts'
import { after, minutes } from '../instant.ts'
import { handOverOf } from './hand-over.ts'
import type { Given } from './hand-over.ts'
import { certificate, dns } from './hand-over.double.ts'
import { sayHandOver } from './say-hand-over.ts'

// `GOLDEN=write node --test hub/src/domain/handover/hand-over.test.ts` writes them anew; read the difference before you keep it.
const cases: [string, Given][] = [
  ['certificate', certificate],
  ['dns', dns],
]
for (const [name, given] of cases) {
  test(`the hand-over of an incident (${name}) reads as it was reviewed (DIA-8)`, () => {
    const file = new URL(`golden/${name}.txt`, import.meta.url)
    const text = sayHandOver(handOverOf(given), given.zone, (id) => given.plan.people[id]?.name ?? id)
    if (process.env['GOLDEN'] === 'write') writeFileSync(file, text)
    assert.equal(text, readFileSync(file, 'utf8'))
  })
}

test('a wrong record is to be put back as it stood, and what it is now stands beside it (DIA-8)', () => {
  const { next, changed } = handOverOf(dns)
  assert.deepEqual(next.restore, [{ name: 'cornerbakery.example', type: 'A', ttl: 300, values: ['192.0.2.10'], now: ['203.0.113.9'] }])
  assert.deepEqual(
    changed.changes.map(({ what, firstSeen }) => [what, firstSeen]),
    [
      ['addresses', after(dns.incident.detectedAt, minutes(2))],
      ['title', after(dns.incident.detectedAt, minutes(1))],
    ],
    'one server said so a minute earlier, and that is another change',
  )
})

test('where the whole zone is gone every record that is known is to be put back (DIA-6, DIA-8)', () => {
  const lost = evidence({ dns: noDelegation, page: null, tls: null })
  const { next } = handOverOf({ ...dns, evidence: [{ at: lost.at, kind: 'diagnosis', body: { evidence: lost } }] })
  assert.deepEqual(
    next.restore.map(({ type, name }) => `${type} ${name}`),
    ['NS cornerbakery.example', 'A cornerbakery.example', 'CNAME www.cornerbakery.example'],
  )
})

test('a cause that lies elsewhere asks for no record', () => assert.deepEqual(handOverOf(certificate).next.restore, []))

test('what was kept after the outage began is not how the site last worked', () => {
  const later = { ...certificate.baseline!, seen: after(certificate.incident.detectedAt, minutes(1)) }
  const blind = certificate.evidence.filter(({ kind }) => kind === 'check')
  assert.equal(handOverOf({ ...certificate, evidence: blind, baseline: later }).lastGood, null)
  assert.notEqual(handOverOf({ ...certificate, evidence: blind }).lastGood, null)
})

test('one address of many that is left says that nothing moved; servers that contradict each other are named', () => {
  const seen = (a: string[][]) => {
    const { dns: well, ...more } = evidence()
    const servers = a.map((addresses, n) => ({ ...well!.servers[0]!, name: `ns${n + 1}.namesilver.example`, a: addresses }))
    const body = { evidence: { ...more, dns: { ...well!, servers } } }
    return handOverOf({ ...dns, evidence: [{ at: more.at, kind: 'diagnosis', body }] }).changed
  }
  assert.ok(seen([['192.0.2.10', '192.0.2.77']]).same.includes('addresses'))
  assert.equal(
    seen([['192.0.2.10'], ['203.0.113.9']]).changes[0]!.now,
    '192.0.2.10 (ns1.namesilver.example); 203.0.113.9 (ns2.namesilver.example)',
  )
})

const phases: [string, Partial<Given['incident']>, RegExp][] = [
  ['suspected', { phase: 'suspected' }, /may be down since/],
  ['a false alarm', { phase: 'false-alarm' }, /was a false alarm/],
  ['a relapse', { outages: 2 }, /has been down since .* for 20 minutes \(2 outages\): visitors see/],
  ['watched', { phase: 'stabilising', wellSince: certificate.at }, /has been well since Sat 21 Nov 2026, 12:00 GMT/],
  ['over', { phase: 'resolved', wellSince: certificate.at }, /was down from .* for 20 minutes; it is well again/],
]
for (const [name, more, expected] of phases) {
  test(`one sentence says how it stands: ${name}`, () => {
    const over = handOverOf({ ...certificate, incident: { ...certificate.incident, ...more } })
    assert.match(over.broken, expected)
    if (more.phase !== 'stabilising' && more.phase) assert.deepEqual(over.next.steps, [])
  })
}

test('an incident of which nothing is known yet, at a site that the plan no longer names, is handed over all the same', () => {
  const bare = { ...certificate.incident, diagnosis: null, playbook: null, causeConfirmed: false }
  const nothing = { site: null, evidence: [], baseline: null, executions: [], tasks: [], messages: [], notes: [], timeline: [] }
  const over = handOverOf({ ...certificate, ...nothing, incident: bare, plan: { ...certificate.plan, sites: {} } })
  assert.equal(over.cause, null)
  assert.match(
    sayHandOver(over, 'UTC', (id) => id),
    /Not known yet\.[\s\S]*Nobody yet\./,
  )
})

const CANARY = 'canary-0f3a9b77c1d24e58'
const secrets: [string, string][] = [
  ['an address with a password', `https://root:${CANARY}@panel.example/`],
  ['an address with a token', `https://panel.example/x?api_token=${CANARY}&y=1`],
  ['a header', `Authorization: whm root:${CANARY}`],
  ['a bearer', `it sent Bearer ${CANARY}`],
  ['a cookie', `set-cookie: session=${CANARY}; Path=/`],
  ['a setting', `define( 'DB_PASSWORD', '${CANARY}' );`],
  ['JSON', `{"password": "${CANARY}"}`],
  ['a link that needs no login', `yes or no: https://allclear.example/answer/${CANARY}`],
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`],
  ['a Slack token', `xoxb-${CANARY}`],
  ['a token of ours', `acl_${CANARY}`],
]
for (const [name, text] of secrets) {
  test(`no secret goes along: ${name} (DIA-8)`, () => {
    const [run] = certificate.executions
    const seen = evidence()
    const page = {
      ...seen.page!,
      excerpt: text,
      hops: [{ ...seen.page!.hops[0]!, headers: { 'set-cookie': CANARY, 'x-auth-token': CANARY } }],
    }
    const over = handOverOf({
      ...certificate,
      executions: [{ ...run!, output: text }],
      notes: [{ ...certificate.notes[0]!, text }],
      messages: [{ ...certificate.messages[0]!, text, reason: text }],
      timeline: [{ at: certificate.at, kind: 'state', note: text }],
      evidence: [
        { at: certificate.at, kind: 'check', body: { result: { diary: [text], facts: { token: CANARY } } } },
        { at: certificate.at, kind: 'diagnosis', body: { evidence: { ...seen, page } } },
      ],
    })
    assert.ok(!JSON.stringify(over).includes(CANARY), `${name} is in the bundle`)
    assert.match(JSON.stringify(over), /\[removed\]/)
  })
}

test('words about secrets stay words', () => {
  const text =
    'The token of Anchor Hosting’s panel is empty. Basic hosting plan, key phrases, session at noon, https://a.example/page?page=2'
  assert.equal(
    handOverOf({ ...certificate, notes: [{ ...certificate.notes[0]!, text }] }).tried.find(({ kind }) => kind === 'note')!.what,
    text,
  )
})

test('a long outage with a hostile site makes no endless bundle, and says what is left out', () => {
  const [check, look] = certificate.evidence
  const long = 'token'.repeat(40_000)
  const body = {
    evidence: evidence({ page: { ...evidence().page!, excerpt: long, text: long, scriptHosts: Array<string>(5000).fill(long) } }),
  }
  const over = handOverOf({
    ...certificate,
    evidence: [...Array<typeof check>(500).fill(check), ...Array<typeof look>(200).fill({ ...look!, body })].map((one) => one!),
    timeline: Array<Given['timeline'][number]>(5000).fill({ at: certificate.at, kind: 'state', note: long }),
    messages: Array<Given['messages'][number]>(5000).fill({ ...certificate.messages[0]!, text: long }),
  })
  assert.deepEqual(over.evidence.leftOut, { checks: 480, looks: 197 })
  assert.ok(JSON.stringify(over).length < 5_000_000, `${JSON.stringify(over).length} characters`)
})

test('what lies ahead stands in the order of its times, without what a fact keeps back', () => {
  const { steps } = handOverOf(certificate).next
  assert.deepEqual(
    steps.map(({ step, at }) => [step, at]),
    [
      ['escalate', after(certificate.incident.confirmedAt!, minutes(45))],
      ['update-everyone', after(certificate.incident.confirmedAt!, minutes(45))],
      ['keep-posted', null],
      ['renew-by-itself', null],
    ],
  )
  assert.equal(steps[1]!.does, 'Tell the client, the partner and the public: certificate escalated')
})
