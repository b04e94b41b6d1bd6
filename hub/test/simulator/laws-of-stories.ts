import { ledgerOf } from '../../src/domain/availability/ledger.ts'
import { TRACKING_TASK } from '../../src/domain/incident/decide.ts'
import { REVIEW } from '../../src/domain/incident/hold-review.ts'
import type { Effect } from '../../src/domain/incident/incident.ts'
import { seconds } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { isNoticed } from '../../src/domain/triage/beside-the-page.ts'
import type { Law } from '../stories/laws.ts'
import { SITES } from './agency.ts'
import { LAWS_OF_WORK } from './laws-of-work.ts'
import type { SimWorld } from './world.ts'

const SOON = seconds(60)

/** What must hold after each decision beside the laws of the stories. */
export const LAWS_OF_MORE: Readonly<Record<string, Law>> = {
  'I-5': ({ before, decision: { incident }, event }) =>
    event.type === 'seen-up' && before.phase !== 'open' && incident.phase !== before.phase && 'a look of before changes what came after it',
  'I-8 called': ({ before, decision: { incident, effects }, event }) =>
    event.known.larger !== undefined &&
    before.parent === null &&
    incident.phase === 'open' &&
    (has(effects, 'page') || incident.parent?.id !== event.known.larger.id) &&
    'it pages for itself, although another incident pages for the larger outage that it belongs to',
  'I-12 kept': ({ decision: { incident } }) =>
    incident.phase === 'open' && incident.tasks[TRACKING_TASK] === undefined && 'an open incident has no tracking task',
  'I-13 pages': ({ before, decision: { incident, effects }, at }) => {
    const { ladder } = before
    const isDue = before.phase === 'open' && incident.phase === 'open' && before.heardOn && ladder.nextAt !== null && ladder.nextAt <= at
    if (!isDue || incident.ladder.acknowledgedBy !== null || incident.parent?.leads === false) return false
    return incident.ladder.nextAt === ladder.nextAt && !has(effects, 'page') && 'a rung whose turn has come is not called'
  },
  'I-14 called back': ({ before, decision: { incident, effects } }) =>
    before.ladder.acknowledgedBy === null &&
    incident.ladder.acknowledgedBy !== null &&
    !effects.some((effect) => effect.do === 'cancel' && effect.contract === 'page') &&
    'somebody has it, and the pages that wait are not called back',
  'I-17 pinned': ({ before, decision: { incident } }) =>
    before.pinned !== incident.pinned && 'it sees a policy that was edited after it began',
  'I-32 called back': ({ before, decision: { incident, effects } }) => {
    if (before.resolvedAt !== null || incident.resolvedAt === null) return false
    const called = effects.flatMap((effect) => (effect.do === 'cancel' ? [effect.contract] : []))
    return !(called.includes('page') && called.includes('message')) && 'what waits at the all clear is not called back'
  },
  'I-51': ({ before, decision: { incident }, at }) => {
    const moments = [incident.confirmedAt, incident.resolvedAt, incident.wellSince, incident.playbookAt]
    if (moments.some((one) => one !== null && one > at && one !== before.wellSince)) return 'it remembers what is still to come'
    return before.resolvedAt !== null && incident.resolvedAt !== before.resolvedAt && 'its all clear moves'
  },
  'I-54': ({ before, decision: { incident, effects }, event }) => {
    const wrong = effects.find((effect): effect is Extract<Effect, { do: 'act' }> => {
      if (effect.do !== 'act') return false
      const step = incident.playbook?.steps.find(({ id }) => id === effect.step)
      if (step?.does.do !== 'action' || step.does.run !== effect.run || step.does.on !== effect.on) return true
      if (step.does.approval === null) return false
      const said =
        step.does.approval === 'responder' ? event.type === 'task-done' : event.type === 'approved' && event.who === step.does.approval
      return !said || before.steps[`${incident.playbook!.id}/${step.id}`]?.awaits !== step.does.approval
    })
    return wrong !== undefined && `${wrong.run} is ordered without the yes that it needs, or without a step`
  },
  'I-54 asked': ({ before, decision: { incident }, event }) => {
    if (event.type !== 'action-ended') return false
    const asked = Object.entries(before.steps).find(
      ([key, { state, awaits }]) => state === 'started' && awaits && incident.steps[key]?.state === 'succeeded',
    )
    return asked !== undefined && `${asked[0]} waits for a yes, and the end of an action is taken for it`
  },
  'I-55': ({ before, decision: { incident, effects }, at }) => {
    const again = effects.find((effect) => {
      if (effect.do !== 'act') return false
      const execution = before.steps[`${incident.playbook?.id}/${effect.step}`]
      const isGivenUp = execution?.dueAt != null && execution.dueAt <= at
      return execution?.state === 'started' && execution.run !== undefined && !execution.awaits && !isGivenUp
    })
    return again !== undefined && 'an action is ordered while it is under way'
  },
  'I-57': ({ before, decision: { incident, effects }, at }) => {
    if (incident.phase !== 'open' || !isNoticed(incident.verdict?.service ?? null) || incident.failingSince === null) return false
    // A page that was told late would show itself as an incident that slept over its moment.
    if (!incident.heardOn)
      return incident.wakeAt === null || incident.wakeAt > Math.max(at, incident.failingSince) + SOON
        ? 'the page is not told of it within a minute'
        : false
    const isOpening = !before.heardOn && incident.heardOn
    return (
      isOpening &&
      !effects.some((effect) => effect.do === 'announce' && effect.recipient.channel === 'status-page') &&
      'the status page does not tell of it'
    )
  },
  'I-57 page': ({ before, decision: { effects } }) => {
    const foreign = effects.find(
      (effect) =>
        effect.do === 'announce' &&
        effect.recipient.channel === 'status-page' &&
        effect.recipient.address.some((page) => !mayShow(page, before.partner, before.site)),
    )
    return foreign !== undefined && 'a page of another tenant tells of it'
  },
  'I-59': ({ before, decision: { incident } }) => {
    if (before.phase === 'reviewed' || incident.phase !== 'reviewed') return false
    if (
      incident.told.some(({ audience, template }) => audience !== 'responder' && template !== REVIEW) &&
      incident.tasks[REVIEW] === undefined &&
      incident.drill === null
    )
      return 'it is closed and no review was due'
    const open = Object.entries(incident.tasks).find(([, { done, followUp }]) => !done && !followUp)
    return open !== undefined && `it is closed although ${open[0]} is open`
  },
  'I-59 due': ({ decision: { effects }, before }) => {
    const review = effects.find((effect) => effect.do === 'task' && effect.task === REVIEW)
    return (
      review !== undefined && review.do === 'task' && review.dueAt === null && before.resolvedAt === null && 'the review has no due date'
    )
  },
}

/** What must hold of a whole story. */
export const LAWS_OF_STORIES: Readonly<Record<string, (world: SimWorld) => string | false>> = {
  ...LAWS_OF_WORK,
  'I-1 once': ({ lives }) => {
    const seen = new Set<string>()
    for (const { incident, outage } of lives) {
      if (incident.confirmedAt === null) continue
      const key = `${incident.site} ${outage} ${incident.detectedAt}`
      if (seen.has(key)) return `one outage of ${incident.site} has two incidents`
      seen.add(key)
    }
    return false
  },
  'I-7': ({ probe, story, now, lives }) => {
    if (now <= story.start) return false
    for (const { id } of SITES) {
      const seen = probe.truths.get(id)!.seen.map((one) => ({ ...one, location: 'home' }))
      if (seen.length === 0) continue
      const period = { from: story.start, to: now }
      const alive = [{ location: 'home', ...period }]
      const outages = lives.flatMap(({ incident }) =>
        incident.site === id && incident.confirmedAt !== null ? [{ from: incident.detectedAt, to: incident.resolvedAt ?? now }] : [],
      )
      const windows = lives.length % 2 === 0 ? [] : [{ from: (story.start + 600_000) as Instant, to: (story.start + 1_200_000) as Instant }]
      const { up, down, unknown, maintenance, scheduledDown } = ledgerOf({ period, seen, outages, windows, alive })
      if (up + down + unknown + maintenance !== now - story.start) return `the hours of ${id} do not add up to the period`
      if ([up, down, unknown, maintenance, scheduledDown].some((span) => span < 0)) return `a figure of ${id} is negative`
      if (scheduledDown > maintenance) return `${id} was down inside windows for longer than they lasted`
    }
    return false
  },
  'I-8': ({ lives, larger }) => {
    for (const { members } of larger.parents) {
      const open = [...members].filter(({ incident }) => incident.phase === 'open')
      if (open.length > 0 && open.filter(({ incident }) => incident.parent?.leads).length !== 1)
        return 'a larger outage is led by none, or by two'
    }
    return lives.some(({ incident }) => incident.phase === 'open') && 'an outage under a larger one is forgotten'
  },
}

const has = (effects: readonly Effect[], kind: Effect['do']) => effects.some((effect) => effect.do === kind)

// A page shows the sites of its own client or partner; the operator's page shows what the operator answers for itself.
function mayShow(page: string, partner: string, site: string): boolean {
  const known = SITES.find(({ id }) => id === site)!
  return page === partner || page === known.client || (page === 'operator' && partner === 'operator')
}
