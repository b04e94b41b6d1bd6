import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { listIncidents } from '../../hub/src/store/incidents.ts'
import { listMessages } from '../../hub/src/store/messages.ts'
import { openToRead } from '../../hub/src/store/store.ts'
import { openTally } from '../../hub/test/tally.ts'
import { openAround } from './agency-of.ts'
import { startUp } from './up.ts'

// `npm run prove -- blind [--sites 10000] [--interval 60s]`: the connection of the probe itself fails, and with it every site and canary (F16). No incident
// may come of it, no word to a client, and one page within 60 s.

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { sites: { type: 'string', default: '10000' }, interval: { type: 'string', default: '60s' } },
})
const sites = Number(values.sites)
const MOST_MS = 60_000
const FIRST_ROUND_MS = 300_000
const AFTERWARDS_MS = 60_000
const say = (line: string) => void process.stdout.write(`${line}\n`)

await using around = await openAround()
const tally = openTally()
const directory = await mkdtemp(join(tmpdir(), 'allclear-blind-'))
await writeFile(join(directory, 'allclear.yaml'), around.configOf(sites, values.interval))
const hub = await startUp(directory)
try {
  await hub.untilReady(FIRST_ROUND_MS)
  for (const until = Date.now() + FIRST_ROUND_MS; around.seen.size < sites && Date.now() < until;) await rest(500)
  say(`${around.seen.size} addresses were looked at`)
  await rest(5000)
  const before = around.pushedAt.length
  const brokenAt = Date.now()
  around.broken.all = true
  await tally.await(`a page within ${MOST_MS / 1000} s`, async () => around.pushedAt.length > before, MOST_MS)
  const pagedMs = (around.pushedAt[before] ?? Infinity) - brokenAt
  await rest(AFTERWARDS_MS)
  const store = await openToRead({ file: join(directory, 'data', 'allclear.sqlite') })
  const incidents = (await listIncidents(store.db, { partner: null, limit: sites })).filter(({ incident }) => incident.confirmedAt !== null)
  const messages = await listMessages(store.db, { limit: 1000 })
  await store.close()
  tally.claim(`${incidents.length} incidents`, incidents.length === 0)
  const told = messages.filter(({ contract }) => contract === 'message')
  tally.claim(`${told.length} words to clients and partners`, told.length === 0)
  const pages = new Set(messages.filter(({ template }) => template === 'cannot-see').map(({ key }) => key.split('/').slice(0, 3).join('/')))
  tally.claim(`one page: ${[...pages].join(', ')}`, pages.size === 1)
  say(`${sites} sites: paged ${(pagedMs / 1000).toFixed(1)} s after the connection was lost`)
} finally {
  await hub.end()
  await rm(directory, { recursive: true, force: true })
}
process.exitCode = tally.close() ? 0 : 1
