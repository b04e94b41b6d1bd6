import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The larger outages, the newest first. */
export const largerQuery = queryOptions({ queryKey: ['parents'], queryFn: ({ signal }) => get('/api/v1/parents', signal) })
