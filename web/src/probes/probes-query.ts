import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The locations from which sites are seen, with the probes there. */
export const probesQuery = queryOptions({ queryKey: ['probes'], queryFn: ({ signal }) => get('/api/v1/probes', signal) })
