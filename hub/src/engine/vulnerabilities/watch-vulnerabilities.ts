import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { after, earliest, iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { findHoles, isAttacked, isUsed, sayFinding, softwareOf, timeToClose } from '../../domain/vulnerability/find-holes.ts'
import type { Finding } from '../../domain/vulnerability/find-holes.ts'
import { installedIn } from '../../domain/vulnerability/installed.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { hostInventories } from '../../store/host-inventories.ts'
import { listParents } from '../../store/parents.ts'
import { dropVulnerability, sameThing, saveVulnerability, vulnerabilities } from '../../store/vulnerabilities.ts'
import type { Vulnerability } from '../../store/vulnerabilities.ts'
import { feedStates, knownHoles } from '../../store/vulnerability-feeds.ts'
import type { Tx } from '../../store/store.ts'
import { closeWarning, keepWarning, openWarnings } from '../../store/warnings.ts'
import type { KeptWarning } from '../../store/warnings.ts'
import { NEARER } from '../../domain/warning/warnings-ahead.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { refreshFeeds } from './refresh-feeds.ts'

const EVERY = minutes(10)
const MANY = 200
const MOST_LINES = 20

/** Compares what is installed with what the feeds know, and tells once of what is open (PRE-3). */
export function startWatchingVulnerabilities(room: Room): Loop {
  const stopping = new AbortController()
  let next = 0 as Instant
  let isNudged = true
  const loop = startLoop({
    clock: room.clock,
    turn: room.turns.of('vulnerabilities'),
    most: minutes(1),
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      if (now < next && !isNudged) return null
      isNudged = false
      next = after(now, EVERY)
      // What a feed said that is gone by now is forgotten once; without any, nothing is compared.
      const isIdle = Object.keys(room.plan().vulnerabilities).length === 0 && (await feedStates(room.store.db)).length === 0
      if (isIdle) return next
      await watchOnce(room, stopping.signal)
      return next
    },
  })
  return {
    passedAt: loop.passedAt,
    nudge(at) {
      isNudged = true
      loop.nudge(at)
    },
    stop() {
      stopping.abort()
      return loop.stop()
    },
  }
}

/** One comparison, after the feeds that are due were read. */
export async function watchOnce(room: Room, signal: AbortSignal): Promise<void> {
  const { store, clock, plan } = room
  const { db } = store
  const installed = installedIn(plan(), { hosts: await hostInventories(db), baselines: await baselinesOf(db, null) })
  await refreshFeeds(room, new Set(installed.map(softwareOf)), signal)
  const [holes, before, parents, warnings] = await Promise.all([
    knownHoles(db),
    vulnerabilities(db, null),
    listParents(db, { open: true, limit: MANY }),
    openWarnings(db, null),
  ])
  const campaigns = parents.filter(({ kind }) => kind === 'campaign')
  const found = findHoles(installed, holes)
  const kept = new Map(before.map((one) => [sameThing(one.finding), one]))
  const still = new Set(found.map(sameThing))
  const at = clock.now()
  const news: News[] = []
  await store.transaction(async (tx) => {
    for (const { finding, id } of before) if (!still.has(sameThing(finding))) await close(tx, finding, id, warnings, at)
    for (const finding of found) {
      const [last, attacked] = [kept.get(sameThing(finding)) ?? null, isAttacked(finding, campaigns)]
      if (last !== null && last.isAttacked === attacked && isDeepStrictEqual(last.finding, finding)) continue
      if (isNews(last, finding, attacked)) news.push({ finding, attacked })
      await keep(tx, { finding, attacked }, last, warnings, at)
    }
    await tell(room, tx, news, at)
  })
  if (news.length > 0) room.loops.deliver?.nudge()
}

type News = { readonly finding: Finding; readonly attacked: boolean }

// Somebody has been told when neither a hole nor its being used is new; another version with the same holes is nothing new.
function isNews(last: Vulnerability | null, { holes }: Finding, attacked: boolean): boolean {
  if (last === null || (attacked && !last.isAttacked)) return true
  return holes.some(({ ref, isExploited }) => {
    const before = last.finding.holes.find((one) => one.ref === ref)
    return before === undefined || (isExploited && !before.isExploited)
  })
}

// A site's is a warning too: it is seen to there, counts in the reports, and its client can be written to by hand.
async function keep(tx: Tx, { finding, attacked }: News, last: Vulnerability | null, warnings: readonly KeptWarning[], at: Instant) {
  const isSooner = last === null || isNews(last, finding, attacked)
  const dueAt = isSooner ? earliest(last?.dueAt ?? null, after(at, timeToClose(finding, attacked)))! : last.dueAt
  await saveVulnerability(tx, finding, { isAttacked: attacked, at, dueAt })
  const { partner, site, version, holes } = finding
  if (site === null) return
  const threshold = `${version}: ${holes
    .map(({ ref }) => ref)
    .toSorted()
    .join(', ')}`.slice(0, 400)
  for (const one of warningsOf(finding, warnings)) if (one.threshold !== threshold) await closeWarning(tx, partner, one.id, NEARER, at)
  await keepWarning(tx, partner, site, { what: whatOf(finding), threshold, said: sayFinding(finding, attacked), dueAt }, at)
}

async function close(tx: Tx, finding: Finding, id: number, warnings: readonly KeptWarning[], at: Instant) {
  await dropVulnerability(tx, finding, id)
  for (const one of warningsOf(finding, warnings)) await closeWarning(tx, finding.partner, one.id, 'what is seen now', at)
}

const whatOf = ({ system, name }: Finding) => `hole ${system} ${name}` as const

const warningsOf = (finding: Finding, warnings: readonly KeptWarning[]) =>
  warnings.filter(({ partner, site, what }) => partner === finding.partner && site === finding.site && what === whatOf(finding))

// All of one look in one notice. What is being used to get in cannot wait until morning.
async function tell(room: Room, tx: Tx, news: readonly News[], at: Instant) {
  if (news.length === 0) return
  const quietly = !news.some(({ finding, attacked }) => isUsed(finding, attacked))
  const lines = news
    .slice(0, MOST_LINES)
    .map(({ finding, attacked }) => `${finding.site ?? finding.host}: ${sayFinding(finding, attacked)}`)
  const more = news.length > MOST_LINES ? [`And ${news.length - MOST_LINES} more.`] : []
  const subject = news.length === 1 ? `Known hole: ${news[0]!.finding.name}` : `Known holes: ${news.length} are new`
  const text = [...lines, ...more, `Nothing is down. All of them: ${room.plan().hub.url}warnings`].join('\n\n')
  // Of several hubs that see the same on one day, one tells.
  const key = `vulnerabilities/${iso(at).slice(0, 10)}/${hash('sha256', text).slice(0, 16)}`
  await pageOnCall(room, tx, { key, template: 'vulnerabilities', subject, text, quietly })
}
