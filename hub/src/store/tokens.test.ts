import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { addAudit, listAudit } from './audit.ts'
import { onEveryDatabase, START } from './stores.double.ts'
import { addToken, endToken, findToken, type NewToken, spendLogin } from './tokens.ts'

const later = (n: number) => after(START, minutes(n))
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

const aToken = (id: string, more: Partial<NewToken> = {}): NewToken => ({
  id,
  hash: hashOf(id),
  name: 'CI',
  role: 'responder',
  person: 'lena',
  partner: null,
  kind: 'api',
  madeAt: START,
  expiresAt: later(15),
  agent: null,
  via: null,
  sites: null,
  ...more,
})

onEveryDatabase((place) => {
  test('a login link opens the door once, however many knock together', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    await addToken(store.db, aToken('link', { kind: 'login' }))
    assert.equal(await findToken(store.db, hashOf('link'), START), null)
    const knocks = Array.from({ length: 12 }, (_, n) => spendLogin(hubs[n % hubs.length]!.db, hashOf('link'), later(1)))
    const opened = (await Promise.all(knocks)).filter((token) => token !== null)
    assert.deepEqual(
      opened.map(({ id, usedAt }) => [id, usedAt]),
      [['link', later(1)]],
    )
    await addToken(store.db, aToken('old link', { kind: 'login' }))
    assert.equal(await spendLogin(store.db, hashOf('old link'), later(15)), null)
    await addToken(store.db, aToken('key'))
    assert.equal(await spendLogin(store.db, hashOf('key'), START), null)
  })

  test('a token is good until it expires or is ended', async (t) => {
    const store = await (await place(t)).open()
    await addToken(store.db, aToken('key'))
    await addToken(store.db, aToken('lasting', { expiresAt: null, partner: 'brightside' }))
    assert.deepEqual(await findToken(store.db, hashOf('key'), later(14)), { ...aToken('key'), usedAt: null, endedAt: null })
    assert.equal(await findToken(store.db, hashOf('key'), later(15)), null)
    assert.equal((await findToken(store.db, hashOf('lasting'), later(9999)))?.partner, 'brightside')
    assert.deepEqual([await endToken(store.db, 'lasting', later(1)), await endToken(store.db, 'lasting', later(2))], [true, false])
    assert.equal(await findToken(store.db, hashOf('lasting'), later(2)), null)
    assert.equal(await findToken(store.db, 'lasting', START), null)
  })

  test('a token itself is never stored', async (t) => {
    const store = await (await place(t)).open()
    await assert.rejects(addToken(store.db, aToken('key', { hash: 'acl_secret' })), /SHA-256/)
  })

  test('audit lines come back the newest first, and a partner reads its own only', async (t) => {
    const store = await (await place(t)).open()
    const line = (about: string, partner: string | null) => ({ at: START, partner, who: 'lena', what: 'acknowledged', about }) as const
    for (const about of ['1', '2', '3']) await addAudit(store.db, line(about, about === '2' ? null : 'brightside'))
    const [third, second] = await listAudit(store.db, { limit: 2 })
    assert.deepEqual([third?.about, second?.about], ['3', '2'])
    assert.deepEqual(
      (await listAudit(store.db, { before: second!.seq, limit: 9 })).map(({ about }) => about),
      ['1'],
    )
    assert.deepEqual(
      (await listAudit(store.db, { partner: 'brightside', limit: 9 })).map(({ about }) => about),
      ['3', '1'],
    )
  })
})
