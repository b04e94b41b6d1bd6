import { MOST_SKEW_MS } from '../diagnosis/clock-is-wrong.ts'
import { signaturesOn, wallsOn } from '../diagnosis/signatures/match.ts'
import { minutes } from '../instant.ts'
import type { Span } from '../instant.ts'
import { countVotes, QUORUM } from './quorum.ts'
import type { Absence, Tally, Vote } from './quorum.ts'
import type { CheckResult, FailureClass, FalseAlarmReason, Observations, Verdict, Wall } from './verdict.ts'
import { wallAt } from './walls.ts'

const MOST_FAILING_SHARE = 0.3
const FEWEST_FAILING = 3
const FEWEST_NETWORKS = 3
const DATE_CODES = new Set(['tls.expired', 'tls.not_yet_valid'])
const LONGEST_WORK = minutes(15)
const SURE = new Set(['proof', 'strong'])
const REFUSALS = new Set([401, 403, 405, 406, 429, 451, 503])

/**
 * Says whether a suspected outage is genuine, before anyone is told (TRI-1). A false alarm carries its reason (TRI-2).
 * Every sentence of `because` can be read by a person, what could not be checked included.
 */
export function triage(seen: Observations): Verdict {
  const dismissed = dismissedBy(seen)
  const tally = tallyOf(seen)
  const falseAlarm = regional(seen, tally, dismissed) ?? (isOverruled(dismissed, tally) ? null : dismissed)
  if (falseAlarm) {
    const said = verdict(seen, 'false-alarm', falseAlarm.reason, falseAlarm.because)
    const { wall, from } = falseAlarm
    return { ...said, ...(wall && { wall }), ...(from && { from }) }
  }
  if (seen.maintenance !== null) {
    return verdict(seen, 'maintenance', 'maintenance.planned', [`Planned maintenance is going on: ${seen.maintenance}.`])
  }
  const work = ownWork(seen)
  if (work) return verdict(seen, 'maintenance', 'maintenance.planned', work)
  if (seen.first.state === 'slow') return verdict(seen, 'slow', null, ['The site answers, but slower than it should.'])
  return verdict(seen, 'genuine', null, [...agreement(seen), ...notChecked(seen)])
}

type Dismissal = {
  readonly reason: FalseAlarmReason
  readonly because: readonly string[]
  readonly wall?: Wall
  readonly from?: readonly string[]
}
const dismiss = (reason: FalseAlarmReason, ...because: string[]): Dismissal => ({ reason, because })

const dismissedBy = (seen: Observations): Dismissal | null =>
  resolver(seen) ?? blindness(seen) ?? clock(seen) ?? transient(seen) ?? wall(seen)

/** What all locations make of it, ours by our own looks: a blip is well again, and whoever cannot see has no vote. */
export function tallyOf(seen: Observations): Tally {
  const { first, location = OURS, otherLocations, absent = [], quorum = QUORUM } = seen
  const others = otherLocations.map(({ location: there, result }): Vote => ({ location: there, sees: isBad(first, result) ? 'failing' : 'well' })) // prettier-ignore
  const away = absent.map(({ location: there, why }): Vote => ({ location: there, sees: why }))
  // One that is set aside is heard where fewer than two others could be.
  const isAside = others.length >= 2 && away.some((vote) => vote.location === location)
  return countVotes([...(isAside ? [] : [{ location, sees: ownSight(dismissedBy(seen)) }]), ...others, ...away], quorum)
}

const OURS = 'here'
const ownSight = (dismissed: Dismissal | null): Vote['sees'] =>
  dismissed === null ? 'failing' : dismissed.reason === 'false_alarm.transient' ? 'well' : 'cannot-see'

// A wall stands before all probes alike. Whatever else we took for our own trouble is not ours when two others meet it (I-3).
const isOverruled = (dismissed: Dismissal | null, { says, failing }: Tally) =>
  dismissed !== null && dismissed.wall === undefined && says === 'outage' && failing.length >= 2

// Some cannot reach it and others see it well: no outage, and a warning to those who look after the way there (I-3).
function regional({ first, location = OURS }: Observations, { says, failing, well }: Tally, dismissed: Dismissal | null): Dismissal | null {
  if (first.state !== 'down' || says === 'outage' || well.length === 0) return null
  if (dismissed !== null && (dismissed.reason !== 'false_alarm.transient' || failing.length === 0)) return null
  const from = failing.length > 0 ? failing : [location]
  const because = `The site cannot be reached from ${from.join(' and ')}; ${well.join(' and ')} ${well.length > 1 ? 'see' : 'sees'} it well.`
  return { ...dismiss('false_alarm.regional', because), from }
}

/**
 * Why a probe cannot see (causes.md 1.1, I-4), null when it can: most canaries do not answer, or much of what it looks at fails at once on networks
 * that have nothing to do with each other. One large network that is down beside a few sites elsewhere is an outage of that network.
 */
export function whyBlind(canaries: { readonly well: number; readonly of: number }, failing: Observations['othersFailing']): string | null {
  const ill = canaries.of - canaries.well
  if (canaries.of > 0 && ill * 2 > canaries.of) return `Our own connection is disturbed: ${ill} of ${canaries.of} canaries do not answer.`
  const { sites, ofSites, networks, elsewhere } = failing
  if (sites < FEWEST_FAILING || networks < FEWEST_NETWORKS || !isMuch(failing) || (elsewhere && !isMuch(elsewhere))) return null
  return `This probe cannot see: ${sites} of ${ofSites} sites on ${networks} unrelated networks fail at once.`
}

const isMuch = ({ sites, ofSites }: { readonly sites: number; readonly ofSites: number }) => sites > ofSites * MOST_FAILING_SHARE

function blindness({ canaries, othersFailing }: Observations): Dismissal | null {
  const why = whyBlind({ well: canaries.filter(({ well }) => well).length, of: canaries.length }, othersFailing)
  return why === null ? null : dismiss('false_alarm.probe', why)
}

// The software of the site says that it is being updated, and has not said so for long (causes.md 3.1, 3).
function ownWork({ asBrowser, failingFor }: Observations): readonly string[] | null {
  if (failingFor === undefined || failingFor >= LONGEST_WORK) return null
  const said = signaturesOn(asBrowser ?? null, null).find(({ says, weight }) => says === 'maintenance' && SURE.has(weight))
  return said ? [said.explain, 'Such work takes a minute or two; after a quarter of an hour it is an outage.'] : null
}

/** How far our clock is ahead of the canaries', the middle one of what they say; null when none says. */
export function clockSkew(canaries: Observations['canaries']): Span | null {
  const skews = canaries.flatMap(({ skewMs }) => (skewMs === null ? [] : [skewMs])).toSorted((a, b) => a - b)
  return skews[Math.floor(skews.length / 2)] ?? null
}

// One such look is enough: it reached the site, so what another look met was a blip or a resolver, and it says nothing more.
function clock({ first, retries, otherResolver, canaries }: Observations): Dismissal | null {
  const skew = clockSkew(canaries)
  const isDated = [first, ...retries, otherResolver].some((look) => DATE_CODES.has(look?.code ?? ''))
  if (!isDated || skew === null || Math.abs(skew) <= MOST_SKEW_MS) return null
  const off = `${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'ahead of' : 'behind'}`
  return dismiss(
    'false_alarm.clock',
    `Our own clock is ${off} that of the canaries, so what it says of a certificate’s dates means nothing.`,
  )
}

// Asked first: through the resolver that fails, the canaries fail too.
function resolver({ first, retries, otherResolver }: Observations): Dismissal | null {
  if (!otherResolver || isBad(first, otherResolver) || !retries.every((retry) => isBad(first, retry))) return null
  const address = first.facts['address'] ?? null
  const elsewhere = address !== null && address !== (otherResolver.facts['address'] ?? address)
  if (!isNameTrouble(first) && !elsewhere) return null
  return dismiss('false_alarm.resolver', 'Only one resolver fails: through another one the site is well.')
}

function transient({ first, retries, otherResolver }: Observations): Dismissal | null {
  const well = [...retries, ...(otherResolver ? [otherResolver] : [])].find((look) => !isBad(first, look))
  if (!well) return null
  const passed = Math.max(0, Math.round((well.at - first.at) / 100) / 10)
  return dismiss(
    'false_alarm.transient',
    `The site answered a fresh connection ${passed === 0 ? 'at once' : `${passed} s later`}; this was a blip.`,
  )
}

function wall({ first, asBrowser, otherLocations }: Observations): Dismissal | null {
  const found = wallsOn(asBrowser ?? null)[0]
  if (found) {
    const reason = found.cause === 'false_alarm.geo_block' ? found.cause : 'false_alarm.waf_block'
    return {
      ...dismiss(reason, `What answers our probe is ${found.who ?? 'a wall'}, which lets visitors through.`),
      wall: wallAt(asBrowser ?? null, found.who),
    }
  }
  const status = Number(first.facts['status'] ?? 0)
  const lets = asBrowser && asBrowser.status !== null && asBrowser.status >= 200 && asBrowser.status < 400
  if (lets && REFUSALS.has(status) && first.class === 'status') {
    const because = `The site answers our probe ${status} and a browser ${asBrowser.status}: a rule there blocks us.`
    return { ...dismiss('false_alarm.waf_block', because), wall: wallAt(asBrowser, `the answer ${status}`) }
  }
  const inside = otherLocations.filter(({ result }) => !isBad(first, result))
  if (inside.length < 2 || !(status === 403 || status === 451)) return null
  const because = `Only our location is turned away; ${inside.map(({ location }) => location).join(' and ')} see the site well.`
  return { ...dismiss('false_alarm.geo_block', because), wall: wallAt(asBrowser ?? null, `the answer ${status}`) }
}

function agreement({ first, retries, otherResolver, otherLocations }: Observations): string[] {
  const what = first.code ? ` (${first.code})` : ''
  const looks = 1 + retries.length
  const failed = 1 + retries.filter((retry) => isBad(first, retry)).length
  const failing = otherLocations.filter(({ result }) => isBad(first, result)).map(({ location }) => location)
  const howMany = failed === looks ? `${looks} looks` : `${failed} of ${looks} looks`
  return [
    looks === 1 ? `The site failed one look${what}.` : `The site failed ${howMany} on fresh connections${what}.`,
    ...(isDeterministic(first) ? ['What was found does not depend on who looks.'] : []),
    ...(otherResolver && isBad(first, otherResolver) ? ['Another resolver leads to the same.'] : []),
    ...(failing.length > 0 ? [`${failing.join(' and ')} ${failing.length > 1 ? 'see' : 'sees'} it too.`] : []),
  ]
}

const ABSENT: Readonly<Record<Absence, string>> = {
  'cannot-see': 'cannot see at present',
  silent: 'was not heard in time',
  'set-aside': 'is set aside',
  'not-asked': 'was not asked, since too many sites fail at once',
}

function notChecked({ otherResolver, canaries, otherLocations, absent = [] }: Observations): string[] {
  return [
    ...absent.map(({ location, why }) => `The probe at ${location} ${ABSENT[why]}.`),
    ...(canaries.length === 0 ? ['The probe’s own connection was not checked: no canaries are configured.'] : []),
    ...(otherLocations.length === 0 ? ['Only one location looked.'] : []),
    ...(otherResolver === null ? ['No other resolver was asked.'] : []),
  ]
}

const verdict = (seen: Observations, said: Verdict['verdict'], reason: Verdict['reason'], because: readonly string[]): Verdict => ({
  verdict: said,
  reason,
  class: seen.first.class,
  code: seen.first.code,
  deterministic: said === 'genuine' && isDeterministic(seen.first),
  because,
  ...(seen.service ? { service: seen.service } : {}),
})

/** Whether a finding would be the same for everyone who looks, so that it needs no second opinion and pages at once. */
export const isDeterministic = ({ class: failure }: Pick<CheckResult, 'class'>) => failure === ('deterministic' satisfies FailureClass)

// Slow is as bad as before only where slow is what was seen first.
const isBad = (first: CheckResult, { state }: CheckResult) => state === 'down' || (state === 'slow' && first.state === 'slow')
const NAME_CODES = /^(name_|resolver_|dns)/
const isNameTrouble = ({ class: failure, code }: CheckResult) => failure === 'dns' || NAME_CODES.test(code ?? '')
