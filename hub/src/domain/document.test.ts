import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { judge, nearest, printComplaints, readDocument } from './document.ts'

const Shape = z.strictObject({
  name: z.string(),
  wait: z
    .string()
    .regex(/^\d+[smh]$/, 'is no duration; write 90s, 15m or 4h')
    .optional(),
  kind: z.enum(['client', 'partner']).default('client'),
  steps: z.array(z.strictObject({ id: z.string(), after: z.number().optional() })).default([]),
})

const said = (text: string, variables?: Parameters<typeof readDocument>[2]) =>
  printComplaints(judge(Shape, readDocument(text, 'a.yaml', variables)).complaints)

const mistakes: [string, string, string][] = [
  ['an unknown key names the nearest known one', 'name: a\nwiat: 5m\n', 'a.yaml:2:1  unknown key "wiat"; did you mean "wait"?\n'],
  [
    'a key of a list entry is found too',
    'name: a\nsteps:\n  - { id: x, aftr: 1 }\n',
    'a.yaml:3:14  steps.0: unknown key "aftr"; did you mean "after"?\n',
  ],
  [
    'a wrong word offers the nearest',
    'name: a\nkind: cleint\n',
    'a.yaml:2:7  kind: "cleint" is not allowed here; did you mean "client"?\n',
  ],
  ['a missing key is named', 'wait: 5m\n', 'a.yaml:1:1  name is missing; add "name:" (string)\n'],
  ["a schema's own advice is kept", 'name: a\nwait: 15\n', 'a.yaml:2:7  wait: "15" is not a text; put it in quotes\n'],
  ['a duration without a unit is told what to write', 'name: a\nwait: "15"\n', 'a.yaml:2:7  wait: is no duration; write 90s, 15m or 4h\n'],
  [
    'a duplicate key is no last-one-wins',
    'name: a\nname: b\n',
    'a.yaml:2:1  the key "name" stands in line 1 already; keep one of the two\n',
  ],
  [
    'a foreign tag is refused',
    'name: !!js/function "x"\n',
    'a.yaml:1:7  Unresolved tag: tag:yaml.org,2002:js/function; remove the tag: plain values are enough here\n',
  ],
  [
    'a key that would reach the prototype is refused',
    'name: a\n__proto__: 1\n',
    'a.yaml:2:1  the key "__proto__" is not allowed; use another name\n',
  ],
]
for (const [name, text, expected] of mistakes) test(name, () => assert.equal(said(text), expected))

test('every complaint is told at once, in the order of the file', () => {
  assert.equal(said('kind: x\nname: a\nfoo: 1\nwait: "1"\n').split('\n').length - 1, 3)
})

test('a variable is read from the environment, its default stands in, and an unset one is named but never its value', () => {
  const variables = { lookup: (name: string) => ({ NAME: 'bakery' })[name], unsetIsEmpty: false }
  const read = judge(Shape, readDocument('name: "${NAME}"\nwait: "${WAIT:-5m}"\n', 'a.yaml', variables))
  assert.deepEqual(read.value, { name: 'bakery', wait: '5m', kind: 'client', steps: [] })
  assert.equal(
    said('name: "${NOBODY}"\n', variables),
    'a.yaml:1:7  the environment variable NOBODY is not set; set it, or give a default: ${NOBODY:-…}\n',
  )
})

test('an alias bomb is a complaint, not an expanded document', () => {
  const bomb =
    'a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nname: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n'
  assert.match(said(bomb), /aliases in this file expand to too much/)
})

test('the nearest word is near, or there is none', () => {
  assert.equal(nearest('sevrity', ['severity', 'steps']), 'severity')
  assert.equal(nearest('banana', ['severity', 'steps']), null)
})
