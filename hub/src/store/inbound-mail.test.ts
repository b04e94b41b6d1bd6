import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { addInboundMail, findInboundMail, listInboundMail, settleInboundMail } from './inbound-mail.ts'
import type { NewInboundMail } from './inbound-mail.ts'
import { findMailbox, markRead, markUnreadable } from './mailbox.ts'
import { findReplyToken, keepReplyToken } from './reply-tokens.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const MAIL: NewInboundMail = {
  partner: 'operator',
  digest: 'a',
  at: START,
  kind: 'answer',
  state: 'waiting',
  incident: null,
  key: null,
  from: 'Bo Hart <bo@cornerbakery.example>',
  subject: 'Re: down',
  text: 'Thank you.',
}

onEveryDatabase((place) => {
  test('of the same mail on two ways at once one is kept (COM-5)', async (t) => {
    const where = await place(t)
    const store = await where.open()
    const another = await where.another(store)
    const both = await Promise.all([store, another].map((one) => one.transaction((tx) => addInboundMail(tx, MAIL))))
    assert.equal(both.filter(Boolean).length, 1)
    assert.equal((await listInboundMail(store.db, { limit: 10 })).length, 1)
  })

  test('a waiting mail is placed once, and a partner sees its own alone', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => addInboundMail(tx, MAIL))
    await store.transaction((tx) => addInboundMail(tx, { ...MAIL, digest: 'b', partner: 'brightside', state: 'filed' }))
    const [, first] = await listInboundMail(store.db, { limit: 10 })
    assert.deepEqual(
      (await listInboundMail(store.db, { partner: 'brightside', limit: 10 })).map(({ digest }) => digest),
      ['b'],
    )
    assert.equal(await findInboundMail(store.db, 'brightside', first!.id), null)
    const file = () =>
      store.transaction((tx) => settleInboundMail(tx, first!.id, { partner: 'operator', state: 'filed', incident: null }, 'ana'))
    assert.deepEqual([await file(), await file()], [true, false])
    assert.deepEqual(await findInboundMail(store.db, null, first!.id), { ...MAIL, id: first!.id, state: 'filed', settledBy: 'ana' })
    assert.deepEqual(await listInboundMail(store.db, { state: 'waiting', limit: 10 }), [])
  })

  test('the place in a mailbox is kept while it cannot be read, and since when', async (t) => {
    const { db } = await (await place(t)).open()
    await markUnreadable(db, 'inbox', 'refused', START)
    await markRead(db, 'inbox', { validity: '17', uid: 4 })
    await markUnreadable(db, 'inbox', 'gone', after(START, minutes(1)))
    await markUnreadable(db, 'inbox', 'still gone', after(START, minutes(2)))
    const failingSince = after(START, minutes(1))
    assert.deepEqual(await findMailbox(db, 'inbox'), { name: 'inbox', validity: '17', uid: 4, failingSince, reason: 'still gone' })
  })

  test('a reply token names one message', async (t) => {
    const store = await (await place(t)).open()
    for (let n = 0; n < 2; n++) await keepReplyToken(store.db, { partner: 'brightside', key: '7/tell', hash: 'h' })
    assert.deepEqual(await findReplyToken(store.db, 'h'), { partner: 'brightside', key: '7/tell' })
    assert.equal(await findReplyToken(store.db, 'x'), null)
  })
})
