import assert from 'node:assert/strict'
import { test } from 'node:test'
import { privateMattersIn } from './private-words.ts'

test('a person’s words that name a private cause are found in every language, and ordinary ones are not (COM-6)', () => {
  const matters = (text: string) => privateMattersIn(text).map(({ about }) => about)
  for (const text of [
    'The provider suspended the account, since an invoice was not paid.',
    'Das Konto ist gesperrt: eine Rechnung ist offen.',
    'La cuenta está suspendida por un impago.',
    'Le compte est suspendu, une facture est impayée.',
    'A conta foi suspensa por falta de pagamento.',
  ])
    assert.deepEqual(matters(text), ['a payment', 'a suspended account'], text)
  assert.deepEqual(matters('Schädlicher Code, und ein Angriff.'), ['what was found on the site', 'an attack'])
  assert.deepEqual(matters('Visitors see an error. The provider replaces the machine, the certificate follows.'), [])
  assert.deepEqual(privateMattersIn('Hacked, HACKED and hacked again')[0]!.words, ['hacked'])
})
