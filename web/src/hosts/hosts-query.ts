import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The servers, as their agents see them. */
export const hostsQuery = queryOptions({ queryKey: ['hosts'], queryFn: ({ signal }) => get('/api/v1/hosts', signal) })

/** One of them, with its day, its month and its orders. */
export const hostQuery = (id: string) =>
  queryOptions({
    queryKey: ['hosts', id],
    queryFn: ({ signal }) => get(`/api/v1/hosts/${encodeURIComponent(id)}`, signal),
    // What an order came to arrives with a report, and nothing else tells of it.
    refetchInterval: ({ state }) => (state.data?.orders.some(({ said }) => said.icon === 'dots') ? 5000 : false),
  })
