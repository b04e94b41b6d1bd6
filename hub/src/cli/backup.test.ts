import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { insertIncident } from '../store/incidents.ts'
import { postMessage } from '../store/outbox.ts'
import { openStore } from '../store/store.ts'
import { aMessage, anIncident, emptyDirectory } from '../store/stores.double.ts'
import { backup, restore } from './backup.ts'

test('a backup is made beside a hub at work, is restored elsewhere, and nothing is written over (F30)', async (t) => {
  const [data, elsewhere] = [emptyDirectory(t), emptyDirectory(t)]
  const file = join(emptyDirectory(t), 'all.backup')
  const said: string[] = []
  const out = { stdout: (text: string) => void said.push(text), stderr: () => {} }
  const hub = await openStore({ file: join(data, 'allclear.sqlite') })
  t.after(() => hub.close())
  await hub.transaction(async (tx) => {
    await insertIncident(tx, anIncident({ phase: 'open' }), 1)
    await postMessage(tx, aMessage('client', { incident: 1, text: 'First.\u2028Second.\r\nThird.' }))
  })
  assert.equal(await backup(file, { data }, out), 0)
  assert.match(said.pop()!, /holds 2 rows in 0\.00 MB; restored for the proof, all are there\./)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await assert.rejects(backup(file, { data }, out), { code: 'file_present' })

  assert.equal(await restore(file, { data: elsewhere, dryRun: true, json: true }, out), 0)
  assert.deepEqual(JSON.parse(said.pop()!), { file, rows: 2 })
  assert.equal(await restore(file, { data: elsewhere }, out), 0)
  assert.equal(said.pop(), '2 rows are back. 1 message was on the way to clients: each waits as uncertain until a person decides.\n')
  await assert.rejects(restore(file, { data: elsewhere }, out), { code: 'file_present' })

  const whole = await readFile(file)
  for (const bad of [whole.subarray(0, whole.length - 20), Buffer.from('hello'), Buffer.from('')]) {
    await writeFile(file, bad)
    await assert.rejects(restore(file, { data: join(elsewhere, 'never') }, out), { code: 'backup_unreadable' })
  }
  await assert.rejects(restore('/nowhere', { data: elsewhere }, out), { code: 'backup_missing' })
})
