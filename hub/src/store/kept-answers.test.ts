import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours } from '../domain/instant.ts'
import { beginRequest, dropAnswers, forgetRequest, keepAnswer } from './kept-answers.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const REQUEST = { partner: 'brightside', token: 't1', key: 'k1', asked: 'a1' }

onEveryDatabase((place) => {
  test('of many who come with one key at once one has it, and the others find what it was answered', async (t) => {
    const at = await place(t)
    const store = await at.open()
    const hubs = [store, await at.another(store)]
    const came = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => beginRequest(hubs[n % 2]!.db, REQUEST, START)))
    assert.equal(came.filter((one) => one === null).length, 1)
    await keepAnswer(store.db, REQUEST, 'done')
    await forgetRequest(store.db, REQUEST)
    assert.deepEqual(await beginRequest(store.db, { ...REQUEST, asked: 'a2' }, START), { asked: 'a1', begunAt: START, answer: 'done' })
    assert.equal(await beginRequest(store.db, { ...REQUEST, partner: 'fjord' }, START), null)
    await forgetRequest(store.db, { ...REQUEST, partner: 'fjord' })
    assert.equal(await beginRequest(store.db, { ...REQUEST, partner: 'fjord' }, START), null)
  })

  test('after a day the key is free, and what was kept goes', async (t) => {
    const store = await (await place(t)).open()
    await beginRequest(store.db, REQUEST, START)
    await keepAnswer(store.db, REQUEST, 'done')
    await beginRequest(store.db, { ...REQUEST, key: 'k2' }, after(START, hours(1)))
    assert.equal(await store.transaction((tx) => dropAnswers(tx, after(START, hours(24)))), false)
    assert.equal((await store.db.selectFrom('kept_answer').select('key').execute()).length, 1)
    assert.equal(await beginRequest(store.db, { ...REQUEST, key: 'k2' }, after(START, hours(25))), null)
  })
})
