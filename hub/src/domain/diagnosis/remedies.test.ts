import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remedyFor } from './remedies.ts'
import { CAUSES, familyOf } from './taxonomy.ts'

test('for every cause of an outage it is said what mends it, and for nothing else (DIA-8)', () => {
  const isOutage = (id: string) => !['false_alarm', 'maintenance', 'unknown'].includes(familyOf(id))
  assert.deepEqual(
    CAUSES.filter(({ id }) => (remedyFor(id) !== null) !== isOutage(id)).map(({ id }) => id),
    [],
  )
})
