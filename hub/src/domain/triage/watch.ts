import type { Phase } from '../incident/incident.ts'
import { checkOf, serviceAmong, serviceOf } from './beside-the-page.ts'
import type { Service } from './beside-the-page.ts'
import type { CheckResult } from './verdict.ts'

/** What the check engine remembers of a site between two looks. */
export type Watch = {
  readonly states: States // as last stored
  readonly failing: readonly string[] // monitors of a genuine outage that are not well yet
  readonly down: readonly string[] // monitors whose last look failed, judged or not
  readonly unseen: readonly string[] // monitors not looked at since the start: nobody knows of them
  readonly verifying: boolean
  readonly incident: { readonly number: number; readonly phase: Phase; readonly service?: Service | null } | null // the living one; the service that it is about
}

/** What the monitors of a site were seen in, by their checks: keys that all sites have in common take no room for each of them. */
type States = Readonly<Record<string, CheckResult['state']>>

/** What a look at one monitor calls for. */
export type Call =
  | 'verify' // a suspected outage: look again before anyone is told
  | 'attach' // one more failing monitor of an outage that is known
  | 'recovered' // every monitor of the outage is well again
  | 'narrowed' // the page is well again, and a service of the site is not
  | 'unfounded' // a suspicion that nobody judged, and by now every monitor is well
  | 'nothing'

const NONE: readonly string[] = [] // one for all sites that are well

export const newWatch = (monitors: readonly string[], incident: Watch['incident']): Watch => ({
  states: {},
  failing: NONE,
  down: NONE,
  unseen: monitors,
  verifying: false,
  incident,
})

/** What the monitor was seen in; undefined before its first look. */
export const stateOf = ({ states }: Pick<Watch, 'states'>, monitor: string): CheckResult['state'] | undefined => states[checkOf(monitor)]

/** The states of the site with one of them as it is now. */
export const withState = ({ states }: Pick<Watch, 'states'>, monitor: string, state: CheckResult['state']): States => ({
  ...states,
  [checkOf(monitor)]: state,
})

/** One look at one monitor, told to the site it belongs to (TRI-1). */
export function hearResult(
  watch: Watch,
  monitor: string,
  result: CheckResult,
): { readonly watch: Watch; readonly call: Call; readonly isChange: boolean } {
  const unseen = without(watch.unseen, monitor)
  const others = without(watch.down, monitor)
  const down = result.state === 'down' ? [...others, monitor] : others
  const isChange = stateOf(watch, monitor) !== result.state && result.state !== 'down'
  const next: Watch = {
    ...watch,
    down,
    unseen,
    states: isChange ? withState(watch, monitor, result.state) : watch.states,
  }
  if (result.state === 'down') return { watch: next, isChange: false, call: callOfFailure(next, monitor) }

  const failing = without(watch.failing, monitor)
  const isWell = [...failing, ...unseen, ...down].length === 0
  const call = isWell ? callOfHealth(watch) : callOfRest(watch, failing, unseen)
  return { watch: { ...next, failing }, isChange, call: watch.verifying ? 'nothing' : call }
}

const without = (monitors: readonly string[], gone: string): readonly string[] =>
  monitors.some((one) => one !== gone) ? monitors.filter((one) => one !== gone) : NONE

const callOfHealth = ({ incident }: Watch): Call =>
  incident?.phase === 'open' ? 'recovered' : incident?.phase === 'suspected' ? 'unfounded' : 'nothing'

// What still fails may be something else than what people were told of.
function callOfRest({ incident }: Watch, failing: readonly string[], unseen: readonly string[]): Call {
  const left = serviceAmong(failing)
  return incident?.phase === 'open' && unseen.length === 0 && left !== null && left !== (incident.service ?? null) ? 'narrowed' : 'nothing'
}

function callOfFailure(watch: Watch, monitor: string): Call {
  if (watch.verifying || watch.failing.includes(monitor)) return 'nothing'
  if (watch.incident?.phase !== 'open') return 'verify'
  return watch.incident.service && serviceOf(monitor) === null ? 'verify' : 'attach' // the page has failed as well: that is told only when it is sure
}

/** The monitor is part of a genuine outage now. */
export const nowFailing = (watch: Watch, monitor: string): Watch => ({
  ...watch,
  failing: [...watch.failing.filter((one) => one !== monitor), monitor],
  states: withState(watch, monitor, 'down'),
})
