import type { Entry } from '../incident/entry.ts'
import type { Incident, Response } from '../incident/incident.ts'
import { between, saySpan, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { isInPlace } from '../message/page-stand.ts'

/** What a drill showed (PRP-3). Everything in it can be read without opening anything else. */
export type DrillReport = {
  /** Whom clients, partners and the public have among them that would have been told, and when. */
  readonly told: readonly {
    readonly at: Instant
    readonly audience: string
    readonly channel: string
    readonly to: readonly string[]
    readonly template: string
    readonly subject: string
  }[]
  readonly paged: readonly PagedOne[]
  readonly acknowledged: readonly { readonly by: string; readonly at: Instant }[] // in order: a step that escalates asks for another
  readonly late: readonly string[] // in sentences; empty: all was in time
}

export type PagedOne = {
  readonly at: Instant
  readonly person: string
  readonly channel: string
  readonly took: Span | null // until it was delivered; null: it was not
  readonly why: string | null // it was not delivered
}

/** A page of the outbox, and what became of it. */
export type SentPage = {
  readonly key: string // `7/page-2/kofi/sms`: of the second call
  readonly template: string
  readonly channel: string
  readonly orderedAt: Instant
  readonly settledAt: Instant | null
  readonly state: string
  readonly reason: string | null
}

const SLOW = seconds(60)

/** The report of a drill: from the timeline of its incident, and of a live one from what became of its pages; on the virtual clock each arrives at once. */
export function reportOf(incident: Incident | null, timeline: readonly Entry[], pages: readonly SentPage[] | null): DrillReport {
  const told = timeline.flatMap(({ at, kind, audience, channel, to, template, subject }) =>
    kind === 'message' || kind === 'announcement'
      ? to === undefined || audience === 'responder'
        ? []
        : [{ at, audience: audience ?? 'provider', channel: channel ?? '', to, template: template ?? '', subject: subject ?? '' }]
      : [],
  )
  const paged = pages === null ? pagedIn(timeline) : pages.filter(({ template }) => !isInPlace(template)).map(sent)
  return { told, paged, acknowledged: acknowledgedIn(timeline), late: lateIn(incident, timeline, paged) }
}

const pagedIn = (timeline: readonly Entry[]): PagedOne[] =>
  timeline.flatMap(({ at, kind, to, channel }) =>
    kind === 'page' ? [{ at, person: to?.[0] ?? '', channel: channel ?? '', took: 0 as Span, why: null }] : [],
  )

const sent = ({ key, channel, orderedAt, settledAt, state, reason }: SentPage): PagedOne => {
  const isDelivered = state === 'delivered' && settledAt !== null
  const why = isDelivered ? null : (reason ?? state)
  return { at: orderedAt, person: key.split('/')[2] ?? '', channel, took: isDelivered ? between(orderedAt, settledAt) : null, why }
}

const acknowledgedIn = (timeline: readonly Entry[]): DrillReport['acknowledged'] =>
  timeline.flatMap(({ at, by }) => (by === undefined ? [] : [{ by, at }]))

function lateIn(incident: Incident | null, timeline: readonly Entry[], paged: readonly PagedOne[]): string[] {
  const responses = incident ? [...incident.responses, ...(incident.response ? [incident.response] : [])] : []
  return [
    ...responses.flatMap(missed),
    ...paged.flatMap(({ person, channel, took }) =>
      took !== null && took > SLOW ? [`The page to ${person} by ${channel} arrived after ${saySpan(took)}.`] : [],
    ),
    ...timeline.flatMap(({ kind, state, note }) => (kind === 'task' && state === 'overdue' ? [`Not done in time: ${note}.`] : [])),
  ]
}

function missed({ from, due, metAt, breached }: Response): string[] {
  if (!breached) return []
  const within = `First response was due within ${saySpan(between(from, due))}`
  return [metAt === null ? `${within}: nobody acknowledged.` : `${within}: it came after ${saySpan(between(from, metAt))}.`]
}
