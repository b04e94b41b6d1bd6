import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The vendors that the sites stand on. */
export const providersQuery = queryOptions({ queryKey: ['providers'], queryFn: ({ signal }) => get('/api/v1/providers', signal) })
