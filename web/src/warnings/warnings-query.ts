import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What will become an outage if nobody acts. */
export const warningsQuery = queryOptions({ queryKey: ['warnings'], queryFn: ({ signal }) => get('/api/v1/warnings', signal) })

/** The letter to the client about one warning, as it would leave now. */
export const letterQuery = (id: number) =>
  queryOptions({ queryKey: ['warnings', id, 'letter'], queryFn: ({ signal }) => get(`/api/v1/warnings/${id}/letter`, signal) })
