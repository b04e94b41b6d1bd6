import type { Statistics, Use } from '../plan/statistics.ts'
import { sayStatistics } from '../plan/statistics.ts'
import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import { finishTask } from './finish-task.ts'
import type { Event, Incident, SaidFigure } from './incident.ts'

/**
 * Somebody said what the site uses of its plan (DIA-3): kept with who and when, and the plan to recommend follows from it, unless they named
 * one themselves (REA-5). What was asked about once stays as it was asked.
 */
export function learnStatistics(draft: Draft, { by, statistics, offer: named }: Extract<Event, { type: 'statistics-known' }>) {
  const said = Object.entries(statistics).map(([use, figure]): [string, SaidFigure] => [use, { figure, by, at: draft.at }])
  if (said.length > 0) {
    change(draft, { statistics: { ...draft.incident.statistics, ...Object.fromEntries(said) } })
    note(draft, `${by}: The site uses ${sayStatistics(statistics)}.`)
  }
  const { recommended } = draft.known
  const offer = named ?? recommended?.offer
  if (draft.incident.told.some(({ asks }) => asks)) return note(draft, 'The question has been asked: its plan and price stay.')
  if (offer) change(draft, { offer: { plan: offer.plan, price: offer.price, by, at: draft.at } })
  if (named) note(draft, `${by}: The plan to offer is ${named.plan} at ${named.price}.`)
  else if (recommended) note(draft, recommended.says)
  if (offer || recommended?.lacks.length === 0) finishAsking(draft, by)
}

/** The figures that are known of an incident, with those that the news brings. */
export const statisticsWith = ({ statistics = {} }: Incident, more: Statistics): Statistics => ({
  ...Object.fromEntries(Object.entries(statistics).map(([use, { figure }]): [Use, number] => [use as Use, figure])),
  ...more,
})

function finishAsking(draft: Draft, by: string) {
  for (const [id, { asks, done }] of Object.entries(draft.incident.tasks)) if (asks === 'statistics' && !done) finishTask(draft, id, by)
}
