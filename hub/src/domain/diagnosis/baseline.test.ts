import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baselineOf, readBaseline, writeBaseline } from './baseline.ts'
import { evidence } from './evidence.double.ts'

const WHOLE = `# The last known good of one site. Every key is optional.
site: cornerbakery.example
seen: 2026-03-01T09:00:00Z
dns:
  ns: [ns1.namesilver.example, ns2.namesilver.example]
  a: [192.0.2.10]
  aaaa: []
  www: { cname: cornerbakery.example }
  mx: [10 mail.anchor.example]
  ds: []
  ttl: 300
registration: { registrar: NameSilver, expires: 2027-05-01, status: [active] }
tls: { issuer: Lab Root, fingerprint: "AA:BB:CC", names: [cornerbakery.example, www.cornerbakery.example] }
page: { status: 200, final-url: https://cornerbakery.example/, title: Corner Bakery, contains: [Fresh bread], bytes: [6000, 12000], scripts: [cdn.cornerbakery.example], server: nginx, generator: WordPress 6.8.1, plugins: [contact-form-7 5.9.8] }
hosting: anchor-hosting
`

test('what is printed is what was read, as YAML or as JSON', () => {
  const { baseline, complaints } = readBaseline(WHOLE, 'baseline.yaml')
  assert.deepEqual(complaints, [])
  const printed = JSON.stringify(writeBaseline(baseline!))
  assert.deepEqual(readBaseline(printed, 'baseline.json').baseline, baseline)
  assert.equal(JSON.parse(printed).page['final-url'], 'https://cornerbakery.example/')
  assert.equal(JSON.parse(printed).seen, '2026-03-01T09:00:00Z')
})

test('every key may be missing, the whole of it too', () => {
  for (const text of ['', '{}', 'dns: {}', 'dns: { a: null }', 'page:']) {
    const { baseline, complaints } = readBaseline(text, 'b.yaml')
    assert.deepEqual([complaints, baseline?.site], [[], null], text)
  }
})

test('the baseline of a well site survives being written and read', () => {
  const made = baselineOf(evidence(), ['Fresh bread'])
  const { baseline, complaints } = readBaseline(JSON.stringify(writeBaseline(made)), 'b.json')
  assert.deepEqual(complaints, [])
  const { dns, page } = made
  assert.deepEqual(baseline, { ...made, dns: { ...dns, ttls: null }, page: { ...page, headers: null } })
})

for (const [text, where] of [
  ['seen: yesterday', '1:7'],
  ['dns: { adress: [192.0.2.10] }', '1:8'],
  ['registration: { expires: 2027-02-30 }', '1:26'],
  ['page: { bytes: [1] }', '1:16'],
  ['[1, 2]', '1:1'],
  ['dns: {', '1:7'],
] as const) {
  test(`a mistake such as "${text}" is told with its place`, () => {
    const { baseline, complaints } = readBaseline(text, 'b.yaml')
    assert.equal(baseline, null)
    assert.equal(`${complaints[0]!.line}:${complaints[0]!.column}`, where, JSON.stringify(complaints))
  })
}
