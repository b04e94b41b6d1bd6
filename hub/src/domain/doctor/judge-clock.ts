import { MOST_SKEW_MS } from '../diagnosis/clock-is-wrong.ts'
import type { Plan } from '../plan/plan.ts'
import { clockSkew } from '../triage/triage.ts'
import type { Observations } from '../triage/verdict.ts'
import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

const EXACT_MS = 3000 // `Date` knows whole seconds, and an answer takes its time

/** Whose clock ours is compared with: the canaries, and where there are none what else the configuration names. */
export const clocksIn = ({ network, sites }: Pick<Plan, 'network' | 'sites'>): readonly string[] =>
  network.canaries.length > 0
    ? network.canaries
    : [
        network.rdapBootstrap,
        ...Object.values(sites)
          .slice(0, 2)
          .map(({ url }) => url),
      ]

/** How far this machine's clock is from the middle one of those that were asked. */
export function judgeClock(asked: Observations['canaries']): DoctorLine {
  const told = asked.filter(({ skewMs }) => skewMs !== null).map(({ url }) => new URL(url).host)
  const skew = clockSkew(asked)
  if (skew === null) {
    const says = `Not compared: ${asked.map(({ url }) => new URL(url).host).join(', ')} gave no time.`
    return { about: 'clock', state: 'warning', says, mend: 'Let this machine out to them, or name others in network.canaries.' }
  }
  const compared = `of ${told.join(', ')} (the Date of their answers, the middle one)`
  const off = `${(Math.abs(skew) / 1000).toFixed(1)} s ${skew > 0 ? 'ahead' : 'behind'}`
  if (Math.abs(skew) <= EXACT_MS) return well('clock', `Within ${EXACT_MS / 1000} s ${compared}.`)
  const state = Math.abs(skew) > MOST_SKEW_MS ? 'wrong' : 'warning'
  return { about: 'clock', state, says: `${off} ${compared}.`, mend: 'timedatectl set-ntp true' }
}
