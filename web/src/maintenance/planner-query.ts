import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** Planned windows, and so many days from a date on; from today where none is given. */
export const plannerQuery = (from: string, days: 7 | 35) =>
  queryOptions({
    queryKey: ['planner', from, days],
    queryFn: ({ signal }) => get(`/api/v1/planner?days=${days}${from === '' ? '' : `&from=${from}`}`, signal),
  })

/** What a window may affect. */
export const scopeQuery = queryOptions({
  queryKey: ['planner', 'scope'],
  queryFn: ({ signal }) => get('/api/v1/planner/scope', signal),
})
