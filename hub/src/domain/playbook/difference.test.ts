import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceOf } from './difference.ts'

const MARK = { same: ' ', removed: '-', added: '+' } as const
const shown = (before: string, after: string) => differenceOf(before, after).map(({ kind, text }) => `${MARK[kind]}${text}`)

test('of two versions the lines that changed are shown, and those around them', () => {
  assert.deepEqual(shown('a\nb\nc\nd\n', 'a\nx\nc\ny\nd'), [' a', '-b', '+x', ' c', '+y', ' d'])
  assert.deepEqual(shown('a\nb\na\nb', 'b\na'), ['-a', ' b', ' a', '-b'])
  assert.deepEqual(shown('same\n', 'same\r\n'), [' same'])
  assert.deepEqual(differenceOf('a\nb', 'b\nc').map(({ before, after }) => [before, after]), [[1, null], [2, 1], [null, 2]]) // prettier-ignore
})

test('from a difference both texts can be read again', () => {
  const texts = ['', 'a', 'a\nb\nc', 'c\nb\na', 'a\na\nb\na', 'x\ny\nb\nz\na']
  for (const before of texts)
    for (const after of texts) {
      const lines = differenceOf(before, after)
      const of = (gone: string) => lines.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join('\n')
      assert.deepEqual([of('added'), of('removed')], [before, after])
    }
})

test('texts that are too long to compare line by line are one block for another', () => {
  const long = (word: string) => Array.from({ length: 2500 }, (_, n) => `${word}${n}`).join('\n')
  const kinds = differenceOf(`head\n${long('a')}\nend`, `head\n${long('b')}\nend`).map(({ kind }) => kind)
  assert.deepEqual([kinds[0], kinds[1], kinds[2500], kinds[2501], kinds.at(-1)], ['same', 'removed', 'removed', 'added', 'same'])
})
