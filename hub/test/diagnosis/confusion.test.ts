import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startLab } from '../../../lab/src/lab.ts'
import type { Lab } from '../../../lab/src/lab.ts'
import { SCENARIOS as LAB_SCENARIOS, SHARED_SCENARIOS } from '../../../lab/src/scenarios.ts'
import { isCause } from '../../src/domain/diagnosis/taxonomy.ts'
import { casesOfOne, examineAll } from './examine-all.ts'
import { SCENARIOS, SHARED } from './scenarios.ts'

let lab: Lab
before(async () => {
  lab = await startLab()
})
after(() => lab.close())

/** Silence takes as long as our patience: those are for `npm run confusion`. */
const SLOW = /silent|stalled|dead|slow|hang-up|far-away|provider-outage|flapping|unknown/

/** The day's share of the confusion table: one scenario of each cause and verdict. */
const share = Map.groupBy(
  casesOfOne().filter(({ name, expected }) => !SLOW.test(name) && expected.cause !== 'unknown'),
  ({ expected }) => `${expected.verdict} ${expected.cause}`,
)

test('one scenario of each cause is told for what it is (DIA-1 to DIA-7, TRI-2)', { timeout: 180_000 }, async () => {
  const rows = await examineAll(
    lab,
    [...share.values()].map(([first]) => first!),
  )
  const bad = rows.filter(({ judgement }) => judgement.mark === 'WRONG')
  assert.deepEqual(
    bad.map(({ name, look, judgement }) => [name, look.cause, look.confidence, judgement.why]),
    [],
  )
})

test('whatever the lab can break, somebody said what has to be said of it, and nothing else', () => {
  const known = LAB_SCENARIOS.map(({ fault }) => fault)
  const families = new Set(LAB_SCENARIOS.map(({ family }) => family))
  assert.deepEqual(
    [...families].filter((family) => !(family in SCENARIOS)),
    [],
  )
  assert.deepEqual(
    Object.keys(SCENARIOS).filter((name) => !known.includes(name)),
    [],
  )
  assert.deepEqual(Object.keys(SHARED).toSorted(), SHARED_SCENARIOS.map(({ id }) => id).toSorted())
})

test('what is expected and forbidden are causes', () => {
  for (const [name, { cause, also = [], never = [] }] of Object.entries({ ...SCENARIOS, ...SHARED })) {
    const verdicts = ['healthy', 'slow']
    const named = [...(cause === null ? [] : [cause]), ...also, ...never].filter((id) => !verdicts.includes(id))
    for (const id of named) assert.ok(isCause(id), `${name}: ${id}`)
    assert.ok(!never.includes(cause ?? ''), name)
  }
})
