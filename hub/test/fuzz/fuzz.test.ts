import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dice } from '../stories/dice.ts'
import { fuzz, meet } from './fuzz.ts'
import { READERS, openTarget } from './targets/index.ts'

const SEED = Date.now() % 1_000_000_000

for (const reader of READERS)
  test(`the reader of ${reader.name} reads what it is given or says what is wrong with it`, async () => {
    const { wrong } = await fuzz(reader, { ms: 40, seed: SEED })
    assert.equal(wrong, null)
  })

for (const [name, most] of [
  ['routes', 400],
  ['agent-reports-signed', 40],
  ['probe-reports-signed', 40],
  ['alert-hook', 40],
] as const)
  test(`${name}: whatever comes over HTTP is answered, and none of it with a bug of ours`, async () => {
    await using target = await openTarget(name)
    const { wrong } = await fuzz(target, { ms: 2000, seed: SEED, most })
    assert.equal(wrong, null)
  })

/** What was found, and is mended: each is read again. */
const FOUND: readonly (readonly [target: string, input: string])[] = [
  ['baseline', 'dns:\nxample\nseen: 2026-03-01T09:00:00Z\n'.repeat(1600)], // minutes for the same key over and over
  ['playbook', Array.from({ length: 12_000 }, (_, n) => `k${n}: 1\n`).join('')], // each key compared with all before it
  ['punycode', `xn--6aa${'9'.repeat(760)}2e`], // a number beyond all numbers, divided for ever
  ['import-pingdom', '{"checks":[{"hostname":"","type":{}}]}'],
  ['vulnerability-feeds', '{"id":"\\ud801","affected":[]}'],
  ['json-body', `[${'9'.repeat(5000)}]`], // a refusal as long as what it refuses
  ['json-body', `{"${'x'.repeat(5000)}":1,"${'x'.repeat(5000)}":2}`],
  ['http-answer', `\u0001HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(4000)}`], // one byte after the other, each time judged from the start
]
for (const [name, input] of FOUND)
  test(`what once stopped the reader of ${name} does not any more: ${JSON.stringify(input.slice(0, 40))}`, async () => {
    await using target = await openTarget(name)
    assert.equal((await meet({ ...target, most: 3000 }, input)).wrong, null)
  })

test('a reader that throws is caught, and its shortest input is named', async () => {
  const bad = { name: 'bad', draw: (roll: ReturnType<typeof dice>) => `xx${roll.upTo(9)}!yy`, read: (text: string) => text.includes('!') && JSON.parse(text) } // prettier-ignore
  const { wrong } = await fuzz(bad, { ms: 1000, seed: 1 })
  assert.equal(wrong?.shortest, '!')
})
