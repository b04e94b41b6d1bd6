import { CERTAIN } from '../../src/domain/diagnosis/diagnosis.ts'
import type { Happening, Incident } from '../../src/domain/incident/incident.ts'
import { after, days, hours, iso, minutes, seconds } from '../../src/domain/instant.ts'
import type { Instant, Span } from '../../src/domain/instant.ts'
import type { Plan, Site } from '../../src/domain/plan/plan.ts'
import { choosePlaybook } from '../../src/domain/playbook/choose.ts'
import type { Verdict } from '../../src/domain/triage/verdict.ts'
import { NEARER } from '../../src/domain/warning/warnings-ahead.ts'
import { lookForWarnings } from '../../src/engine/check/watch-warnings.ts'
import { createCalendar } from '../../src/engine/maintenance/maintenance-calendar.ts'
import { createMetrics } from '../../src/engine/metrics.ts'
import { EVERY_TURN } from '../../src/engine/turns.ts'
import { playbooksNow } from '../../src/engine/playbooks.ts'
import { acceptProposal, declineProposal, proposalsFor } from '../../src/engine/proposals.ts'
import { lookBack } from '../../src/engine/respond/look-back.ts'
import { respond, suspect, wakeNext } from '../../src/engine/respond/respond.ts'
import type { Room } from '../../src/engine/room.ts'
import { loadLibrary } from '../../src/library.ts'
import { createChannelNetwork } from '../../src/network/create-network.ts'
import { findIncident, listIncidents, nextWake } from '../../src/store/incidents.ts'
import { markTold, settleMessage, takeDueMessage } from '../../src/store/outbox.ts'
import { dueLookBacks } from '../../src/store/proposals.ts'
import type { StoredProposal } from '../../src/store/proposals.ts'
import { openStore } from '../../src/store/store.ts'
import { dice } from './dice.ts'
import { agency } from './world.ts'

const START = Date.parse('2026-01-05T12:00:00Z') as Instant
const LOOK = hours(6)
const WARNS_AT = [60, 30, 14, 7, 1].map(days) // before a domain ends, as the requirement has it (PRE-4)
const CAUSES = ['tls.expired', 'tls.expired', 'app.fatal', 'host.disk_full', 'hosting.suspended', 'dns.record_wrong']

export type Year = {
  readonly incidents: readonly Incident[]
  readonly proposals: readonly StoredProposal[]
  readonly figures: Readonly<Record<string, number | string>>
  readonly wrong: readonly string[] // what was not as promised
}
type Ending = { readonly site: string; readonly ends: Instant; readonly from: Instant; until: Instant | null }

/**
 * A fleet lives for a while on a clock that jumps: sites fail of many causes and come back, some twice, people take pages and do tasks sooner or later, reviews
 * are held, an owner says yes or no to what is proposed, domains run towards their end and are renewed, mostly in time. All of it goes through
 * the store and the loops' own passes; messages arrive at once.
 */
export async function liveThrough({
  sites: many,
  days: long,
  seed,
}: {
  readonly sites: number
  readonly days: number
  readonly seed: number
}): Promise<Year> {
  const roll = dice(seed)
  const end = after(START, days(long))
  const store = await openStore({})
  const library = await loadLibrary({ people: Object.keys(agency.people), partners: Object.keys(agency.partners) })
  let now = START
  let plan = fleetOf(many)
  const clock = { now: () => now }
  const nowhere = createChannelNetwork({ operatorHosts: [] })
  const wrong: string[] = []
  const room: Room = {
    ...{
      store,
      clock,
      plan: () => plan,
      library: () => library,
      metrics: createMetrics(),
      turns: EVERY_TURN,
      answerKey: 'a key of this story',
      loops: {},
    },
    ...{ secrets: () => ALL_SECRETS, outside: nowhere, channels: nowhere, strangers: nowhere, news: () => {} },
    calendar: createCalendar({ store, clock, plan: () => plan }),
    onBug: (error) => void wrong.push(String(error)),
  }

  // What is still to happen, the next first.
  const ahead: { readonly at: Instant; readonly happens: () => Promise<void> }[] = []
  const later = (at: Instant, happens: () => Promise<void>) => {
    const place = ahead.findIndex((one) => one.at > at)
    ahead.splice(place < 0 ? ahead.length : place, 0, { at, happens })
  }
  const span = (from: number, to: number) => minutes(from + roll.upTo(to - from)) as Span

  const deliver = async () => {
    for (;;) {
      const message = await takeDueMessage(store.db, now, minutes(1))
      if (!message) return
      await settleMessage(store.db, message, { state: 'delivered', reason: null, reference: null, thread: null, now })
      const { partner, key, incident } = message
      if (incident === null) await store.transaction((tx) => markTold(tx, message))
      else
        await respond(room, partner, incident, { type: 'delivered', key, outcome: 'delivered', reason: null }, (tx) =>
          markTold(tx, message),
        )
    }
  }
  const tell = async (partner: string, number: number, happening: Happening) => {
    await respond(room, partner, number, happening)
    await deliver()
  }

  const outage = async (site: Site, cause: string, lasts: Span, isOver: () => boolean = () => true) => {
    const { partner } = site
    const before = await listIncidents(store.db, { phases: ['suspected', 'open', 'stabilising'], limit: many })
    if (before.some(({ incident }) => incident.site === site.id)) return
    const number = await suspect(room, site, now)
    await tell(partner, number, { type: 'confirmed', verdict: genuine, since: now })
    later(after(now, seconds(20)), async () => {
      const playbook = choosePlaybook(await playbooksNow(room), cause)
      pinned.set(number, { at: now, playbook: playbook.id, version: playbook.version })
      const diagnosis = { cause, confidence: CERTAIN, because: [], alternatives: [], facts: {} }
      await tell(partner, number, { type: 'diagnosed', diagnosis, playbook })
    })
    const takes = roll.chance(0.2) ? span(20, 45) : span(1, 10)
    later(after(now, takes), () => tell(partner, number, { type: 'acknowledged', by: 'ana' }))
    // Most tasks of this team need longer than their playbook gives them.
    later(after(now, span(35, 50)), () => doTasks(partner, number))
    const recover = async (): Promise<void> => {
      if (!isOver()) return later(after(now, hours(1)), recover)
      await tell(partner, number, { type: 'seen-up' })
      later(after(now, days(1)), () => closeUp(partner, number))
      if (!roll.chance(0.1)) return
      later(after(now, span(3, 12)), () => tell(partner, number, { type: 'confirmed', verdict: genuine, since: now }))
      later(after(now, span(13, 25)), () => tell(partner, number, { type: 'seen-up' }))
    }
    later(after(now, lasts), recover)
  }
  const doTasks = async (partner: string, number: number, withReview = false) => {
    for (const [task, { done }] of Object.entries((await findIncident(store.db, partner, number))!.incident.tasks))
      if (!done && (task !== 'review' || withReview)) await tell(partner, number, { type: 'task-done', task, by: 'ana' })
  }
  const closeUp = async (partner: string, number: number): Promise<void> => {
    const { phase, tasks } = (await findIncident(store.db, partner, number))!.incident
    if (phase !== 'resolved' && phase !== 'reviewed') return later(after(now, days(1)), () => closeUp(partner, number))
    await doTasks(partner, number)
    if (tasks['review'] && !tasks['review'].done)
      await tell(partner, number, { type: 'review-held', by: 'ana', lessons: 'Sooner.', publicText: null })
  }

  // Domains run out, and are renewed half a day after some warning, or after the end.
  const endings: Ending[] = []
  const setEnds = (site: string, ends: Instant) => {
    const one = plan.sites[site]!
    plan = { ...plan, sites: { ...plan.sites, [site]: { ...one, ahead: { domainEnds: ends, hostingDue: null, uses: {} } } } }
    const ending: Ending = { site, ends, from: now, until: null }
    endings.push(ending)
    const isForgotten = roll.chance(0.1)
    const renewsAt = isForgotten ? after(ends, hours(5 + roll.upTo(20))) : after(ends, (hours(30) - roll.one(WARNS_AT)) as Span)
    if (isForgotten) later(ends, () => outage(one, 'domain.expired', hours(6), () => plan.sites[site]!.ahead!.domainEnds !== ends))
    later(Math.max(renewsAt, after(now, hours(18))) as Instant, async () => {
      ending.until = now
      setEnds(site, after(ends, days(365)))
    })
  }

  const pinned = new Map<number, { at: Instant; playbook: string; version: number }>()
  const judge = async (): Promise<void> => {
    for (const proposal of await proposalsFor(room, null, { state: 'open', limit: 100 })) {
      const open = () => listIncidents(store.db, { phases: ['open', 'stabilising', 'suspected'], limit: many })
      const versions = async () => JSON.stringify((await open()).map(({ number, incident: { playbook } }) => [number, playbook]))
      const was = await versions()
      const word = { by: 'ana', reason: 'As proposed.' }
      if (roll.chance(0.7))
        await acceptProposal(room, proposal, word).catch(() => declineProposal(room, proposal, { ...word, reason: 'It does not fit.' }))
      else await declineProposal(room, proposal, { ...word, reason: 'It is meant so.' })
      if ((await versions()) !== was) wrong.push(`proposal ${proposal.id} changed an incident that was open`)
    }
    if (after(now, days(1)) < end) later(after(now, days(1)), judge)
  }

  for (const site of Object.values(plan.sites)) {
    setEnds(site.id, after(START, (days(1 + roll.upTo(long + 60)) + hours(3)) as Span))
    const perYear = roll.one([2, 4, 6, 12])
    for (let n = Math.floor((perYear * long) / 365 + roll.upTo(100) / 100); n > 0; n--)
      later(after(START, minutes(roll.upTo(long * 24 * 60))), () => outage(site, roll.one(CAUSES), span(5, 120)))
  }
  later(after(START, hours(9)), judge)

  let looksAt = START
  let passes = 0
  for (;;) {
    const wakes = await nextWake(store.db)
    const next = Math.min(wakes ?? Infinity, ahead[0]?.at ?? Infinity, looksAt) as Instant
    if (next >= end) break
    now = Math.max(now, next) as Instant
    passes++
    const woken: number[] = []
    while (await wakeNext(room, woken)) await deliver()
    while (ahead[0] && ahead[0].at <= now) await ahead.shift()!.happens()
    if (now >= looksAt) {
      await lookForWarnings(room, now)
      await deliver()
      looksAt = after(looksAt, LOOK)
    }
    for (const one of await dueLookBacks(store.db, 20)) await lookBack(room, one)
  }

  const incidents = (await listIncidents(store.db, { limit: 1_000_000 })).map(({ incident }) => incident)
  const proposals = await proposalsFor(room, null, { limit: 1_000_000 })
  const warned = await store.db.selectFrom('warning').select(['site', 'what', 'threshold', 'at', 'done_by']).execute()
  wrong.push(...judgeWarnings(endings, warned, now), ...judgeReviews(incidents, now), ...judgeProposals(proposals, incidents, pinned))
  const reviewed = incidents.filter(({ phase }) => phase === 'reviewed').length
  const of = (state: StoredProposal['state']) => proposals.filter((one) => one.state === state).length
  await store.close()
  return {
    ...{ incidents, proposals, wrong },
    figures: {
      ...{
        sites: many,
        days: long,
        seed,
        incidents: incidents.length,
        reviewed,
        relapses: incidents.filter(({ outages }) => outages > 1).length,
      },
      ...{ warnings: warned.length, nearer: warned.filter(({ done_by }) => done_by === NEARER).length, proposals: proposals.length },
      ...{
        accepted: of('accepted'),
        declined: of('declined'),
        versions: proposals.filter(({ version }) => version !== null).length,
        passes,
      },
    },
  }
}

const ALL_SECRETS = { has: () => true, get: () => 'a secret' } as unknown as ReturnType<Room['secrets']>
const genuine: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: true, because: [] }

function fleetOf(many: number): Plan {
  const [like] = Object.values(agency.sites) as [Site]
  const made = Array.from({ length: many }, (_, n) => `site-${n + 1}.example`).map((id): Site => ({
    ...like,
    id,
    url: `https://${id}`,
    monitors: [],
  }))
  return { ...agency, sites: Object.fromEntries(made.map((site) => [site.id, site])) }
}

type Warned = { readonly site: string; readonly what: string; readonly threshold: string; readonly at: number }

// Counted anew from the dates alone: each threshold that was reached while that date held, at the next look, and nothing besides.
function judgeWarnings(endings: readonly Ending[], warned: readonly Warned[], until: Instant): string[] {
  const expected = endings.flatMap(({ site, ends, from, until: ended }) => {
    const moments = WARNS_AT.map((before) => ({ at: after(ends, -before as Span), before }))
    const passed = moments.filter(({ at }) => at <= from).at(-1) // of those that were past already only the nearest
    const reached = moments.filter(({ at }) => at > from && after(at, LOOK) <= (ended ?? until))
    const first = passed && after(from, LOOK) <= (ended ?? until) ? [{ ...passed, at: from }] : []
    return [...first, ...reached].map(({ at, before }) => ({ site, at, threshold: `${iso(ends).slice(0, 10)}, ${before / days(1)} days` }))
  })
  const nameOf = ({ site, threshold }: Pick<Warned, 'site' | 'threshold'>) => `${site} ${threshold}`
  const told = Map.groupBy(warned, nameOf)
  const missed = expected.flatMap((one) => {
    const found = told.get(nameOf(one)) ?? []
    if (found.length !== 1) return [`the warning ${nameOf(one)} came ${found.length} times`]
    return found[0]!.at - one.at > LOOK ? [`the warning ${nameOf(one)} came late`] : []
  })
  const due = new Set(expected.map(nameOf))
  // What was reached within the last look before the end, or before a renewal, may have come or not.
  const extra = warned.filter((one) => !due.has(nameOf(one)) && !endings.some((ending) => isAtEdge(ending, one, until)))
  return [...missed, ...extra.map((one) => `nobody expected the warning ${nameOf(one)}`)]
}

const isAtEdge = ({ site, ends, until: ended }: Ending, one: Warned, until: Instant) =>
  site === one.site && one.threshold.startsWith(iso(ends).slice(0, 10)) && Math.abs((ended ?? until) - one.at) <= LOOK

function judgeReviews(incidents: readonly Incident[], now: Instant): string[] {
  return incidents.flatMap(({ id, phase, told, tasks, resolvedAt }) => {
    if (resolvedAt === null) return []
    if (told.length > 0 !== (tasks['review'] !== undefined))
      return [`incident ${id} has ${tasks['review'] ? 'a review nobody needs' : 'no review'}`]
    return phase === 'resolved' && resolvedAt < after(now, -days(10) as Span) ? [`the review of incident ${id} was never closed`] : []
  })
}

// Of one thing once: not while one is open, not within 90 days of a no, after a yes only from what came since; and what was accepted holds for the next.
function judgeProposals(
  proposals: readonly StoredProposal[],
  incidents: readonly Incident[],
  pinned: ReadonlyMap<number, { at: Instant; playbook: string; version: number }>,
): string[] {
  const begun = new Map(incidents.map(({ id, detectedAt }) => [Number(id), detectedAt]))
  const things = Map.groupBy(
    proposals.toSorted((a, b) => a.id - b.id),
    ({ rule, thing }) => `${rule} ${thing}`,
  )
  const again = [...things].flatMap(([name, all]) =>
    all.slice(1).flatMap((one, n) => {
      const { state, decidedAt } = all[n]!
      if (state === 'open' || one.madeAt < decidedAt!) return [`${name} was proposed while it was open`]
      if (state === 'declined' && one.madeAt < after(decidedAt!, days(90))) return [`${name} came back too soon`]
      return state === 'accepted' && one.incidents.some((number) => begun.get(number)! < decidedAt!) ? [`${name} learned from before`] : []
    }),
  )
  const versions = proposals.flatMap(({ change, version, decidedAt }) =>
    change.kind === 'playbook' && version !== null ? [{ playbook: change.playbook, version, at: decidedAt! }] : [],
  )
  const old = [...pinned].flatMap(([number, { at, playbook, version }]) => {
    const newest = Math.max(1, ...versions.filter((one) => one.playbook === playbook && one.at <= at).map((one) => one.version))
    return version === newest ? [] : [`incident ${number} ran version ${version} of ${playbook}, and ${newest} held`]
  })
  return [...again, ...old]
}
