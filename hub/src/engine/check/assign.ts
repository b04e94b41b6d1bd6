import { minutes, seconds } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Monitor } from '../../domain/plan/plan.ts'
import { isOfPage, serviceOf } from '../../domain/triage/beside-the-page.ts'
import type { Assignment } from '../../probe/assignment.ts'
import type { Watched } from './watched.ts'

const WHILE_FAILING = seconds(30) // a site that is down is looked at more often, so that its end is seen soon
const OTHERS_WHILE_FAILING = minutes(10) // registries and lists are other people's

/** What a probe is told of a monitor: how often it is looked at now, and from when on its site is slow for itself. */
export const assignmentOf = (watched: Watched, monitor: Monitor, slowAfter: Span | null): Assignment => ({
  site: { id: watched.site.id, url: watched.site.url, expect: watched.site.expect },
  monitor, // as the plan holds it: each is kept for as long as it is watched
  interval: intervalNow(watched, monitor.id, monitor.interval),
  slowAfter,
})

function intervalNow({ watch, recordedIn }: Watched, monitor: string, interval: Span): Span {
  const soon = isOfPage(monitor) || serviceOf(monitor) !== null ? WHILE_FAILING : OTHERS_WHILE_FAILING
  return (watch.incident || recordedIn !== null ? Math.min(interval, soon) : interval) as Span
}
