import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

const MANY = 1000

/** Every site and how it stands. Thousands are asked for once a minute, and compared with nothing. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => get('/api/v1/sites', signal),
  structuralSharing: false,
  refetchInterval: ({ state }) => ((state.data?.items.length ?? 0) > MANY ? 60_000 : 15_000),
})

/** All that is known of one site. */
export const siteQuery = (id: string) =>
  queryOptions({ queryKey: ['sites', id], queryFn: ({ signal }) => get(`/api/v1/sites/${encodeURIComponent(id)}`, signal) })
