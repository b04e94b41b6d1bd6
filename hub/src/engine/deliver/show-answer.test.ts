import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan } from '../../domain/plan/plan.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import type { Message } from '../../store/messages.ts'
import { showAnswer } from './show-answer.ts'

test('what was pressed in Slack stands where the buttons were, with who pressed it, or that it was too late (REA-5)', async (t) => {
  const slack = await startHttpDouble(() => ({ body: { ok: true } }))
  t.after(() => slack.close())
  const plan = { partners: { brightside: { language: 'en' } }, channels: { slack: { api: `${slack.url}/api` } } } as unknown as Plan
  const around = {
    plan: () => plan,
    secrets: () => new Map([['partners.brightside.slack.token', 'xoxb-1']]),
    channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
  }
  const text = 'May we move the site?\n\nYes: https://hub.example/a/…/yes\nNo: https://hub.example/a/…/no\n'
  const message = {
    partner: 'brightside',
    recipient: { address: ['C0BRIGHT'] },
    reference: '17.1',
    subject: 'A plan',
    text,
  } as unknown as Message
  await showAnswer(around, message, { id: 'yes', by: 'rosa (U1ROSA in Slack)' })
  await showAnswer(around, message, null)
  const [first, second] = slack.heard.map(({ path, body }) => ({
    path,
    ...(JSON.parse(body) as { text: string; ts: string; blocks: unknown[] }),
  }))
  assert.deepEqual([first?.path, first?.ts, first?.blocks], ['/api/chat.update', '17.1', []])
  assert.equal(first?.text, '*A plan*\nMay we move the site?\n\nWe have your answer: Yes (rosa (U1ROSA in Slack))')
  assert.match(second!.text, /no longer asked/)
})
