import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What the review of an incident is held over. */
export const reviewQuery = (incident: string) =>
  queryOptions({
    queryKey: ['review', incident],
    queryFn: ({ signal }) => get(`/api/v1/incidents/${encodeURIComponent(incident)}/review`, signal),
  })
