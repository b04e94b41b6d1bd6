import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from './index.ts'

test('a page is drawn in the language chosen in this browser, before the one that the browser asks for', () => {
  const asking = (cookie: string | undefined, wanted: string) => languageOf({ header: (name) => (name === 'cookie' ? cookie : wanted) })
  assert.equal(asking('session=x; allclear-language=fr', 'de'), 'fr')
  assert.equal(asking('allclear-language=en', 'de'), 'en')
  assert.equal(asking('allclear-language=xx', 'de'), 'de')
  assert.equal(asking('not-allclear-language=fr', 'ja'), 'en')
  assert.equal(asking(undefined, 'pt-BR, en;q=0.5'), 'pt')
})
