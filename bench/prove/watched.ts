import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { openTally } from '../../hub/test/tally.ts'
import { openAround } from './agency-of.ts'
import { startUp } from './up.ts'

// `npm run prove -- watched [dead|stopped|wedged …]`: a real hub and a real watcher as they come. The hub is killed, is stopped, or can store nothing any
// more (F33): the watcher pages within 90 s, 90 s and 120 s.

const WATCH = fileURLToPath(new URL('../../watcher/watch.ts', import.meta.url))
const WAYS = { dead: 90, stopped: 90, wedged: 120 } as const // seconds
type Way = keyof typeof WAYS
const LOOKED_MS = 12_000 // the watcher has looked at a hub that is well

const wished = process.argv.slice(3) as Way[]
const tally = openTally()
for (const way of wished.length > 0 ? wished : (Object.keys(WAYS) as Way[])) await tryTo(way)
process.exitCode = tally.close() ? 0 : 1

async function tryTo(way: Way) {
  await using around = await openAround()
  const directory = await mkdtemp(join(tmpdir(), 'allclear-watched-'))
  const pages: { at: number; subject: string }[] = []
  const pager = await startHttpDouble(({ headers }) => (pages.push({ at: Date.now(), subject: String(headers.title) }), { body: {} }))
  await writeFile(join(directory, 'allclear.yaml'), around.configOf(20, '5s'))
  const hub = await startUp(directory)
  await hub.untilReady(60_000)
  const orders = join(directory, 'watcher.json')
  await writeFile(orders, JSON.stringify({ hub: hub.url, name: 'closet', page: [{ ntfy: pager.url }] }))
  const watcher = spawn(process.execPath, [WATCH, orders], { stdio: 'ignore' })
  const ended = once(watcher, 'exit')
  try {
    await rest(LOOKED_MS)
    const [early] = pages
    const at = Date.now()
    const loosen = strike(way, hub, directory)
    await tally.await(`${way}: a page within ${WAYS[way]} s`, async () => pages.length > 0, WAYS[way] * 1000)
    const page = pages[0]
    tally.claim(
      `${way}: it says "${page?.subject}" ${page ? ((page.at - at) / 1000).toFixed(1) : '-'} s later`,
      page !== undefined && !early,
    )
    loosen()
  } finally {
    watcher.kill('SIGKILL')
    hub.signal('SIGCONT')
    await Promise.all([ended, hub.end(), pager.close()])
    await rm(directory, { recursive: true, force: true })
  }
}

/** What wedges a hub: its process is there and answers, and another holds its database. */
function strike(way: Way, hub: Awaited<ReturnType<typeof startUp>>, directory: string): () => void {
  if (way !== 'wedged') {
    hub.signal(way === 'dead' ? 'SIGKILL' : 'SIGSTOP')
    return () => {}
  }
  const holder = new DatabaseSync(join(directory, 'data', 'allclear.sqlite'), { timeout: 10_000 })
  holder.exec('begin immediate')
  return () => {
    holder.exec('rollback')
    holder.close()
  }
}
