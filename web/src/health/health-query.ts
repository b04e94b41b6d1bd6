import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** Whether Allclear itself is well. */
export const healthQuery = queryOptions({ queryKey: ['health'], queryFn: ({ signal }) => get('/api/v1/health', signal) })
