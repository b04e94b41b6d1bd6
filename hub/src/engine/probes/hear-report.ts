import { ProbeReport } from '@allclear/wire/probe.ts'
import type { ProbeReportAnswer, SeenResult } from '@allclear/wire/probe.ts'
import { after, between, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { shardOf } from '../../domain/triage/divide.ts'
import { siteOfMonitor } from '../../domain/plan/site-of-monitor.ts'
import { HEARD_WITHIN } from '../../domain/triage/standing.ts'
import { whyBlind } from '../../domain/triage/triage.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { answerLook } from '../../store/asked-looks.ts'
import { keepHeardLooks } from '../../store/heard-looks.ts'
import { addLatencies } from '../../store/latencies.ts'
import { keepAlive, locations } from '../../store/locations.ts'
import { findProbe, hearProbe } from '../../store/probes.ts'
import type { Probe } from '../../store/probes.ts'
import type { Tx } from '../../store/store.ts'
import { openSealed, unsigned } from '../agents/open-sealed.ts'
import type { Sealed } from '../agents/open-sealed.ts'
import { replayed } from '../agents/replayed.ts'
import type { Room } from '../room.ts'
import { NEWS_FOR } from './judge-heard.ts'
import { mustSpeak, readSaid } from './read-said.ts'

const MOST_AHEAD = seconds(2)

/**
 * Hears a report once, signed by the probe's own key and numbered. Its times become the hub's. What somebody waited for is handed to them, hourly
 * figures are added up, and a change that is fresh is kept for whichever hub looks at the site; an old one opens nothing.
 */
export async function hearReport(room: Room, sealed: Sealed): Promise<ProbeReportAnswer> {
  const now = room.clock.now()
  const probe = await openSealed(sealed, now, (id) => findProbe(room.store.db, id))
  const report = readSaid(ProbeReport, sealed.body)
  mustSpeak(report.speaks, report.version)
  if (report.probe !== probe.id) throw unsigned()
  if (report.number <= probe.lastNumber) throw replayed(report.number, probe.lastNumber)
  const ahead = between(now, sealed.sentAt as Instant)
  const heard = report.results.flatMap(({ monitor, result }) => {
    const [site, seen] = [siteOfMonitor(room.plan(), monitor), byOurClock(result, ahead)]
    const isNews = Math.abs(between(seen.at, now)) <= NEWS_FOR && seen.at <= after(now, MOST_AHEAD)
    return site && isNews ? [{ partner: site.partner, monitor, location: probe.location, shard: shardOf(site.id), result: seen }] : []
  })
  const isHeard = await room.store.transaction(async (tx) => {
    if (!(await hearProbe(tx, { id: probe.id, number: report.number, at: now, ...saidBy(report, probe, now) }))) return false
    await stayAlive(tx, probe.location, now)
    for (const { id, result, canSee } of report.answers)
      await answerLook(tx, probe.location, id, { result: byOurClock(result, ahead), canSee })
    await keepHours(room, tx, probe.location, report)
    await keepHeardLooks(tx, heard)
    return true
  })
  if (!isHeard) throw replayed(report.number, probe.lastNumber)
  if (heard.length > 0) room.loops.elsewhere?.nudge()
  return { number: report.number }
}

const byOurClock = (result: SeenResult, ahead: Span): CheckResult => ({ ...result, at: (result.at - ahead) as Instant })

function saidBy({ number, version, sees, lateMs, waiting, lost }: ProbeReport, probe: Probe, now: Instant) {
  const { canaries, failing, ofSites, networks } = sees
  const blindness = whyBlind(canaries, { sites: failing, ofSites, networks })
  return {
    missed: probe.missed + (number - probe.lastNumber - 1),
    blindSince: blindness === null ? null : (probe.blindSince ?? now),
    state: { version, share: ofSites, lateMs, waiting, lost, blindness },
  }
}

// A location that was silent begins anew.
async function stayAlive(tx: Tx, location: string, now: Instant) {
  const before = (await locations(tx)).find(({ id }) => id === location)
  const isUnbroken = before !== undefined && between(before.aliveAt, now) <= HEARD_WITHIN
  await keepAlive(tx, location, isUnbroken ? before.startedAt : now, now)
}

const keepHours = ({ plan }: Room, tx: Tx, location: string, { hours }: ProbeReport): Promise<void> =>
  addLatencies(
    tx,
    hours.flatMap(({ hour, ...sums }) => {
      const site = siteOfMonitor(plan(), sums.monitor)
      return site ? [{ partner: site.partner, location, hour: hour as Instant, ...sums }] : []
    }),
  )
