import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson } from './strict-json.ts'

test('what is in quotes is not taken for structure, nor a value for a key', () => {
  assert.deepEqual(readJson('{"a":"{[\\"b\\":","b":["a","a"],"c":{"a":1}}'), { a: '{["b":', b: ['a', 'a'], c: { a: 1 } })
})

test('a key written with an escape is still the same key', () => {
  assert.throws(() => readJson('{"a":1,"\\u0061":2}'), { code: 'key_duplicate' })
  assert.throws(() => readJson('{"\\u005f_proto__":1}'), { code: 'field_forbidden' })
})

test('32 levels are read, 33 are not', () => {
  assert.ok(readJson('['.repeat(32) + ']'.repeat(32)))
  assert.throws(() => readJson('['.repeat(33) + ']'.repeat(33)), { code: 'json_too_deep' })
})
