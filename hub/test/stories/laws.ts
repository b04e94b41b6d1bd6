import { isDeepStrictEqual } from 'node:util'
import { coveredAt } from '../../src/domain/calendar/coverage.ts'
import { TRACKING_TASK } from '../../src/domain/incident/decide.ts'
import { REVIEW } from '../../src/domain/incident/hold-review.ts'
import { isLiving } from '../../src/domain/incident/is-living.ts'
import { rests } from '../../src/domain/incident/rests.ts'
import { holds } from '../../src/domain/incident/facts.ts'
import { isNoticed } from '../../src/domain/triage/beside-the-page.ts'
import { SUMMARY } from '../../src/domain/incident/tell.ts'
import type { Effect, Incident } from '../../src/domain/incident/incident.ts'
import type { Step } from '../../src/domain/playbook/playbook.ts'
import { changesBetween, foldEvents } from '../../src/store/events.ts'
import { LAWS_OF_A_PLAYBOOK, LAWS_OF_PLAYBOOKS } from './laws-of-playbooks.ts'
import { LAWS_OF_WORDS } from './laws-of-words.ts'
import type { Lived, Moment } from './world.ts'

type Of<K extends Effect['do']> = Extract<Effect, { do: K }>
const of = <K extends Effect['do']>(effects: readonly Effect[], kind: K): readonly Of<K>[] =>
  effects.length === 0 ? NONE : effects.filter((effect): effect is Of<K> => effect.do === kind)
const spoken = (effects: readonly Effect[]): readonly Of<'page' | 'message' | 'announce'>[] =>
  effects.length === 0
    ? NONE
    : effects.filter(
        (effect): effect is Of<'page' | 'message' | 'announce'> =>
          effect.do === 'page' || effect.do === 'message' || effect.do === 'announce',
      )
const NONE: readonly never[] = [] // of most decisions nothing follows
type Spoken = Of<'page' | 'message' | 'announce'>
const whom = (effect: Spoken) =>
  effect.do === 'page' ? `${effect.channel} ${effect.person.person}` : `${effect.recipient.channel} ${effect.recipient.address.join(' ')}`

/** Says what is wrong after a decision, or false. */
export type Law = (moment: Moment, life: Lived) => string | false
/** The same of a whole life. */
export type LawOfALife = (life: Lived) => string | false

/** What must hold after each decision about one incident, by its number in the invariants; a law says what is wrong, or false. */
export const LAWS: Readonly<Record<string, Law>> = {
  ...LAWS_OF_PLAYBOOKS,
  ...LAWS_OF_WORDS,
  'I-11': ({ decision: { incident }, at }) =>
    incident.phase === 'open' &&
    incident.heardOn &&
    incident.ladder.acknowledgedBy === null &&
    !rests(incident) && // its owner is its parent: the incident that leads
    !(incident.ladder.nextAt !== null && incident.ladder.nextAt > at) &&
    'an open incident has neither an owner nor a next page',
  'I-12': ({ before, decision }) => {
    const opened = of(decision.effects, 'task').filter(({ task }) => task === TRACKING_TASK).length
    const isOpening = before.phase === 'suspected' && decision.incident.phase === 'open'
    return opened !== (isOpening ? 1 : 0) && `${opened} tracking tasks were opened`
  },
  'I-13': ({ before, decision: { incident, effects }, at }) => {
    const { response, phase, heardOn, ladder } = incident
    if (phase !== 'open' || !heardOn || !response || response.metAt !== null) return false
    if (response.due <= at && !response.breached) return 'a missed first response is not recorded'
    const isBreach = response.breached && (!before.response?.breached || before.outages !== incident.outages)
    if (!isBreach) return false
    const waits = !coveredAt(incident.pinned!.coverage, at) && incident.pinned!.coverage.gap === 'wait' && ladder.nextAt !== null
    const isNobodyThere = ladder.round === Number.MAX_SAFE_INTEGER // every channel of every rung is off
    return of(effects, 'page').length === 0 && !waits && !isNobodyThere && !rests(incident) && 'a missed first response pages nobody'
  },
  'I-13 recovered': ({ decision: { incident }, at }) => {
    const { response, phase, heardOn } = incident
    if (phase !== 'stabilising' || !heardOn || !response || response.metAt !== null) return false
    return response.due <= at && !response.breached && 'a first response that was missed while the site recovered is not recorded'
  },
  'I-16': ({ before, decision: { incident, effects }, event }) => {
    const pages = of(effects, 'page').filter(({ template }) => template !== 'all-clear')
    if (pages.length === 0 || before.phase === 'suspected') return false
    const steps = incident.playbook?.steps.flatMap(({ does }) => (does.do === 'escalate' ? [does.to] : [])) ?? []
    const named = [...incident.pinned!.escalation.map(({ notify }) => notify), incident.pinned!.coverage.gap, ...steps, 'on-call']
    const byHand = event.type === 'handed-over' || event.type === 'escalated' ? [event.to] : [incident.ladder.offeredTo ?? '']
    const onDuty = new Set([...named, ...byHand].flatMap((name) => event.known.onDuty[name] ?? []).map(({ person }) => person))
    const stranger = pages.find(({ person }) => !onDuty.has(person.person))
    return stranger !== undefined && `${stranger.person.person} is paged and is neither on duty nor named`
  },
  'I-17': ({ before, decision: { incident }, event }) =>
    event.type !== 'confirmed' &&
    (before.response?.due !== incident.response?.due || before.response?.from !== incident.response?.from) &&
    'the deadline of the first response moves',
  'I-14 owner': ({ decision: { incident, effects } }) =>
    incident.ladder.acknowledgedBy !== null &&
    of(effects, 'page').some(({ template, person }) => template === 'page' && person.person !== incident.ladder.offeredTo) &&
    'pages although somebody has it',
  parent: ({ decision: { incident, effects } }) =>
    rests(incident) &&
    isLiving(incident) &&
    (incident.ladder.nextAt !== null || of(effects, 'page').some(({ person }) => person.person !== incident.ladder.offeredTo)) &&
    'pages although another incident leads',
  'I-14 end': ({ decision: { incident, effects } }) => {
    if (isLiving(incident) || effects.length === 0) return false
    const ended = effects.findIndex((effect) => effect.do === 'say' && effect.entry.state === 'resolved')
    return of(effects.slice(ended + 1), 'page').some(({ template }) => template !== 'all-clear') && 'pages after the end'
  },
  'TRI-4 snooze': ({ decision: { incident, effects }, at }) => {
    const { snooze, phase, ladder, response } = incident
    if (snooze === null) return false
    if (phase !== 'open' || snooze.until <= at) return 'a snooze outlives the outage or its end'
    if (ladder.acknowledgedBy === null || response?.metAt == null) return 'a snooze hides an outage that nobody has'
    const isSilent = ({ template, person }: Of<'page'>) => template === 'page' && person.person !== ladder.offeredTo
    return of(effects, 'page').some(isSilent) && 'pages although it is snoozed'
  },
  'I-19 snooze': ({ decision: { incident } }) => {
    const then = incident.snooze?.then
    const isOfThis = ({ id, does }: Step) => id === then?.step && does.do === 'escalate' && does.to === then.to
    return then != null && !incident.playbook?.steps.some(isOfThis) && 'whom a former playbook wanted is called after the snooze'
  },
  // A page that one channel refused goes out over another, even when the gap has begun meanwhile.
  'I-15': ({ before, decision: { incident, effects }, event, at }) => {
    const pages = of(effects, 'page').filter(({ template }) => template === 'page')
    if (pages.length === 0 || before.phase === 'suspected' || event.type === 'delivered' || BY_HAND.includes(event.type)) return false
    if (coveredAt(incident.pinned!.coverage, at)) return false
    const steps = incident.playbook?.steps.flatMap(({ does }) => (does.do === 'escalate' ? [does.to] : [])) ?? []
    const named = [incident.pinned!.coverage.gap, ...steps].flatMap((name) => event.known.onDuty[name] ?? []).map(({ person }) => person)
    const woken = pages.find(({ person }) => !named.includes(person.person))
    return woken !== undefined && `${woken.person.person} is paged in a gap of coverage and is not named for it`
  },
  'I-18': (moment) => {
    const { before, decision } = moment
    if (decision.incident.steps === before.steps) return false
    const begun = Object.keys(decision.incident.steps).filter((key) => !before.steps[key])
    const wrong = begun.find((key) => !mayHaveBegun(key, moment))
    return wrong !== undefined && `${wrong} began although it might not`
  },
  'I-38': ({ before, decision: { incident }, event, at }, world) => {
    if (before.resolvedAt !== null || incident.resolvedAt === null || event.type === 'resolved-by-hand') return false
    const window = incident.playbook?.stableFor ?? incident.pinned!.stableFor
    const lacks = incident.playbook?.clearIf?.find((fact) => !holds(fact, incident, event.known, at))
    if (lacks) return `the all clear came without ${lacks}`
    const wellSince = world.wellSince
    return (wellSince === null || at - wellSince < window) && 'the all clear came before the site was well for its window'
  },
  'I-40': ({ decision: { incident, effects }, before }, world) => {
    const clears = spoken(effects).filter(({ template }) => template === 'all-clear')
    if (clears.length > 0 && incident.resolvedAt === null) return 'a confirmation comes before the all clear' // I-22
    const isToldNow = (effect: Spoken) => spoken(effects).some((other) => other.template !== 'all-clear' && whom(other) === whom(effect))
    const stranger = clears.find((effect) => !hasHeard(before, effect) && !isToldNow(effect) && !wasHeld(world, effect))
    return stranger !== undefined && `${whom(stranger)} hears an all clear and was never told of trouble`
  },
  'REA-5': ({ before, decision: { incident, effects } }) => {
    const asks = () => spoken(effects).some(({ template }) => template === 'capacity-offer' || template === 'capacity-migration')
    if (incident.playbook?.id === 'capacity' && !incident.offer && asks()) return 'a question leaves without plan and price'
    return incident.offer !== before.offer && before.told.some(({ asks: asked }) => asked) && 'plan and price change after the question'
  },
  'I-48': ({ decision: { incident }, at }) =>
    incident.wakeAt !== null && incident.wakeAt <= at && 'it asks to be woken at a moment that is not ahead',
  'I-60': ({ decision: { incident } }) =>
    incident.phase === 'stabilising' && incident.wakeAt === null && 'a recovering incident sleeps for ever',
  'page-after': ({ before, decision: { incident, effects }, event }) => {
    if (incident.phase !== 'open' || incident.heardOn || BY_HAND.includes(event.type)) return false
    // Words of an outage that was heard may still be passed on to another address; whom a person calls or tells is told at once.
    // That an update is missing which a status page promised is no news of the outage, and words of a person leave when the partner agrees.
    const ofOutage = spoken(effects).filter(({ template }) => template !== 'update-missing' && template !== 'by-hand')
    const isPassedOn = event.type === 'delivered' || event.type === 'bounced' || before.held.length > 0
    const said = ofOutage.filter((effect) => effect.do !== 'message' || before.told.length === 0 || !isPassedOn)
    return said.length > 0 && 'speaks before it is worth while'
  },
  'RES-5': ({ before, decision: { effects } }) => {
    const summary = of(effects, 'message').find(({ template, step }) => template === SUMMARY && step === SUMMARY)
    if (!summary) return false
    if (before.resolvedAt === null) return 'a summary comes before the all clear'
    return clientHeard(before) && 'a summary tells of what the client has heard'
  },
  'TRI-2': ({ decision: { incident, effects } }) =>
    ['suspected', 'false-alarm'].includes(incident.phase) &&
    effects.some((effect) => !['say', 'task', 'task-changed', 'task-closed'].includes(effect.do)) &&
    'a false alarm is more than a line or a task',
  sure: ({ decision: { incident, effects } }) => {
    const { causeConfirmed, diagnosis } = incident
    if (causeConfirmed || !diagnosis || diagnosis.cause === 'unknown') return false
    const betrays = [...of(effects, 'message'), ...of(effects, 'announce')].find(
      (effect) =>
        !('asks' in effect && effect.asks) &&
        ['client', 'public'].includes(effect.recipient.audience) &&
        /^(certificate|domain)-/.test(effect.template),
    )
    return betrays !== undefined && `${betrays.template} betrays a cause that is not sure`
  },
}

const BY_HAND: readonly Moment['event']['type'][] = ['handed-over', 'escalated', 'update-written']
const HEARD = ['delivered', 'uncertain']
// An address that took one message and refused another hears no all clear either: the summary goes to the next one.
const clientHeard = ({ told, unreachable }: Incident) =>
  told.some(
    ({ audience, outcome, template, address }) =>
      audience === 'client' && template !== SUMMARY && HEARD.includes(outcome) && !unreachable.includes(address),
  )

/** What must hold of a whole life, once everything that was posted has arrived or been called back. */
export const LAWS_OF_A_LIFE: Readonly<Record<string, LawOfALife>> = {
  ...LAWS_OF_A_PLAYBOOK,
  'I-18': ({ moments }) => {
    const acts = moments.flatMap(({ decision: { incident, effects } }) =>
      of(effects, 'act').map(({ step }) => `${incident.playbook?.id}/${step}/${occurrences(incident, step)}`),
    )
    return new Set(acts).size < acts.length && 'an action was ordered twice for one occurrence'
  },
  'I-31': ({ ordered }) => new Set(ordered).size < ordered.length && 'an outbox key was ordered twice',
  'I-32': ({ moments, posted }) => {
    const cleared = new Set<string>()
    for (const effect of moments.flatMap(({ decision }) => spoken(decision.effects))) {
      if (effect.template === SUMMARY || effect.template === REVIEW) continue // they say themselves that all is over
      if (effect.template !== 'all-clear' && cleared.has(whom(effect))) return `${effect.template} follows the all clear to ${whom(effect)}`
      if (effect.template === 'all-clear') cleared.add(whom(effect))
    }
    const late = posted.find(({ state, template }) => state === 'late' && !['all-clear', SUMMARY].includes(template))
    return late !== undefined && `${late.template} was still sent after the all clear`
  },
  'I-40 twice': ({ moments }) => {
    const clears = moments.flatMap(({ decision }) => spoken(decision.effects).filter(({ template }) => template === 'all-clear'))
    return new Set(clears.map(whom)).size < clears.length && 'somebody hears the all clear twice'
  },
  'I-40 all': ({ incident }) => {
    if (incident.resolvedAt === null) return false
    const heard = incident.told.filter(
      ({ outcome, channel }) => (outcome === 'delivered' || outcome === 'uncertain') && channel !== 'voice',
    )
    const forgotten = heard.find(
      ({ clearedFor, address, template }) =>
        clearedFor === 0 && !['all-clear', SUMMARY, REVIEW].includes(template) && !incident.unreachable.includes(address),
    )
    return forgotten !== undefined && `${forgotten.address} was told of trouble and hears no all clear`
  },
  'RES-5': (world) => {
    const { moments, incident } = world
    const { told, resolvedAt, unreachable, verdict } = incident
    if (moments.some(({ event }) => event.known.recipients.client.length === 0)) return false // when it mattered, nobody was there
    const known = moments.at(-1)!.event.known.recipients.client
    const isReachable = known.some(({ address }) => !unreachable.includes(address[0]!))
    const hears =
      told.some(({ audience, outcome, template }) => audience === 'client' && (template === SUMMARY || HEARD.includes(outcome))) ||
      moments.some(({ event }) => event.type === 'summarised' && event.reader === 'client') // in the summary of another incident
    // What healed before anyone outside heard of it, or was no more than a service that nobody notices, is told to nobody.
    const isWorthTelling = told.some(
      ({ audience, template }) =>
        (audience === 'public' && template !== REVIEW) || (audience === 'partner' && isNoticed(verdict?.service ?? null)),
    )
    if (resolvedAt === null || !isWorthTelling || !isReachable || hears) return false
    const isHeldBack = world.entries.some(({ note }) => note?.includes('the partner has not agreed'))
    return !isHeldBack && 'the client never hears of an outage that others were told of'
  },
  'RES-5 once': ({ moments }) => {
    const summaries = moments.flatMap(({ decision }) => spoken(decision.effects).filter(({ template }) => template === SUMMARY))
    return new Set(summaries.map(whom)).size < summaries.length && 'somebody reads the same summary twice'
  },
  'I-50': ({ moments, incident }) => {
    const changes = moments.flatMap(({ before, decision }, n) => {
      if (n > 0 && before === decision.incident) return []
      return [{ changes: changesBetween(n === 0 ? null : before, decision.incident) }]
    })
    return !isDeepStrictEqual(foldEvents(changes), incident) && 'folding the changes of every event does not give the incident'
  },
  'I-60': ({ incident }) => isLiving(incident) && 'it never ends although the site has long been well',
}

/** The invariants that have a law, by the number that begins its name. */
export const LAW_NAMES: readonly string[] = [...Object.keys(LAWS), ...Object.keys(LAWS_OF_A_LIFE)]

/** Every law that a decision breaks, each with its words. */
export const brokenLaws = (moment: Moment, world: Lived): string[] =>
  said(Object.entries(LAWS).map(([name, law]) => [name, law(moment, world)]))

/** Every law that a life breaks, each with its words. */
export const lawsBrokenBy = (world: Lived): string[] => said(Object.entries(LAWS_OF_A_LIFE).map(([name, law]) => [name, law(world)]))

const said = (judged: [string, string | false][]) => judged.flatMap(([name, words]) => (words === false ? [] : [`${name}: ${words}`]))

const occurrences = ({ steps, playbook }: Incident, step: string) => steps[`${playbook?.id}/${step}`]?.occurrences

// Its guards hold and what it waits for has ended. Who has it may have changed by an escalation of the same moment, and what
// the client knows by the very words.
function mayHaveBegun(key: string, { decision: { incident }, event, at }: Moment): boolean {
  const step = incident.playbook!.steps.find(({ id }) => id === key.split('/')[1])!
  const judged = (facts: Step['onlyIf']) =>
    facts.filter((fact) => !['acknowledged', 'client-knows-cause'].includes(fact)).map((fact) => holds(fact, incident, event.known, at))
  if (judged(step.onlyIf).includes(false) || judged(step.unless).includes(true)) return false
  const { start } = step
  const before = start.kind === 'when step' ? start.step : start.kind === 'after' && typeof start.of === 'object' ? start.of.step : null
  const executions = Object.entries(incident.steps).filter(([other]) => other.startsWith(`${incident.playbook!.id}/${before}`))
  if (before !== null && executions.length === 0) return false
  return (
    start.kind !== 'when step' ||
    executions.some(([, { endedAt, overdueAt, occurrences: n }]) => endedAt !== null || overdueAt !== null || n > 1)
  )
}

const hasHeard = ({ told }: Incident, effect: Of<'page' | 'message' | 'announce'>) =>
  told.some((one) =>
    effect.do === 'page'
      ? one.channel === effect.channel && one.address === effect.person.by[effect.channel]
      : one.channel === effect.recipient.channel && one.address === effect.recipient.address.join(' '),
  )

const wasHeld = (world: Lived, effect: Of<'page' | 'message' | 'announce'>) =>
  world.moments.some(({ before }) =>
    before.held.some(({ recipient }) => effect.do === 'message' && recipient.address[0] === effect.recipient.address[0]),
  )
