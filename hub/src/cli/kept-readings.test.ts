import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadPlan } from '../config.ts'
import { keptReadings } from './kept-readings.ts'

const SITES = Array.from({ length: 300 }, (_, n) => `  s${n}.example: { url: 'https://s${n}.example/', tags: ['\${TAG:-old}'] }`)
const configOf = (sites: readonly string[]) => `operator: { name: Me, timezone: Europe/Berlin, mail: me@example.org }
people: { me: { name: Me, mail: me@example.org, timezone: Europe/Berlin, role: owner } }
channels: { push: { ntfy: '\${NTFY_OF_KEPT_READING}' } }
sites:
${sites.join('\n')}
`

test('what was read before is understood without its YAML: the same plan, with the variables and the complaints of now', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'allclear-kept-reading-'))
  t.after(() => rm(data, { recursive: true }))
  t.after(() => (delete process.env.TAG, delete process.env.NTFY_OF_KEPT_READING))
  const file = join(data, 'allclear.yaml')
  await writeFile(file, configOf(SITES))
  process.env.NTFY_OF_KEPT_READING = 'https://ntfy.example/a-secret-topic'
  const first = await keptReadings(data)
  const read = await loadPlan(file, { kept: first })
  await first.keep()
  const kept = join(data, 'configuration.json')
  assert.doesNotMatch(await readFile(kept, 'utf8'), /a-secret-topic/)
  assert.equal((await stat(kept)).mode & 0o777, 0o600)

  const again = await keptReadings(data)
  assert.notEqual(again.of(configOf(SITES)), undefined)
  const reread = await loadPlan(file, { kept: again })
  assert.deepEqual(
    [reread.plan, reread.secrets, reread.document.value, reread.written()],
    [read.plan, read.secrets, read.document.value, read.written()],
  )
  process.env.TAG = 'new'
  assert.deepEqual((await loadPlan(file, { kept: again })).plan.sites['s7.example']?.tags, ['new'])
  process.env.TAG = 'x'.repeat(50)
  await assert.rejects(loadPlan(file, { kept: again }), /allclear\.yaml:5:\d+ {2}sites\.s0\.example\.tags/)
  delete process.env.TAG
  delete process.env.NTFY_OF_KEPT_READING
  await assert.rejects(loadPlan(file, { kept: again }), /allclear\.yaml:3:27 {2}the environment variable NTFY_OF_KEPT_READING is not set/)

  assert.equal(again.of(configOf(SITES.slice(1))), undefined, 'another text was never read')
  await writeFile(kept, '{ cut off')
  assert.equal((await keptReadings(data)).of(configOf(SITES)), undefined)
})
