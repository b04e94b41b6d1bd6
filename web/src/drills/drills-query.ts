import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** Drills that are planned, running and past, with their reports. */
export const drillsQuery = queryOptions({ queryKey: ['drills'], queryFn: ({ signal }) => get('/api/v1/drills', signal) })
