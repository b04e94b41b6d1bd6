import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { z } from 'zod'
import { readMaintenance } from '../domain/maintenance/read-maintenance.ts'
import { readPlaybook } from '../domain/playbook/read-playbook.ts'
import { FILE_SCHEMAS } from './file-schemas.ts'

const ROOT = new URL('../../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8')
const found = (...patterns: string[]) => patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted()

const schemas = Object.fromEntries(Object.entries(FILE_SCHEMAS).map(([kind, make]) => [kind, make()]))
const takes = (kind: keyof typeof FILE_SCHEMAS, text: string) =>
  z.fromJSONSchema(schemas[kind] as Parameters<typeof z.fromJSONSchema>[0]).safeParse(parse(text)).error?.message ?? 'well'

const REHEARSALS = found('playbooks/*.rehearsal.*.yaml', 'docs/examples/scenario.*.yaml', 'hub/test/**/scenario*.yaml')
const PLAYBOOKS = found('playbooks/*.yaml', 'docs/examples/playbook.*.yaml').filter((file) => !REHEARSALS.includes(file))

test('an editor underlines nothing in a file of ours that its reader takes', () => {
  assert.ok(PLAYBOOKS.length > 10 && REHEARSALS.length > 40)
  for (const file of PLAYBOOKS) assert.equal(takes('playbook', read(file)), 'well', file)
  for (const file of REHEARSALS) assert.equal(takes('scenario', read(file)), 'well', file)
  assert.equal(takes('maintenance', read('docs/examples/maintenance.yaml')), 'well')
  assert.equal(takes('configuration', read('docs/examples/allclear.yaml')), 'well')
})

test('it underlines what the reader refuses: a key that is not known, one that is missing, a word that means nothing', () => {
  const good = read('docs/examples/playbook.ssl-certificate.yaml')
  const around = { templates: [], actions: [] }
  for (const [from, to] of [
    ['title:', 'tittle:'],
    [/^causes:.*$/m, ''],
    [/to: (client|partner)\b/, 'to: nobody'],
    [/^( +)start: .*$/m, '$1'],
  ] as const) {
    const text = good.replace(from, to)
    assert.notEqual(text, good)
    assert.equal(readPlaybook(text, 'a.yaml', around).playbook, null)
    assert.notEqual(takes('playbook', text), 'well', String(from))
  }
  const window = read('docs/examples/maintenance.yaml')
  for (const fact of ['maintenance', 'starts', 'lasts', 'affects', 'disrupts', 'reason', 'benefit', 'support', 'alternatives']) {
    const { [fact]: _, ...rest } = parse(window)
    const text = JSON.stringify(rest)
    assert.equal(readMaintenance(text, 'a.yaml', { now: null }).maintenance, null)
    assert.notEqual(takes('maintenance', text), 'well', fact)
  }
})

test('a schema says what each key means, and leaves how mistakes are told as it was', () => {
  const { properties } = schemas['playbook']!
  assert.equal(properties!['stable-for']!.description, 'how long the site must be well before the all clear')
  assert.match(properties!['steps']!.items!.properties!['message']!.properties!['needs']!.description!, /^facts without which/)
  assert.match(schemas['scenario']!.properties!['sites']!.description!, /^Who is hit/)
  assert.match(schemas['maintenance']!.properties!['benefit']!.description!, /customer/)
  assert.equal(z.config().customError, undefined)
})
