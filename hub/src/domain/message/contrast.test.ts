import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, inkOn, readableOn } from './contrast.ts'

test('letters on a brand’s colour, and its links on white, can be read whatever the colour (WCAG 1.4.3, COM-1)', () => {
  const parts = ['00', '3f', '80', 'c0', 'ff']
  for (const red of parts)
    for (const green of parts)
      for (const blue of parts) {
        const colour = `#${red}${green}${blue}`
        assert.ok(contrast(inkOn(colour), colour) >= 4.3, `letters on ${colour}`)
        assert.ok(contrast(readableOn('#ffffff', colour), '#ffffff') >= 4.5, `a link in ${colour}`)
      }
  assert.equal(readableOn('#ffffff', '#0b6e4f'), '#0b6e4f')
  assert.notEqual(readableOn('#ffffff', '#ffd400'), '#ffd400')
})
