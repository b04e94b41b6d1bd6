import { inZone } from '../calendar/local-time.ts'
import { between } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Incident } from './incident.ts'
import { isLiving } from './is-living.ts'
import { rests } from './rests.ts'

/** How one partner's first responses went in a month (RES-2). */
export type ResponseReport = {
  readonly outages: number // for which somebody was called
  readonly met: number
  readonly breached: number
  readonly spared: number // over before the time had passed, and nobody had acknowledged
  readonly waiting: number // the time has not passed
  readonly median: Span | null // from what the promise counts from, of those acknowledged
}

/**
 * Every outage of these incidents whose promise began in a month (`2026-11`) of a zone, judged once. One that another incident paged for is left
 * out, and one that was over before anybody was called.
 */
export function reportFirstResponse(incidents: readonly Incident[], month: string, zone: string): ResponseReport {
  const judged = incidents
    .filter((incident) => !rests(incident))
    .flatMap((incident) =>
      responsesOf(incident).filter(({ from }) => inZone(from, zone).toPlainDate().toPlainYearMonth().toString() === month),
    )
  const count = (how: Judgement) => judged.filter((one) => one.how === how).length
  const times = judged.flatMap(({ from, metAt }) => (metAt === null ? [] : [between(from, metAt)]))
  return {
    outages: judged.length,
    ...{ met: count('met'), breached: count('breached'), spared: count('spared'), waiting: count('waiting') },
    median: medianOf(times),
  }
}

type Judgement = 'met' | 'breached' | 'spared' | 'waiting'

function responsesOf(incident: Incident): { from: Instant; metAt: Instant | null; how: Judgement }[] {
  const { response, responses, heardOn } = incident
  const all = [...responses, ...(response && heardOn ? [response] : [])]
  return all.map((one) => {
    const how = one.breached ? 'breached' : one.metAt !== null ? 'met' : one === response && isLiving(incident) ? 'waiting' : 'spared'
    return { from: one.from, metAt: one.metAt, how }
  })
}

/** The middle one; of an even number the mean of the two in the middle, null of none. */
export function medianOf(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null
  const sorted = spans.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return (sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2) as Span
}
