import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { after, minutes } from '../domain/instant.ts'
import { addAudit } from './audit.ts'
import { restoreBackup, writeBackup } from './backup.ts'
import { insertIncident } from './incidents.ts'
import { listMessages, unheardEnds } from './messages.ts'
import { postMessage } from './outbox.ts'
import { endRestore, FROM_BACKUP, noteRestoring } from './restored.ts'
import { openStore } from './store.ts'
import type { Store } from './store.ts'
import { aMessage, anIncident, emptyDirectory, onEveryDatabase, START } from './stores.double.ts'

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = []
  await writeBackup(store, START, async (line) => void lines.push(line))
  return lines
}
const reading = (lines: readonly string[]) =>
  async function* () {
    yield* lines
  }
const LATER = after(START, minutes(60)) as Instant

/** A store with an incident that goes on, a message of each kind on its way, and a thousand rows more than are read at once. */
async function furnish(store: Store) {
  await store.transaction(async (tx) => {
    await insertIncident(tx, anIncident({ phase: 'open' }), 1)
    await postMessage(tx, aMessage('client', { incident: 1 }))
    await postMessage(tx, aMessage('page', { incident: 1, contract: 'page' }))
    for (let n = 0; n < 1200; n++) await addAudit(tx, { at: n as Instant, partner: null, who: 'ana', what: 'voted', about: `“${n}”\n` })
  })
}

onEveryDatabase((place, kind) => {
  test('a backup holds every row, and what is restored from it gives the same backup again (F30)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    await furnish(store)
    const lines = await linesOf(store)
    const file = `${emptyDirectory(t)}/restored.sqlite`
    const { rows, held } = await restoreBackup({ file }, reading(lines), LATER)
    assert.deepEqual([rows, held], [1203, 1])
    const restored = await openStore({ file })
    t.after(() => restored.close())
    const again = await linesOf(restored)
    const settled = (line: string) => /^\[(?!"outbox"|"restored"|"audit".*"backup restored")/.test(line)
    assert.deepEqual(again.filter(settled), lines.filter(settled), `from ${kind} to SQLite`)
  })

  test('client messages that were pending are held, those that its incidents order later too; pages go out (F30)', async (t) => {
    const furnished = await openStore({})
    t.after(() => furnished.close())
    await furnish(furnished)
    const lines = await linesOf(furnished)
    const target = await place(t)
    await restoreBackup(target.at, reading(lines), LATER)
    const restored = await target.open()
    const states = async () => Object.fromEntries((await listMessages(restored.db, { limit: 10 })).map(({ key, state }) => [key, state]))
    assert.deepEqual(await states(), { client: 'uncertain', page: 'waiting' })
    assert.deepEqual(
      (await unheardEnds(restored.db, 5)).map(({ reason }) => reason),
      ['Restored from a backup: it may have been sent since the backup was made.'],
    )
    await restored.transaction(async (tx) => {
      await insertIncident(tx, anIncident({ id: '2', site: 'other.example', phase: 'open' }), 1)
      await postMessage(tx, aMessage('later', { incident: 1 }))
      await postMessage(tx, aMessage('later-page', { incident: 1, contract: 'page' }))
      await postMessage(tx, aMessage('new', { incident: 2 }))
    })
    assert.deepEqual(await states(), { client: 'uncertain', page: 'waiting', later: 'uncertain', 'later-page': 'waiting', new: 'waiting' })
  })
})

test('a restore that died when its rows were in holds what was pending at the next start (F2, F30)', async (t) => {
  const furnished = await openStore({})
  t.after(() => furnished.close())
  await furnish(furnished)
  await furnished.transaction((tx) => noteRestoring(tx, 1)) // as the rows and this note are stored together
  assert.equal(await furnished.transaction((tx) => endRestore(tx, LATER)), 1)
  assert.equal(await furnished.transaction((tx) => endRestore(tx, LATER)), null)
  const [client] = await listMessages(furnished.db, { states: ['uncertain'], limit: 10 })
  assert.equal(client?.reason, FROM_BACKUP)
})

test('a backup that is cut short, changed, of a newer version or none at all is refused before anything is touched', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  await furnish(store)
  const lines = await linesOf(store)
  const file = `${emptyDirectory(t)}/never.sqlite`
  const refused = (given: readonly string[], code: string) => assert.rejects(restoreBackup({ file }, reading(given), LATER), { code })
  await refused([], 'backup_unreadable')
  await refused(['{}'], 'backup_unreadable')
  await refused(['not json'], 'backup_unreadable')
  await refused(lines.slice(0, 700), 'backup_unreadable')
  await refused(lines.with(5, lines[5]!.replace('ana', 'bob')), 'backup_unreadable')
  await refused([JSON.stringify({ allclear: 'backup', at: 0, migrations: ['9999-later'] }), ...lines.slice(1)], 'data_newer')
  assert.ok(!existsSync(file))
})

test('nothing is restored over data that is there', async (t) => {
  const file = `${emptyDirectory(t)}/full.sqlite`
  const store = await openStore({ file })
  await furnish(store)
  const lines = await linesOf(store)
  await store.close()
  await assert.rejects(restoreBackup({ file }, reading(lines), LATER), { code: 'data_present' })
})
