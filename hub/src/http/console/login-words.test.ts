import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loginWords } from './login-words.ts'

test('the way in speaks the language that the browser asks for, and English where we do not speak it', () => {
  const asking = (wanted: string | undefined) => loginWords({ header: () => wanted }).heading
  assert.equal(asking('de-AT,en;q=0.5'), 'Bei Allclear anmelden')
  assert.equal(asking('ja, pt-BR;q=0.8'), 'Entrar no Allclear')
  assert.equal(asking('ja'), 'Log in to Allclear')
  assert.equal(asking(undefined), 'Log in to Allclear')
})
