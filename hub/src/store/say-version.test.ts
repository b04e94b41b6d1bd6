import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayVersion } from './say-version.ts'
import { onEveryDatabase } from './stores.double.ts'

onEveryDatabase((place, kind) => {
  test('a database says what it is and which version', async (t) => {
    const store = await (await place(t)).open()
    assert.match(await sayVersion(store.db), kind === 'postgres' ? /^PostgreSQL \d+/ : /^SQLite 3\.\d+\.\d+$/)
  })
})
