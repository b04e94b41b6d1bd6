import type { Alert, AlertSource } from '../../domain/alert/alert.ts'
import { placeInStory } from '../../domain/alert/place-in-story.ts'
import { sayOver } from '../../domain/alert/say-alert.ts'
import { siteOf } from '../../domain/alert/site-of.ts'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { oneLine, onlySeen } from '../../domain/message/escape.ts'
import type { Happening } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { addAlert, countStrangers, endAlert, episodesOf, hearAgain } from '../../store/inbound-alerts.ts'
import type { StoredAlert } from '../../store/inbound-alerts.ts'
import type { Store, Tx } from '../../store/store.ts'

/** What hearing needs of the hub around it. */
export type Hearing = {
  readonly store: Store
  readonly clock: { now(): Instant }
  readonly plan: () => Plan
  respond(partner: string, incident: number, happening: Happening, first?: (tx: Tx) => Promise<boolean>): Promise<void>
}

/**
 * Hears alerts of a source, each once however often it comes. What begins is looked at by ourselves, or waits for a person where nobody knows
 * what it is about; what ends is noted and ends nothing. True where something is to be looked at.
 */
export async function hearAlerts(hearing: Hearing, source: AlertSource, alerts: readonly Alert[]): Promise<boolean> {
  let looks = false
  for (const alert of alerts) looks = (await hearAlert(hearing, source, alert)) || looks
  return looks
}

async function hearAlert(hearing: Hearing, source: AlertSource, alert: Alert): Promise<boolean> {
  const { store, clock } = hearing
  const now = clock.now()
  const known = await episodesOf(store.db, source.id, alert.key)
  const place = placeInStory(alert, known, now)
  if (place.is === 'nothing') return false
  if (place.is === 'end')
    return endIt(
      hearing,
      source,
      known.find(({ id }) => id === place.id)!,
      place.at,
    )
  if (place.is === 'again') {
    await store.transaction((tx) => hearAgain(tx, place.id, now))
    return false
  }
  const older = known.find(({ id }) => id === place.after)
  if (older) await endIt(hearing, source, older, place.startedAt)
  const begun = {
    ...standingOf(hearing.plan(), source, alert, known[0], place.resolvedAt, now),
    startedAt: place.startedAt,
    resolvedAt: place.resolvedAt,
  }
  const { key, name, says, link } = alert
  await store.transaction((tx) => addAlert(tx, { source: source.id, key, name, says, link, heardAt: now, ...begun }))
  return begun.state === 'looking'
}

type Standing = Pick<StoredAlert, 'partner' | 'site' | 'state' | 'dueAt'>

// What a person said of the same thing before holds again.
function standingOf(
  plan: Plan,
  source: AlertSource,
  alert: Alert,
  before: StoredAlert | undefined,
  resolvedAt: Instant | null,
  now: Instant,
): Standing {
  const said = before?.site ? plan.sites[before.site] : undefined
  const site = siteOf(alert, source, plan) ?? said ?? null
  if (site !== null) {
    const isOver = resolvedAt !== null
    return { partner: site.partner, site: site.id, state: isOver ? 'over' : 'looking', dueAt: isOver ? null : now }
  }
  return { partner: source.partner ?? OPERATOR, site: null, state: before?.state === 'filed' ? 'filed' : 'waiting', dueAt: null }
}

async function endIt({ store, clock, respond }: Hearing, source: AlertSource, alert: StoredAlert, at: Instant): Promise<false> {
  const end = (tx: Tx) => endAlert(tx, alert, at, clock.now())
  if (alert.incident === null) await store.transaction(end)
  else await respond(alert.partner, alert.incident, { type: 'noted', by: 'alerts', text: sayOver(source.name, alert, at) }, end)
  return false
}

const MOST_STRANGERS = 50
const EXCERPT = 1000

/** What came from somebody who could not prove to be a source of ours, or could not be understood: kept for a person to see, and counted. At most 50 kinds of it. */
export async function hearStranger({ store, clock }: Hearing, { about, says, source = '', partner = OPERATOR }: Stranger): Promise<void> {
  const now = clock.now()
  const name = oneLine(about).slice(0, 200)
  const isKnown = (await episodesOf(store.db, source, name)).length > 0
  const isFull = !isKnown && source === '' && (await countStrangers(store.db)) >= MOST_STRANGERS
  const key = isFull ? 'Others whom nobody knows' : name
  const [before] = await episodesOf(store.db, source, key)
  await store.transaction(async (tx) => {
    if (before) return hearAgain(tx, before.id, now)
    const kept = { site: null, name: key, says: onlySeen(says).slice(0, EXCERPT).toWellFormed(), link: null, resolvedAt: null, dueAt: null }
    await addAlert(tx, { partner, source, key, startedAt: now, heardAt: now, state: 'waiting', ...kept })
  })
}

export type Stranger = { readonly about: string; readonly says: string; readonly source?: string; readonly partner?: string }
