import assert from 'node:assert/strict'
import { test } from 'node:test'
import { styleSheet, styleSheetForAll } from './style-sheet.ts'

const SHEETS = ['http/console/console.css', 'docs/docs.css', 'http/status/status.css'].map((name) => new URL(name, import.meta.url))

test('a colour of the house stands in one place, and every sheet has all that it uses', () => {
  for (const sheet of SHEETS) {
    const whole = styleSheet(sheet)
    const given = [...whole.matchAll(/^ +(--[\w-]+): (.+);$/gm)].map(([, name, value]) => `${name} ${value}`)
    assert.equal(new Set(given).size, given.length, `${sheet} repeats a colour of the house`)
    const missing = [...whole.matchAll(/var\((--[\w-]+)\)/g)].filter(([, name]) => !whole.includes(`${name}:`))
    assert.deepEqual(missing.map(([, name]) => name), [], String(sheet)) // prettier-ignore
  }
})

test('a status page has its colours by day and by night in a browser that does not know light-dark()', () => {
  const whole = styleSheetForAll(SHEETS[2]!)
  assert.doesNotMatch(whole, /light-dark/)
  assert.match(whole, /--ink: #18202c;/)
  assert.match(whole, /@media\(prefers-color-scheme:dark\)\{:root\{--ink:#e8ecf2;.*--ground:#14171c[;}]/)
})
