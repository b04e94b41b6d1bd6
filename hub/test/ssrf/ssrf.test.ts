import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attack } from './attack.ts'

test('of addresses that lead inside, however they are written, none is dialled by any way out (ASVS 1.3.6)', async () => {
  const { tries, through } = await attack({ every: 29 })
  assert.ok(tries > 700, `${tries} tries`)
  assert.deepEqual(through, [])
})
