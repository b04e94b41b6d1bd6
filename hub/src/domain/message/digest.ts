import { after, earliest, hours } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Incident } from '../incident/incident.ts'
import type { Spoken } from '../incident/entry.ts'
import { SUMMARY } from '../incident/tell.ts'
import { quicken } from '../playbook/quicken.ts'
import { answersTo } from './answers.ts'

/** One message to one address that carries several of them; also the name of its template. */
export const DIGEST = 'digest'

/** When one address gets a digest instead of many messages (I-36). */
export type DigestPolicy = {
  readonly gather: Span // what is told of one larger outage is gathered so long; 0: not at all
  readonly after: number // informative messages in an hour that come by themselves
  readonly every: Span // a digest, once that many have come
}

const ALWAYS_ALONE = [SUMMARY, 'pass-on', DIGEST] // a digest already, or something to do

/** Whether a digest may carry it: it informs a client or a partner, by mail or in Slack, asks for no answer, and is no person's own choice. */
export function onlyInforms(incident: Incident, effect: Spoken): boolean {
  if (
    effect.do !== 'message' ||
    effect.asks ||
    effect.written !== undefined ||
    answersTo(incident, effect).length > 0 ||
    ALWAYS_ALONE.includes(effect.template)
  )
    return false
  const { audience, channel } = effect.recipient
  return (audience === 'client' || audience === 'partner') && (channel === 'mail' || channel === 'slack')
}

/**
 * When an informative message leaves, ordered at `at`, whose address has got or will get others at `before`, the newest first. Of a larger
 * outage it waits for its neighbours, in a storm for the next digest, and never longer than `every`; what is ordered in place of a message
 * that was refused does not wait for neighbours.
 */
export function leavesAt(
  { gather, after: most, every }: DigestPolicy,
  {
    at,
    isPart,
    before,
    quickened,
  }: { readonly at: Instant; readonly isPart: boolean; readonly before: readonly Instant[]; readonly quickened: number },
): Instant {
  const lately = before.filter((one) => one > after(at, -quicken(hours(1), quickened) as Span))
  const isStorm = lately.length >= most
  const next = earliest(...lately.filter((one) => one > at))
  if (isStorm && next !== null) return next // it goes with those that wait already
  const gathered = isPart ? after(at, gather) : at
  return isStorm
    ? (Math.max(
        gathered,
        after(
          lately.reduce((a, b) => (a > b ? a : b)),
          every,
        ),
      ) as Instant)
    : gathered
}
