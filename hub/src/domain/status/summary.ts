import type { Incident, Stage } from '../incident/incident.ts'
import { isNoticed } from '../triage/beside-the-page.ts'
import type { Instant } from '../instant.ts'
import type { StatusPage } from './page.ts'

export type ComponentState = 'operational' | 'degraded_performance' | 'partial_outage' | 'major_outage' | 'under_maintenance'
export type Indicator = 'none' | 'minor' | 'major' | 'critical'

/** What the public reads about one outage. */
export type PublicIncident = {
  readonly id: string
  readonly site: string
  readonly isSlow: boolean
  readonly isPart: boolean // something of the site fails, not its page
  readonly stage: Stage
  readonly startedAt: Instant
  readonly resolvedAt: Instant | null
  readonly nextUpdateAt: Instant | null // as promised
  readonly updates: readonly Update[] // newest first
  readonly brought?: { readonly title: string; readonly from: string } // told on another status page, before this one
}
export type Update = { readonly key: string; readonly at: Instant; readonly stage: Stage; readonly subject: string; readonly text: string }

export type Component = { readonly site: string; readonly state: ComponentState; readonly watching: boolean }

/** What a status page says. */
export type Summary = {
  readonly indicator: Indicator
  readonly components: readonly Component[]
  readonly open: readonly PublicIncident[]
  readonly past: readonly PublicIncident[]
  readonly updatedAt: Instant | null // of the newest word on the page
}

export type Announced = Update & { readonly incident: number; readonly site: string }

/**
 * What the page says of the incidents of its own sites; those of others it does not see. The public hears of an outage once someone was
 * told of it (`heardOn`, or an announcement on this page), and of a past one only what was announced here. While a site is watched before
 * its all clear it is not called operational (CLR-1).
 */
export function summaryOf(
  page: StatusPage,
  incidents: readonly Incident[],
  announcements: readonly Announced[],
  slow: ReadonlySet<string> = new Set(), // sites that answer, but slowly
): Summary {
  const mine = new Set(page.sites.map(({ id }) => id))
  const told = Map.groupBy(announcements, ({ incident }) => String(incident))
  const visible = incidents
    .filter(({ site, partner, phase }) => mine.has(site) && partner === page.partner && phase !== 'suspected' && phase !== 'false-alarm')
    .filter((incident) => told.has(incident.id) || (isOpen(incident) && incident.heardOn && isNoticed(incident.verdict?.service ?? null)))
    .sort((a, b) => b.detectedAt - a.detectedAt)
  const open = visible.filter(isOpen)
  const components = page.sites.map(({ id }) =>
    componentOf(
      id,
      open.find(({ site }) => site === id),
      slow.has(id),
    ),
  )
  const shown = (incident: Incident) => publish(incident, told.get(incident.id) ?? [])
  return {
    indicator: indicatorOf(components),
    components,
    open: open.map(shown),
    past: visible.filter((incident) => !isOpen(incident)).map(shown),
    updatedAt: announcements.reduce<Instant | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null),
  }
}

const isOpen = ({ phase }: Incident) => phase === 'open' || phase === 'stabilising'

function componentOf(site: string, incident: Incident | undefined, isSlow: boolean): Component {
  if (!incident) return { site, state: isSlow ? 'degraded_performance' : 'operational', watching: false }
  if (incident.phase === 'stabilising') return { site, state: 'degraded_performance', watching: true }
  if (incident.verdict?.service) return { site, state: 'partial_outage', watching: false }
  return { site, state: incident.verdict?.verdict === 'slow' ? 'degraded_performance' : 'major_outage', watching: false }
}

function publish(incident: Incident, updates: readonly Announced[]): PublicIncident {
  const { id, site, detectedAt: startedAt, resolvedAt } = incident
  const newestFirst = [...updates].sort((a, b) => b.at - a.at)
  const { promisedAt: nextUpdateAt, verdict } = incident
  const stage = stageOf(incident, newestFirst[0])
  return {
    id,
    site,
    isSlow: verdict?.verdict === 'slow',
    isPart: verdict?.service !== undefined,
    stage,
    startedAt,
    resolvedAt,
    nextUpdateAt,
    updates: newestFirst,
  }
}

// The phase decides where it can: after a relapse the last words may still say that all is well.
function stageOf({ phase, failingSince }: Incident, newest: Update | undefined): Stage {
  if (phase === 'stabilising') return 'monitoring'
  if (phase !== 'open') return 'resolved'
  if (newest?.stage === 'identified') return 'identified'
  return newest?.stage === 'monitoring' && failingSince !== null && newest.at >= failingSince ? 'monitoring' : 'investigating'
}

function indicatorOf(components: readonly Component[]): Indicator {
  const states = components.map(({ state }) => state)
  if (states.every((state) => state === 'operational')) return 'none'
  if (!states.includes('major_outage')) return 'minor'
  return states.every((state) => state === 'major_outage') ? 'critical' : 'major'
}

/** How a group stands: as bad as its worst member, but a major outage only when all of them are out. */
export function stateOfGroup(states: readonly ComponentState[]): ComponentState {
  if (states.includes('major_outage')) return states.every((state) => state === 'major_outage') ? 'major_outage' : 'partial_outage'
  return states.find((state) => state !== 'operational') ?? 'operational'
}
