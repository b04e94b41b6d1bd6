import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { CHECKS } from '../checks/index.ts'
import type { Change } from '../domain/plan/change-kept.ts'
import { judgePlan } from '../domain/plan/read-plan.ts'
import { readDocument } from '../domain/document.ts'
import { importFile } from './import.ts'

const REAL = new URL('../domain/import/samples/uptime-kuma.db.gz', import.meta.url)
const FILE = `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
sites: { harbor.example: { url: https://harbor.example/ } }
channels: { mail: { smtp: smtp://127.0.0.1:25 } }
`

test('beside no running hub, a dry run says of a file that the real Uptime Kuma wrote what becomes of what, and all of it goes with a configuration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-import-'))
  try {
    const file = join(folder, 'kuma.db')
    await writeFile(file, gunzipSync(await readFile(REAL)))
    const said = async (json: boolean) => {
      let text = ''
      const out = { stdout: (more: string) => void (text += more), stderr: () => {} }
      assert.equal(await importFile('uptime-kuma', file, { data: join(folder, 'no-hub'), json }, out), 0)
      return text
    }
    const lines = (await said(false)).split('\n')
    const plain = lines.map(stripVTControlCharacters)
    assert.ok(plain.includes('keyword "Bakery" → bakery.example'))
    assert.ok(plain.includes('http "Login in the address" → login.example  without the login in its address'))
    assert.ok(plain.includes('http "Cellar" stays behind: its group is paused there'))
    assert.match(plain.at(-2)!, /^21 sites of 41 things\. Nothing was changed; add --apply to do it\. \(No hub is running here/)
    assert.equal(plain.length, 41 + 2, 'no name of a monitor breaks its line')
    const document = JSON.parse(await said(true)) as { changes: readonly Change[]; isDone: boolean }
    assert.equal(document.isDone, false)
    assert.deepEqual(wrongs(document.changes), [])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function wrongs(changes: readonly Change[]) {
  const variables = { lookup: () => undefined, unsetIsEmpty: true }
  const checkSchemas = Object.fromEntries(CHECKS.map((check) => [check.kind, check.options]))
  const kept = changes.map(({ kind, id, set }) => ({ kind, id, body: set ?? {} }))
  const { complaints } = judgePlan(readDocument(FILE, 'allclear.yaml', variables), { variables, checkSchemas, kept })
  return complaints.filter(({ level }) => level === 'error').map(({ file, message }) => `${file}: ${message}`)
}
