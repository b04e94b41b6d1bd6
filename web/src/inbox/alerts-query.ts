import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The newest that other monitors said: of a standing, of a site, or all. */
export const alertsQuery = (about: { readonly standing?: string; readonly site?: string; readonly limit?: number }) => {
  const asked = new URLSearchParams({ limit: String(about.limit ?? 100) })
  for (const key of ['standing', 'site'] as const) if (about[key]) asked.set(key, about[key])
  return queryOptions({ queryKey: ['alerts', String(asked)], queryFn: ({ signal }) => get(`/api/v1/alerts?${String(asked)}`, signal) })
}

/** Who may send alerts, and where. */
export const sourcesQuery = queryOptions({ queryKey: ['alert-sources'], queryFn: ({ signal }) => get('/api/v1/alerts/sources', signal) })
