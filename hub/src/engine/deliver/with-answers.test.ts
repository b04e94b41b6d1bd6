import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outgoing } from '../../channels/channel.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Message } from '../../store/messages.ts'
import { answerToken, isAnswerToken, readAnswerToken } from './answer-token.ts'
import { withAnswers } from './with-answers.ts'

const SENT = { seq: 4711, partner: 'brightside', key: '7/domain.ask-client/1/bo@mailbox.example/mail' }
const TOKEN = answerToken('a key', SENT)

test('a token is the same at every attempt, and good for its message, partner and installation alone', () => {
  assert.equal(TOKEN, answerToken('a key', { ...SENT }))
  assert.equal(readAnswerToken(TOKEN), 4711)
  assert.ok(isAnswerToken('a key', TOKEN, SENT))
  assert.ok(!isAnswerToken('another key', TOKEN, SENT))
  assert.ok(!isAnswerToken('a key', TOKEN, { ...SENT, partner: 'fjord' }))
  assert.ok(!isAnswerToken('a key', TOKEN, { ...SENT, key: SENT.key.replace('bo@', 'rosa@') }))
  assert.ok(!isAnswerToken('a key', TOKEN, { ...SENT, seq: 4712 }))
  for (const none of ['', '-', 'x', `${TOKEN}x`, TOKEN.toUpperCase().slice(0, 5), `0-${TOKEN.slice(-22)}`])
    assert.equal(readAnswerToken(none), null, none)
})

test('the token is put in as the letter leaves, only where our own address stands, and the answers stand apart (COM-5)', () => {
  const plan = { hub: { url: 'https://hub.example/' }, partners: { brightside: { language: 'de' } } } as unknown as Plan
  const text = 'Ja: https://hub.example/a/…/yes\nNein: https://hub.example/a/…/no\nhttps://evil.example/a/…/yes\n'
  const letter = { text, html: `<a href="https://hub.example/a/…/yes">Ja</a>` } as Outgoing
  const filled = withAnswers(letter, { ...SENT, text } as Message, plan, 'a key')
  assert.ok(filled.text.startsWith(`Ja: https://hub.example/a/${TOKEN}/yes\n`))
  assert.ok(filled.text.includes('https://evil.example/a/…/yes'), 'an address from outside gets no token')
  assert.equal(filled.html, `<a href="https://hub.example/a/${TOKEN}/yes">Ja</a>`)
  assert.deepEqual(filled.choices, [
    { id: 'yes', says: 'Ja', url: `https://hub.example/a/${TOKEN}/yes` },
    { id: 'no', says: 'Nein', url: `https://hub.example/a/${TOKEN}/no` },
  ])
})
