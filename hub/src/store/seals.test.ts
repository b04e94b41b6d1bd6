import assert from 'node:assert/strict'
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { browsersOfPerson, keepBrowser } from './browsers.ts'
import { forgetSealed } from './forget-sealed.ts'
import { installationKey } from './installation-key.ts'
import { migrations } from './migrations/index.ts'
import { findOptOut, offerOptOut } from './opt-outs.ts'
import { keyStates, resealSome } from './reseal.ts'
import { openAt, sealAt } from './sealed.ts'
import { SEALED_COLUMNS, sealedPlace } from './sealed-columns.ts'
import { openStore } from './store.ts'
import type { Store } from './store.ts'
import { emptyDirectory, onEveryDatabase, START } from './stores.double.ts'

const SECRET = 'canary-5f1c'

/** A secret in every column that is sealed. */
async function furnish(store: Store) {
  await installationKey(store, SECRET)
  await offerOptOut(store, 'brightside', 'bo@cornerbakery.example', SECRET)
  await store.transaction(async (tx) => {
    const seal = (place: Parameters<typeof sealedPlace>) => store.seals.seal(tx, sealedPlace(...place), SECRET)
    await keepBrowser(tx, store.seals, 'ana', { endpoint: 'https://push.example/1', p256dh: 'public', auth: SECRET }, START)
    const nothing = { password: null, password_at: null, totp_at: null, totp_step: null }
    await tx.insertInto('credential').values({ person: 'ana', totp: await seal(['credential', 'ana']), ...nothing }).execute() // prettier-ignore
    await tx.insertInto('challenge').values({ hash: 'h', purpose: 'openid', body: await seal(['challenge', 'h']), expires_at: 1 }).execute() // prettier-ignore
  })
}

/** What stands in the sealed columns. */
async function words({ db }: Pick<Store, 'db'>): Promise<(string | null)[]> {
  const all: (string | null)[] = []
  for (const { table, column } of SEALED_COLUMNS) {
    const { rows } = await sql<{ words: string | null }>`select ${sql.ref(column)} as words from ${sql.table(table)}`.execute(db)
    all.push(...rows.map((row) => row.words))
  }
  return all
}

const turnAll = async (store: Store) => {
  while (await resealSome(store));
}

test('what is sealed opens under its key and at its place, and nowhere else (ASVS 11.3.2)', () => {
  const key = { id: '1', key: randomBytes(32) }
  const place = sealedPlace('credential', 'ana')
  const sealed = sealAt(key, place, SECRET)
  assert.equal(openAt(key, place, sealed)!.toString(), SECRET)
  assert.equal(openAt({ id: '1', key: randomBytes(32) }, place, sealed), null)
  assert.equal(openAt(key, sealedPlace('credential', 'kofi'), sealed), null)
  assert.equal(openAt(key, place, `${sealed.slice(0, -2)}AA`), null)
  assert.equal(openAt(key, place, sealed.slice(0, 20)), null)
  assert.equal(openAt(key, place, SECRET), null)
})

onEveryDatabase((place) => {
  test('the database alone gives no secret away, and a row that was moved does not open (ASVS 13.3.1)', async (t) => {
    const store = await (await place(t)).open()
    await furnish(store)
    assert.equal((await words(store)).length, SEALED_COLUMNS.length)
    for (const one of await words(store)) assert.match(one!, /^s1\.1\.[\w-]{40,}$/)
    assert.equal(await installationKey(store, 'another'), SECRET)
    assert.equal((await browsersOfPerson(store, 'ana'))[0]!.auth, SECRET)
    assert.equal((await findOptOut(store.db, SECRET))!.partner, 'brightside')
    await store.db.updateTable('browser').set({ endpoint: 'https://evil.example/' }).execute()
    await assert.rejects(browsersOfPerson(store, 'ana'), /was changed, or moved/)
  })

  test('a new data key takes over while hubs work, and goes on after a crash; the old one goes when nothing is left', async (t) => {
    const here = await place(t)
    const first = await here.open()
    const second = await here.another(first)
    await furnish(first)
    await first.transaction((tx) => first.seals.renew(tx, START))
    assert.equal(await resealSome(first), true)
    assert.deepEqual((await keyStates(first.db)).map(({ id, rows }) => [id, rows]), [[2, 1], [1, 4]]) // prettier-ignore
    assert.equal(await installationKey(second, 'another'), SECRET, 'both keys open meanwhile')
    assert.equal(await offerOptOut(second, 'other', 'a@b.example', 'new'), 'new')
    await turnAll(second)
    assert.deepEqual((await keyStates(first.db)).map(({ id, rows }) => [id, rows]), [[2, 6]]) // prettier-ignore
    assert.equal((await browsersOfPerson(first, 'ana'))[0]!.auth, SECRET)
    await forgetSealed(first, START)
    assert.deepEqual(await words(first), [null])
  })

  test('what an earlier version kept as it was is sealed at the first start, and never again', async (t) => {
    const { at } = await place(t)
    const before = await openStore(at, migrations.filter(({ name }) => name < '0048')) // prettier-ignore
    const nonce = randomBytes(12)
    const link = Buffer.from(hkdfSync('sha256', SECRET, '', 'allclear second factor', 32))
    const cipher = createCipheriv('aes-256-gcm', link, nonce).setAAD(Buffer.from('credential ana totp'))
    const ended = Buffer.concat([cipher.update('12345678901234567890'), cipher.final()])
    const totp = Buffer.concat([nonce, cipher.getAuthTag(), ended]).toString('base64url')
    await sql`insert into installation (name, value) values ('key', ${SECRET})`.execute(before.db)
    await sql`insert into credential (person, totp) values ('ana', ${totp})`.execute(before.db)
    await sql`insert into opt_out (partner, address, token) values ('brightside', 'bo@cornerbakery.example', 't0ken')`.execute(before.db)
    await before.close()

    const store = await openStore(at)
    t.after(() => store.close())
    await store.seals.ready()
    assert.equal(await installationKey(store, 'another'), SECRET)
    assert.equal((await findOptOut(store.db, 't0ken'))!.address, 'bo@cornerbakery.example')
    assert.equal(await offerOptOut(store, 'brightside', 'bo@cornerbakery.example', 'another'), 't0ken')
    const kept = await store.db.selectFrom('credential').select('totp').executeTakeFirstOrThrow()
    const opened = await store.seals.open(store.db, sealedPlace('credential', 'ana'), kept.totp!)
    assert.equal(Buffer.from(opened, 'base64url').toString(), '12345678901234567890')

    await store.db.updateTable('installation').set({ value: 'slipped in' }).execute()
    await assert.rejects(installationKey(store, 'another'), /was changed/)
  })

  test('the master key is asked for by name, and can be changed', async (t) => {
    const { at } = await place(t)
    const file = join(emptyDirectory(t), 'key')
    const open = async (masterKey: object) => {
      const store = await openStore({ ...at, masterKey })
      try {
        await store.seals.ready()
        return await installationKey(store, SECRET)
      } finally {
        await store.close()
      }
    }
    assert.equal(await open({ file }), SECRET)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const old = readFileSync(file, 'utf8')
    const id = createHash('sha256').update('allclear master key').update(Buffer.from(old, 'base64')).digest('hex').slice(0, 12)
    const other = randomBytes(32).toString('base64')
    await assert.rejects(open({ given: other }), { code: 'key_mismatch', message: new RegExp(id) })
    assert.equal(await open({ file }), SECRET, 'nothing was rewritten')
    assert.equal(await open({ given: `${other},${old.trim()}` }), SECRET)
    assert.equal(await open({ given: other }), SECRET, 'the data keys were sealed anew')
    await assert.rejects(open({ file }), { code: 'key_mismatch' })
    rmSync(file)
    await assert.rejects(open({ file }), { code: 'key_missing' })
    writeFileSync(file, 'too short')
    await assert.rejects(open({ file }), { code: 'key_unreadable' })
  })
})

/** Columns whose name sounds like a secret and that are none, or cannot be sealed. */
const NOT_SEALED: Readonly<Record<string, readonly string[]>> = {
  'a hash: it recognises a secret and does not give it away': [
    ...['token.hash', 'challenge.hash', 'recovery_code.hash', 'reply_token.hash', 'enrolment.hash', 'opt_out.hash', 'credential.password'],
    ...['audit.hash', 'audit_anchor.hash', 'sign_up.address', 'kept_answer.key'],
  ],
  'public by its nature': ['agent.public_key', 'probe.public_key', 'passkey.public_key', 'passkey.handle', 'browser.p256dh'],
  'sealed under the master key': ['data_key.sealed'],
  'a number that counts': ['credential.totp_at', 'credential.totp_step', 'credential.password_at', 'lease.token', 'shard.token'],
  'a name within its table': [
    ...['announcement.key', 'inbound_alert.key', 'inbound_mail.key', 'maintenance_update.key', 'outbox.key', 'reply_token.key'],
    ...['subscriber_notice.key', 'installation.name', 'kept_answer.token'],
  ],
  // Found by equality, shown to its owner, and part of every message that goes there; of Slack and webhooks it is an address that lets one write.
  'an address that words go to': [
    'subscriber.address',
    'outbox.address',
    'bounced_address.address',
    'opt_out.address',
    'browser.endpoint',
    'mail_route.addresses',
  ],
}

test('every column that could hold a secret is sealed, or has its reason here (ASVS 13.3.1, 11.1.2)', async () => {
  const { db, close } = await openStore({})
  const tables = await db.introspection.getTables()
  await close()
  const columns = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
  const suspects = columns.filter((name) =>
    /\.(.*(secret|token|password|totp|hash|key|sealed|address|endpoint).*|auth|p256dh|handle)$/.test(name),
  )
  const known = new Set([...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...Object.values(NOT_SEALED).flat()])
  assert.deepEqual(suspects.filter((name) => !known.has(name)), []) // prettier-ignore
  assert.deepEqual([...known].filter((name) => !columns.includes(name)), []) // prettier-ignore
})
