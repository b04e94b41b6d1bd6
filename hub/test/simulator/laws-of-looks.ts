import { minutes } from '../../src/domain/instant.ts'
import { serviceOf } from '../../src/domain/triage/beside-the-page.ts'
import type { CheckResult } from '../../src/domain/triage/verdict.ts'
import { MONITORS } from './probe.ts'
import type { Look } from './probe.ts'
import type { SimWorld } from './world.ts'

/** Says what is wrong with what came of one look, or false. */
export type LawOfLooks = (look: Look, world: SimWorld) => string | false

/** What must hold of every look of the probe, by the truth that the story knows. */
export const LAWS_OF_LOOKS: Readonly<Record<string, LawOfLooks>> = {
  'I-1': ({ verdict, monitor, truth, seen, isBlind }, { probe }) => {
    if (!verdict || !seen) return false
    const isTrue = truth.failing.has(monitor)
    const isTwofold = truth.walled && seen.first.class !== 'status' // two things wrong with our own sight at once are not told apart
    if (verdict.verdict === 'genuine' && !isTrue && !isTwofold) return `a genuine outage, and ${monitor} is well`
    const isMasked = isBlind || truth.walled || probe.skew !== 0 || probe.otherLocations === 'see it well' || seen.maintenance !== null
    return isTrue && !isMasked && !isWideFailure(seen) && verdict.verdict !== 'genuine' && 'a true outage, seen by every look, is dismissed'
  },
  'I-2': ({ site }, { lives }) => {
    const living = lives.filter(({ incident }) => incident.site === site && ['suspected', 'open', 'stabilising'].includes(incident.phase))
    return living.length > 1 && `${living.length} incidents of ${site} are open at once`
  },
  'I-3': ({ verdict, seen }) => {
    if (verdict?.verdict !== 'genuine' || !seen) return false
    const { retries, otherResolver, canaries, otherLocations } = seen
    const others = otherLocations.filter(({ result }) => isBad(result)).length
    const isBlind = canaries.filter(({ well }) => !well).length * 2 > canaries.length
    if (isBlind && others < 2) return 'confirmed although most canaries are ill, and nobody else sees it fail'
    const isContradicted = [...retries, ...(otherResolver ? [otherResolver] : [])].some((look) => !isBad(look))
    if (isContradicted && others < 2) return 'confirmed although a fresh look found it well, and nobody else sees it fail'
    return (
      otherLocations.length === 0 &&
      !verdict.because.some((words) => words === 'Only one location looked.') &&
      'it does not say that only one location looked'
    )
  },
  'I-4': ({ verdict, seen, isBlind }) => {
    if (verdict?.verdict !== 'genuine' || (seen?.otherLocations.filter(({ result }) => isBad(result)).length ?? 0) >= 2) return false // two others see it
    if (isBlind) return 'an outage is found by a probe that cannot see'
    return seen !== null && isWideFailure(seen) && 'an outage is found while sites fail everywhere at once'
  },
  // How long ago something was is not known to a clock that jumps.
  'I-4 page': ({ at }, { probe: { blindPages, sawAt }, story }) => {
    const [before, last] = blindPages.slice(-2)
    if (before === undefined || last !== at || (sawAt !== null && sawAt >= before)) return false
    if (story.moves.some(({ what }) => what === 'clock-jumps')) return false
    return last - before < minutes(15) && 'blindness is paged again although nothing was seen in between'
  },
  'I-10': ({ result, call, before }) =>
    result.state !== 'down' &&
    (call === 'verify' || call === 'attach') &&
    `${result.state} of ${before.incident?.number ?? 'no incident'} is taken for an outage`,
  'I-44': ({ verdict, seen, truth, monitor, isBlind }, { probe }) => {
    if (!seen || !verdict || seen.maintenance === null) return false
    const isPlain = truth.failing.has(monitor) && !isBlind && !truth.walled && probe.skew === 0 && probe.otherLocations !== 'see it well'
    if (verdict.verdict === 'genuine') return 'an outage is found inside a window that covers the site'
    return (
      isPlain && !isWideFailure(seen) && verdict.verdict !== 'maintenance' && 'what fails inside its window is not recorded as maintenance'
    )
  },
  'I-46': ({ site, at, seen }, { work }) => {
    if (!seen) return false
    const covers = work.all.some(({ facts, phase, startedAt, endedAt }) => {
      if (phase === 'cancelled' || !facts.affects.sites.includes(site)) return false
      return Math.min(facts.startsAt, startedAt ?? Infinity) <= at && at < Math.min(facts.endsAt, endedAt ?? Infinity)
    })
    return (
      covers !== (seen.maintenance !== null) &&
      (covers ? 'a window that covers the site is overlooked' : 'no window covers the site, and one is said to')
    )
  },
  'I-6': ({ call, truth, site, isBlind, before }, { probe }) => {
    if (call !== 'recovered') return false
    const fails = MONITORS.map((monitor) => `${site}/${monitor}`).find(
      (monitor) => truth.failing.has(monitor) && before.down.includes(monitor),
    )
    return (
      (fails !== undefined || isBlind || probe.resolverFails) &&
      `the site is said to be well, and ${fails ?? 'nobody'} ${fails ? 'fails' : 'sees it'}`
    )
  },
  service: ({ verdict, monitor }) =>
    verdict?.verdict === 'genuine' &&
    (verdict.service ?? null) !== serviceOf(monitor) &&
    'the verdict is about something else than what failed',
}

const isBad = ({ state }: CheckResult) => state === 'down'

// More than 30 % of the sites, on three networks or more: it is us who do not see.
const isWideFailure = ({ othersFailing: { sites, ofSites, networks } }: NonNullable<Look['seen']>) =>
  sites >= 3 && networks >= 3 && sites > ofSites * 0.3
