import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { insertIncident } from './incidents.ts'
import { keepBeforeUpgrade } from './keep-before-upgrade.ts'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { listMessages } from './messages.ts'
import { postMessage } from './outbox.ts'
import { openStore } from './store.ts'
import { aMessage, anIncident, emptyDirectory, START } from './stores.double.ts'

const adding = (name: string): Migration => ({
  name,
  async up(db) {
    await db.schema
      .createTable(`shelf_${name.slice(0, 4)}`)
      .addColumn('id', 'text')
      .execute()
  },
})
const later = [...migrations, adding('9998-shelf')]
const cutShort: Migration = { name: '9999-cut', up: () => Promise.reject(new Error('the power went')) }

/** Data of this version with a client message on its way, and what stands in it before an upgrade. */
async function dataOfThisVersion(t: TestContext) {
  const folder = emptyDirectory(t)
  const file = join(folder, 'allclear.sqlite')
  const store = await openStore({ file })
  await store.transaction(async (tx) => {
    await insertIncident(tx, anIncident({ phase: 'open' }), 1)
    await postMessage(tx, aMessage('client', { incident: 1 }))
  })
  await store.close()
  const kept = () => readdirSync(join(folder, 'before-upgrade')).map((name) => join(folder, 'before-upgrade', name))
  return { file, kept }
}

const versionIn = (path: string) => /-from-(.+)\.sqlite$/.exec(path)![1]

/** Opens data as far as `steps` go, and gives the messages in it by their state. */
async function messagesIn(file: string, steps: readonly Migration[]) {
  const store = await openStore({ file }, steps)
  const states = (await listMessages(store.db, { limit: 10 })).map(({ state }) => state)
  await store.close()
  return states
}

test('an upgrade keeps the data as it was, and the version before goes on with that and holds what was on its way to clients (F30, F31)', async (t) => {
  const { file, kept } = await dataOfThisVersion(t)
  const said: string[] = []
  await (await openStore({ file }, later, (what) => said.push(what))).close()
  assert.deepEqual(await messagesIn(file, later), ['waiting'])
  assert.equal(kept().length, 1)
  const [copy] = kept() as [string]
  assert.match(copy, /\/\d{4}-\d\d-\d\dT\d{6}Z-from-0\.1\.0\.sqlite$/)
  assert.deepEqual(said, [`The data is of 0.1.0: it is kept in ${copy}, then its tables are brought forward.`])
  assert.equal(statSync(copy).mode & 0o777, 0o600)

  const upgraded = readFileSync(file)
  await assert.rejects(openStore({ file }, migrations), { code: 'data_newer' })
  assert.ok(readFileSync(file).equals(upgraded), 'what is refused is left as it is')

  assert.deepEqual(await messagesIn(copy, migrations), ['uncertain'])
})

test('an upgrade that was cut short goes on without a copy of what it had changed; the copies that are kept are the last two', async (t) => {
  const { file, kept } = await dataOfThisVersion(t)
  await assert.rejects(openStore({ file }, [...later, cutShort]), /the power went/)
  await assert.rejects(openStore({ file }, [...later, cutShort]), /the power went/)
  await (await openStore({ file }, later)).close()
  assert.equal(kept().length, 1)
  const upgrade = (version: string, n: number) => keepBeforeUpgrade(file, version, after(START, minutes(n)), () => {})
  for (const [n, version] of ['0.2.0', '0.3.0', '0.4.0'].entries()) await upgrade(version, n)
  assert.deepEqual(kept().map(versionIn), ['0.4.0', '0.1.0'])
})

test('data of which no copy can be kept is not upgraded, and the version before goes on with it', async (t) => {
  const { file, kept } = await dataOfThisVersion(t)
  writeFileSync(join(file, '..', 'before-upgrade'), 'a file in its place')
  await assert.rejects(openStore({ file }, later), {
    name: 'Problem',
    code: 'data_unkept',
    message: /^The data of 0\.1\.0 could not be kept/,
  })
  assert.deepEqual(await messagesIn(file, migrations), ['waiting'])
  rmSync(join(file, '..', 'before-upgrade'))
  await (await openStore({ file }, later)).close()
  assert.equal(kept().length, 1)
})
