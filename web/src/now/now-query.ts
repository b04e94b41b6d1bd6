import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What is on now. */
export const nowQuery = queryOptions({ queryKey: ['now'], queryFn: ({ signal }) => get('/api/v1/now', signal) })
