import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Changed } from '@allclear/wire/plan.ts'
import { CHECKS } from '../checks/index.ts'
import { readDocument } from '../domain/document.ts'
import { changeWhatFits } from '../domain/plan/change-kept.ts'
import type { Change } from '../domain/plan/change-kept.ts'
import type { KeptEntry } from '../domain/plan/kept-entry.ts'
import type { PlanBasis } from '../domain/plan/plan-basis.ts'
import { judgePlan } from '../domain/plan/read-plan.ts'
import { importFile } from './import.ts'
import type { ImportOptions } from './import.ts'

// What the real program wrote; samples/README.md tells how.
const REAL = new URL('../domain/import/samples/uptime-kuma.db.gz', import.meta.url)
const FILE = `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
sites: { shop: { url: http://bakery.example/ } }
channels: { mail: { smtp: smtp://127.0.0.1:25 } }
`

test('beside no hub a dry run says of a file of the real Uptime Kuma what becomes of what, each monitor on one line', async (t) => {
  const said = await bringIn(t, {})
  assert.equal(said.status, 0)
  assert.ok(said.lines.includes('keyword "Bakery" → bakery.example'))
  assert.ok(said.lines.includes('http "Login in the address" → login.example  without the login in its address'))
  assert.ok(said.lines.includes('http "Cellar" stays behind: its group is paused there'))
  assert.match(said.lines.at(-1)!, /^21 sites of 41 things\. Nothing was changed; add --apply to do it\. \(No hub is running here/)
  assert.equal(said.lines.length, 41 + 1)
})

test('a hub takes in all of it but what it watches already, and the count says so', async (t) => {
  const said = await bringIn(t, { apply: true, beside: hubOn(FILE) })
  assert.equal(said.status, 1)
  assert.deepEqual(said.lines.slice(-2), [
    'sites.bakery.example.url: sites.shop watches this address already; remove one of the two',
    '20 sites of 41 things. They are watched now.',
  ])
})

type Beside = (changes: readonly Change[]) => Changed

async function bringIn(t: TestContext, { beside, ...options }: Partial<ImportOptions> & { readonly beside?: Beside }) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-import-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'kuma.db')
  await writeFile(file, gunzipSync(await readFile(REAL)))
  if (beside) await writeFile(join(folder, 'hub.json'), JSON.stringify({ address: await serve(t, beside), pid: 0, token: 'a' }))
  let text = ''
  const out = { stdout: (more: string) => void (text += more), stderr: () => {} }
  const status = await importFile('uptime-kuma', file, { data: folder, ...options }, out)
  return { status, lines: text.trimEnd().split('\n').map(stripVTControlCharacters) }
}

async function serve(t: TestContext, beside: Beside): Promise<string> {
  const server = createServer((asked, answer) => {
    void json(asked).then((body) => answer.end(JSON.stringify(beside((body as { changes: Change[] }).changes))))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function hubOn(text: string): Beside {
  const variables = { lookup: () => undefined, unsetIsEmpty: true }
  const checkSchemas = Object.fromEntries(CHECKS.map((check) => [check.kind, check.options]))
  const document = readDocument(text, 'allclear.yaml', variables)
  const lay = (kept: readonly KeptEntry[]) => judgePlan(document, { variables, checkSchemas, kept })
  const { plan, secrets } = lay([])
  const basis: PlanBasis = { plan: plan!, secrets, document, checks: [], written: () => null, lay }
  return (changes) => {
    const { complaints } = changeWhatFits(basis, [], changes)
    return { isDone: true, differences: [], undo: [], complaints: complaints.map(({ file: place, ...more }) => ({ place, ...more })) }
  }
}
