import type { Monitor } from '../../domain/plan/plan.ts'
import { withLook } from '../../domain/triage/recent-looks.ts'
import { SLOW_LOOKS } from '../../domain/triage/slowness.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { hearResult, stateOf } from '../../domain/triage/watch.ts'
import { respond } from '../respond/respond.ts'
import { attach, dropSuspicion, judge, narrow } from './judge.ts'
import { noticeSlow } from './notice-slow.ts'
import { isWellElsewhere } from './recover.ts'
import { keepTransition } from './watched.ts'
import type { Around, Watched } from './watched.ts'

/** Hears what a look at a monitor saw: stores a change of its state, and does what the look calls for. Resolves when that is done. */
export async function hear(around: Around, watched: Watched, monitor: Monitor, seen: CheckResult): Promise<void> {
  const { room } = around
  const result = patiently(watched, monitor, seen)
  watched.lastCheckAt = result.at
  watched.recent = withLook(watched.recent, result.at, result.state === 'down')
  if (typeof result.facts.address === 'string') watched.address = result.facts.address
  around.latencies.add(watched.site.partner, monitor.id, result)
  room.metrics.checked(monitor.kind, result)
  if (result.state !== 'down') watched.failure = null

  const heard = hearResult(watched.watch, monitor.id, result)
  // Well again from here alone: the outage goes on, and the next look asks anew.
  if (heard.call === 'recovered' && !(await isWellElsewhere(around, watched, monitor))) return
  watched.watch = heard.watch
  watched.failingSince = watched.watch.down.length === 0 ? null : (watched.failingSince ?? result.at)
  if (watched.failingSince === null) watched.recordedIn = null
  if (heard.isChange && result.state === 'slow') {
    await keepTransition(around, watched, monitor, result, (tx) => noticeSlow(room, tx, watched.site, result))
    room.loops.deliver?.nudge()
  } else if (heard.isChange) await keepTransition(around, watched, monitor, result)
  if (heard.call === 'verify') await judge(around, watched, monitor, result)
  else if (heard.call === 'attach') await attach(around, watched, monitor, result)
  else if (heard.call === 'recovered') await respond(room, watched.site.partner, watched.watch.incident!.number, { type: 'seen-up' })
  else if (heard.call === 'narrowed') await narrow(around, watched, result.at)
  else if (heard.call === 'unfounded') await dropSuspicion(around, watched)
}

// A look or two that take long are chance: slow is what stays slow (MON-3).
function patiently(watched: Watched, monitor: Monitor, seen: CheckResult): CheckResult {
  if (monitor.kind !== 'http') return seen
  watched.slowLooks = seen.state === 'slow' ? watched.slowLooks + 1 : 0
  const isKnown = stateOf(watched.watch, monitor.id) === 'slow'
  return seen.state === 'slow' && !isKnown && watched.slowLooks < SLOW_LOOKS ? { ...seen, state: 'up', code: null } : seen
}
