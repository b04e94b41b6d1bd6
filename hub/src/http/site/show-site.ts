import type { Site, SiteRow } from '@allclear/wire/site.ts'
import { isOnName } from '../../domain/audience/is-on-name.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { after, between, days, hours, iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { shareOf, speedOf } from '../../domain/latency/speed-of.ts'
import { writtenAt } from '../../domain/plan/kept-entry.ts'
import type { PlanBasis } from '../../domain/plan/plan-basis.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { findBaseline } from '../../store/baselines.ts'
import type { KeptDrift } from '../../store/drifts.ts'
import { incidentsOfSite } from '../../store/incidents.ts'
import { latenciesOf, recentLatencies } from '../../store/latencies.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { sayCause } from '../console/cause-words.ts'
import { PHASES, SEEN } from '../console/phase-words.ts'
import { zoneOf } from '../console/times.ts'
import { contactsOf } from '../contacts.ts'
import { siteHistory } from '../site-history.ts'
import { worstOf } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { baselineLines } from './baseline-lines.ts'
import { chainOf } from './chain.ts'
import { endsOf } from '../../domain/warning/ends-of.ts'
import { nextExpiry } from './expiry.ts'

type Known = {
  readonly plan: Plan
  readonly basis: PlanBasis
  readonly baseline: Baseline | null
  readonly drifts: readonly KeptDrift[]
  readonly incident: string | null // the one that is going on
}

/** A site as it stands in the list. */
export function showRow(state: SiteState, { plan, basis, baseline, drifts, incident }: Known): SiteRow {
  const { site, since, lastCheckAt, code } = state
  return {
    ...{ id: site.id, url: site.url, partner: site.partner, client: site.client, state: state.state, code, incident },
    ...{ since: isoOrNull(since), lastCheckAt: isoOrNull(lastCheckAt) },
    drifts: drifts.map(({ what, at, said }) => ({ what, at: iso(at), said })),
    said: SEEN[state.state],
    why: code === null ? null : sayCause(code),
    owner: plan.clients[site.client ?? '']?.name ?? plan.operator.name,
    through: plan.partners[site.partner]?.name ?? null,
    expires: nextExpiry(endsOf(state, baseline)),
    tags: [...(site.tags ?? [])],
    isInFile: writtenAt(basis.document.value, ['sites', site.id]) !== undefined,
  }
}

const MOST_INCIDENTS = 200
const LISTED = 20

/** All that is known of a site. */
export async function showSite(around: Around, caller: Caller, state: SiteState, drifts: readonly KeptDrift[]): Promise<Site> {
  const { site } = state
  const { db } = around.store
  const [plan, now] = [around.plan(), around.clock.now()]
  const [stored, baseline, contacts] = await Promise.all([
    incidentsOfSite(db, site.partner, site.id, MOST_INCIDENTS),
    findBaseline(db, site.partner, site.id),
    contactsOf(around, site.partner),
  ])
  const incidents = stored.map(({ incident }) => incident)
  const living = incidents.find(({ phase }) => ['suspected', 'open', 'stabilising'].includes(phase))
  const { bars, availability } = await siteHistory(around, site, { incidents, zone: zoneOf(plan, caller), now })
  return {
    ...showRow(state, { plan, basis: around.basis, baseline, drifts, incident: living?.id ?? null }),
    checks: checksOf(state),
    availability,
    days: bars.map(({ date, state: stood, known, down }) => ({ date, state: stood, known: seconds(known), down: seconds(down) })),
    speed: await speedFor(around, state, { now, zone: zoneOf(plan, caller), days: bars.length }),
    chain: chainOf(state, { plan, baseline, isOurs: caller.partner === null }),
    baseline: baseline && baselineLines(baseline),
    contacts: contacts
      .filter(({ client }) => client === null || client === site.client)
      .map(({ name, role, mail, phone, prefers, bounced, alone, client, partner }) => ({
        ...{ name, role, mail, phone, alone, prefers: prefers ?? null },
        of: client === null ? (plan.partners[partner]?.name ?? partner) : (plan.clients[client]?.name ?? client),
        bounced: bounced.map((one) => ({ ...one, at: iso(one.at) })),
        onThisName: isOnName(mail, site.id),
      })),
    incidents: incidents.slice(0, LISTED).map(showIncident),
    mayCheck: mayEnter('responder', caller),
  }
}

// By the hour as long as hours are kept; the days before that are not drawn.
async function speedFor(
  { store, plan }: Around,
  { site }: SiteState,
  view: { now: Instant; zone: string; days: number },
): Promise<Site['speed']> {
  const since = { from: after(view.now, days(-view.days)), to: after(view.now, hours(1)) }
  const [seen, recent] = await Promise.all([
    latenciesOf(store.db, site.partner, `${site.id}/http`, since),
    recentLatencies(store.db, site.partner, 'http', site.id),
  ])
  if (seen.length === 0) return null
  const ours = plan().hub.location
  const speed = speedOf(
    seen.filter(({ location }) => location === ours),
    view,
  )
  const others = new Set([...seen, ...recent].map(({ location }) => location).toSorted())
  others.delete(ours)
  const locations = [ours, ...others].map((location) => {
    const from = <One extends { readonly location: string }>(all: readonly One[]) => all.filter((one) => one.location === location)
    return { location, day: shareOf(from(seen).filter(({ hour }) => hour >= speed.hours[0]!.at)), recent: shareOf(from(recent)) }
  })
  return { ...speed, locations, hours: speed.hours.map((hour) => ({ ...hour, at: iso(hour.at) })) }
}

const seconds = (ms: number) => Math.round(ms / 1000)

function checksOf({ site, seen }: SiteState): Site['checks'] {
  return site.monitors.map(({ id, kind, interval }) => {
    const last = worstOf(seen.filter(({ monitor }) => monitor === id))?.result ?? null
    return {
      ...{ id, kind, every: seconds(interval), said: SEEN[last?.state ?? 'unknown'], since: isoOrNull(last?.at ?? null) },
      why: last?.code ? sayCause(last.code) : null,
    }
  })
}

const showIncident = ({ id, phase, diagnosis, verdict, detectedAt, resolvedAt }: Incident): Site['incidents'][number] => ({
  ...{ id, phase: PHASES[phase], detectedAt: iso(detectedAt) },
  why: sayCause(diagnosis?.cause ?? verdict?.code ?? 'cause_not_known_yet'),
  tookSeconds: resolvedAt === null ? null : seconds(between(detectedAt, resolvedAt)),
})
