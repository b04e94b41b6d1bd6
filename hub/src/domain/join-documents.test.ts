import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printComplaints, readDocument } from './document.ts'
import { joinDocuments } from './join-documents.ts'

const variables = { lookup: (name: string) => `the ${name}`, unsetIsEmpty: false }
const joinOf = (files: Readonly<Record<string, string>>) =>
  joinDocuments(
    'allclear',
    Object.entries(files).map(([name, text]) => readDocument(text, name, variables)),
  )

test('the entries of one map may stand in several files, and every other key in one of them', () => {
  const joined = joinOf({
    'a.yaml': '# the team\npeople:\n  ana: { name: Ana }\nescalation: [{ notify: ana }]\n',
    'b.yaml': 'people:\n  bo: { name: Bo, key: "${KEY}" }\nsites: { one.example: {} }\n',
    'empty.yaml': '# nothing yet\n',
  })
  assert.deepEqual(joined.complaints, [])
  assert.deepEqual(joined.value, {
    people: { ana: { name: 'Ana' }, bo: { name: 'Bo', key: 'the KEY' } },
    escalation: [{ notify: 'ana' }],
    sites: { 'one.example': {} },
  })
  assert.equal(joined.source(['people', 'bo', 'key']), '"${KEY}"')
  const again = readDocument(joined.text, 'one.yaml', variables)
  assert.deepEqual([again.value, /# the team/.test(joined.text), /\$\{KEY\}/.test(joined.text)], [joined.value, true, true])
})

test('what stands in two files is a complaint that names both, and a complaint names the file of its place', () => {
  const joined = joinOf({
    'a.yaml': 'people:\n  ana: { name: Ana }\nfirst-response: 15m\n',
    'b.yaml': 'first-response: 20m\npeople:\n  bo: { name: Bo }\n  ana: { name: Another }\n',
    'c.yaml': '- one\n',
  })
  assert.equal(
    printComplaints(joined.complaints),
    'b.yaml:1:1  first-response stands in a.yaml:3 already; keep one of the two\n' +
      'b.yaml:4:3  people.ana stands in a.yaml:2 already; keep one of the two\n' +
      'c.yaml:1:1  the file is not a map; write keys such as "sites:"\n',
  )
  assert.deepEqual((joined.value as { people: { ana: unknown } }).people.ana, { name: 'Ana' })
  const { file, line } = joined.complain(['people', 'bo', 'name'], 'what', 'fix')
  assert.deepEqual([file, line], ['b.yaml', 3])
})

test('a file that cannot be read leaves nothing to be said of what it would have named', () => {
  assert.equal(joinOf({ 'a.yaml': 'sites: {}\n', 'b.yaml': 'people: [\n' }).value, null)
})
