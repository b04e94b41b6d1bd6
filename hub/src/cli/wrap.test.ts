import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrap } from './wrap.ts'

test('a sentence is broken between words, and what follows the first line is set in', () => {
  assert.deepEqual(wrap('The site answers with another page.', 16), ['The site answers', '  with another', '  page.'])
})

test('a word that is too long stands alone, and no text is one empty line', () => {
  assert.deepEqual(wrap('see https://cornerbakery.example/ now', 10), ['see', '  https://cornerbakery.example/', '  now'])
  assert.deepEqual(wrap('', 10), [''])
})
