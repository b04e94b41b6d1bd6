import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hubLog } from './hub-log.ts'

test('no secret gets into the log, however it came to be in a message, and a line stays one line (ASVS 16.2.5, 16.4.1)', () => {
  const lines: string[] = []
  const secrets = new Map([['channels.slack.token', 'xoxb-"canary"\n1'], ['channels.mail.smtp', 'smtp://care:canary-2@mail.example:587']]) // prettier-ignore
  const log = hubLog(secrets, 'info', (line) => lines.push(line))
  const token = `acl_${'a1'.repeat(20)}`
  log.error({ error: { message: 'posting with xoxb-"canary"\n1', stack: `at smtp://care:canary-2@mail.example:587 ${token}` } }, 'a fault')
  log.warn(
    `Authorization: Bearer canary-3-of-somebody, postgres://hub:canary-4@db.example/allclear, ${encodeURIComponent('xoxb-"canary"\n1')}`,
  )
  log.warn('what a stranger wrote:\n{"level":60}')
  const text = lines.join('')
  assert.doesNotMatch(text, /canary|a1a1/)
  assert.equal(text.trimEnd().split('\n').length, 3)
  assert.match(text, /postgres:\/\/hub:\[secret\]@db\.example/)
})
