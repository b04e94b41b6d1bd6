import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadinessGroup, ReadinessLine } from '@allclear/wire/readiness.ts'
import { printReadiness } from './readiness.ts'

test('a terminal shows the sentence, what the score is made of, and each thing with who mends it and where (PRP-2)', () => {
  const line: ReadinessLine = {
    ...{ subject: 'ana', said: 'Ana Ruiz has no phone number.', owner: 'operator', partner: { id: 'operator', name: 'Harbor' } },
    ...{ sites: [], count: 0, how: 'key', to: '/people', field: 'people.ana.phone' },
  }
  const group: ReadinessGroup = {
    ...{ kind: 'no-phone', title: 'No phone number', why: 'Nobody can ring them.', weight: 3, weighs: 'An hour is lost' },
    ...{ said: { words: 'An hour is lost', icon: 'warning', tone: 'warn' }, looked: 52, held: 0, unknown: 0, lines: [line], more: 51 },
  }
  const score = { percent: 0, looked: 52, held: 0, unknown: 0, says: '0 of 52 hold.' }
  const said = printReadiness({
    ...{ sentence: '52 things would fail us at 3 am', tone: 'warn', score, trend: null, partners: [], mayAsk: true },
    groups: [group],
  })
  assert.equal(
    said,
    `52 things would fail us at 3 am
0 of 52 hold.

No phone number (an hour is lost)
  Nobody can ring them.
  - Ana Ruiz has no phone number. operator: people.ana.phone
  … and 51 more`,
  )
})
