import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, OWN_COLOUR, readableOn } from './colour.ts'

test('every brand colour can be read on a light and on a dark page', () => {
  for (const colour of ['#ffee00', '#fff', '#000000', '#0b6e4f', '#808080', 'red; } body { display: none', '']) {
    for (const ground of ['#ffffff', '#14171c']) {
      const shade = readableOn(ground, colour)
      assert.match(shade, /^#[\da-f]{6}$/)
      assert.ok(contrast(shade, ground) >= 4.5, `${colour} on ${ground} became ${shade}`)
    }
  }
})

test('a colour that can be read stays as it is', () => {
  assert.equal(readableOn('#ffffff', '#0b6e4f'), '#0b6e4f')
  assert.equal(readableOn('#ffffff', 'nonsense'), readableOn('#ffffff', OWN_COLOUR))
})
