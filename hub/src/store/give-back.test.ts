import assert from 'node:assert/strict'
import { test } from 'node:test'
import { databaseOf } from './condition.ts'
import { giveBack } from './give-back.ts'
import { savePlan } from './plans.ts'
import { openStore } from './store.ts'
import { emptyDirectory, START } from './stores.double.ts'

test('what was dropped gives its place on the disk back, in bites, down to a reserve', async (t) => {
  const store = await openStore({ file: `${emptyDirectory(t)}/allclear.sqlite` })
  t.after(() => store.close())
  const size = async () => (await databaseOf(store.db)).bytes
  for (let n = 0; n < 30; n++) await savePlan(store.db, `v${n}`, START, 'x'.repeat(400_000))
  const before = await size()
  await store.db.deleteFrom('plan').execute()
  assert.equal(await size(), before)
  let bites = 0
  while (await giveBack(store.db)) bites++
  assert.ok(bites > 2 && (await size()) < before - bites * 600_000, `${await size()} of ${before} after ${bites}`)
})
