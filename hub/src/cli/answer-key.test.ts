import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../store/store.ts'
import { answerKey } from './answer-key.ts'

test('an installation makes its key once, and the one of the environment goes before it', async () => {
  const store = await openStore({})
  const made = await answerKey(store, undefined)
  assert.equal(Buffer.from(made, 'base64url').length, 32)
  assert.equal(await answerKey(store, ''), made)
  assert.equal(await answerKey(store, 'k'.repeat(32)), 'k'.repeat(32))
  await assert.rejects(answerKey(store, 'guess'), { code: 'key_too_short' })
  const other = await openStore({})
  assert.notEqual(made, await answerKey(other, undefined))
  await Promise.all([store.close(), other.close()])
})
