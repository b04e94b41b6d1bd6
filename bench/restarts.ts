import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { startLabProcess } from '../hub/src/cli/lab-process.ts'
import { runHub } from '../hub/src/cli/run-hub.ts'
import { followTimeline } from '../hub/src/cli/story.ts'
import { loadPlan } from '../hub/src/config.ts'
import { listIncidents } from '../hub/src/store/incidents.ts'
import { listMessages } from '../hub/src/store/outbox.ts'
import { openTally } from '../hub/test/tally.ts'
import { dice } from '../hub/test/stories/dice.ts'
import { spread } from './spread.ts'

// Fifty restarts of web servers, each over in 2 to 10 s, with the real `page-after` of 30 s: the hub must see them and tell nobody.
const RESTARTS = 50
const SHORTEST_MS = 2000
const LONGEST_MS = 10_000
const VERDICT_MS = 5000
const APART_MS = 1600 // three sites that fail within the same second are the probe's own blindness, and rightly so
const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
const roll = dice(seed)
process.stdout.write(`seed ${seed}\n`)
const tally = openTally()
const lab = await startLabProcess()
Object.assign(process.env, labEnvironment(lab.ready))
const data = await mkdtemp(join(tmpdir(), 'allclear-restarts-'))
const config = join(data, 'allclear.yaml')
await writeFile(config, (await readFile(AGENCY, 'utf8')).replaceAll('interval: 2s', 'interval: 1s'))
const basis = await loadPlan(config, { listening: 'http://127.0.0.1:8470/' })
const hub = await runHub({ basis, data, listen: { host: '127.0.0.1', port: 0 }, banner: null })

const sites = lab.ready.sites.map(({ site }) => site)
const stoppedAt = new Map<string, number>() // of servers that stand still now and have no verdict yet
const verdicts: number[] = []
const siteOf = new Map<number, string>()
const pending: Promise<void>[] = []
const unfollow = followTimeline(hub.store, hub.engine.events, (entry, incident) => {
  if (entry.kind !== 'state' || entry.state !== 'open') return
  pending.push(hear(incident, entry.at))
})

// The time runs from the moment the server stood still, so that the wait for the next check is in it.
async function hear(incident: number, at: number) {
  if (!siteOf.has(incident))
    for (const { number, incident: one } of await listIncidents(hub.store.db, { partner: null, limit: 100 })) siteOf.set(number, one.site)
  const site = siteOf.get(incident)!
  const since = stoppedAt.get(site)
  if (since === undefined) return
  stoppedAt.delete(site)
  verdicts.push(at - since)
}

let left = RESTARTS
let nextStop = 0
/** Waits for its turn, so that stops are `APART_MS` apart. */
async function turn() {
  const at = Math.max(nextStop, performance.now())
  nextStop = at + APART_MS
  await rest(Math.max(0, at - performance.now()))
}

async function restartAgainAndAgain(site: string) {
  while (left-- > 0) {
    await turn()
    await lab.order({ do: 'break', site, fault: 'server-stopped' })
    stoppedAt.set(site, Date.now())
    await rest(SHORTEST_MS + roll.upTo(LONGEST_MS - SHORTEST_MS))
    await lab.order({ do: 'fix', site })
    await rest(500)
    stoppedAt.delete(site)
  }
}

try {
  while (hub.engine.checking.wellSites().length < sites.length) await rest(100)
  const began = performance.now()
  await Promise.all(sites.map(restartAgainAndAgain))
  await rest(5000) // whatever was ordered late would leave now
  process.stdout.write(`${RESTARTS} restarts of ${sites.length} servers in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
  await unfollow()
  await Promise.all(pending)

  const messages = await listMessages(hub.store.db, { limit: 1000 })
  const count = (is: (message: (typeof messages)[number]) => boolean) => messages.filter(is).map(({ subject, key }) => `${key}: ${subject}`)
  const pages = count(({ contract }) => contract === 'page')
  const posts = count(({ contract, recipient }) => contract === 'message' && recipient.audience === 'partner')
  const mails = count(({ contract, recipient }) => contract === 'message' && recipient.audience === 'client')
  tally.claim(`${pages.length} pages`, pages.length === 0, pages)
  tally.claim(`${posts.length} partner posts`, posts.length === 0, posts)
  tally.claim(`${mails.length} client mails`, mails.length === 0, mails)
  tally.claim(`${messages.length} messages of any kind`, messages.length === 0)
  const incidents = await listIncidents(hub.store.db, { partner: null, limit: 100 })
  const outages = incidents.reduce((sum, { incident }) => sum + incident.outages, 0)
  tally.claim(`they were seen all the same: ${incidents.length} incidents with ${outages} outages`, outages > 0)
  process.stdout.write(
    `from the stop of a server to the verdict: ${spread(
      verdicts.map((ms) => ms / 1000),
      's',
    )}\n`,
  )
  tally.claim(`every verdict within ${VERDICT_MS / 1000} s`, verdicts.length > 0 && Math.max(...verdicts) <= VERDICT_MS)
} finally {
  await hub.stop()
  await lab.stop()
  await rm(data, { recursive: true, force: true })
}
process.exitCode = tally.close() ? 0 : 1
