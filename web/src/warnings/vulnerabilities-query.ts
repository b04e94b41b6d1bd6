import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What is installed and known to be open. */
export const vulnerabilitiesQuery = queryOptions({
  queryKey: ['vulnerabilities'],
  queryFn: ({ signal }) => get('/api/v1/vulnerabilities', signal),
})
