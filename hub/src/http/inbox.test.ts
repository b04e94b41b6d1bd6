import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { iso } from '../domain/instant.ts'
import { addInboundMail, findInboundMail } from '../store/inbound-mail.ts'
import { mailboxName, markUnreadable } from '../store/mailbox.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const MAIL = {
  partner: 'operator',
  at: NOW,
  kind: 'answer',
  state: 'waiting',
  incident: null,
  key: null,
  from: 'Bo Hart <bo@cornerbakery.example>',
  subject: 'My site <script>',
  text: 'It is <b>down</b>.',
} as const

async function world() {
  const hub = await seededHub()
  await hub.store.transaction((tx) => addInboundMail(tx, { ...MAIL, digest: 'a' }))
  const app = await buildServer(hub.around, routesOf(hub.around))
  const ask = async (method: 'GET' | 'POST', url: string, token: string, payload?: object) => {
    const answer = await app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.json<{ code?: string; state?: string; items?: { id: string; text: string }[] }>() }
  }
  return {
    ...hub,
    app,
    ask,
    token: await hub.token('responder'),
    tokenOf: (partner: string) => hub.token('responder', partner, null),
    mail: () => findInboundMail(hub.store.db, null, 1),
  }
}

test('a waiting mail is listed, and counts as an answer once a person says where it belongs (COM-5)', async () => {
  const { ask, token, happened, mail } = await world()
  const { body } = await ask('GET', '/api/v1/inbox?state=waiting', token)
  assert.deepEqual(
    body.items?.map(({ id, text }) => [id, text]),
    [['1', 'It is <b>down</b>.']],
  )
  const placed = await ask('POST', '/api/v1/inbox/1/assign', token, { incident: '2', who: 'partner' })
  assert.deepEqual([placed.status, placed.body.state], [200, 'placed'])
  assert.deepEqual(happened.at(-1)?.happening, { type: 'replied', who: 'partner', by: MAIL.from, text: MAIL.text })
  assert.deepEqual([(await mail())?.partner, (await mail())?.incident], [happened.at(-1)?.partner, 2])
  const again = await ask('POST', '/api/v1/inbox/1/assign', token, { incident: '2' })
  assert.deepEqual([again.status, again.body.code], [409, 'mail_not_waiting'])
})

test('a mail that belongs to no incident is filed and stays in the list', async () => {
  const { ask, token, happened, mail } = await world()
  assert.equal((await ask('POST', '/api/v1/inbox/1/file', token, {})).status, 200)
  assert.deepEqual([(await mail())?.state, (await mail())?.settledBy, happened.length], ['filed', 'ana', 0])
})

test("a partner's people see no mail of which nobody knows whose it is", async () => {
  const { ask, tokenOf } = await world()
  const theirs = await tokenOf('fjord')
  assert.deepEqual((await ask('GET', '/api/v1/inbox', theirs)).body.items, [])
  assert.equal((await ask('POST', '/api/v1/inbox/1/assign', theirs, { incident: '3' })).status, 404)
})

test('a mailbox that cannot be read is said, with since when and why', async () => {
  const { app, loginLink, store, around } = await world()
  const imap = { host: 'mail.harbor.example', port: 993, secure: true, user: 'answers', mailbox: 'INBOX' }
  const plan = {
    ...around.plan(),
    channels: { ...around.plan().channels, inbox: { address: 'answers@harbor.example', imap, listen: null } },
  }
  Object.assign(around, { plan: () => plan })
  await markUnreadable(store.db, mailboxName(imap), 'The server is gone.', NOW)
  const url = `/login/${await loginLink()}`
  const login = await app.inject({ method: 'POST', url, headers: { host: 'hub.test', origin: 'http://hub.test' } })
  const cookie = String(login.headers['set-cookie']).split(';')[0]!
  const inbox = await app.inject({ method: 'GET', url: '/api/v1/inbox?state=waiting', headers: { cookie, host: 'hub.test' } })
  assert.deepEqual(inbox.json().unreadable, { since: iso(NOW), reason: 'The server is gone.' })
  const now = await app.inject({ method: 'GET', url: '/api/v1/now', headers: { cookie, host: 'hub.test' } })
  assert.deepEqual(now.json().inbox, { waiting: 1, alerts: 0, unreadable: true })
})
