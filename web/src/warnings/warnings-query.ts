import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What will become an outage if nobody acts. */
export const warningsQuery = queryOptions({ queryKey: ['warnings'], queryFn: ({ signal }) => get('/api/v1/warnings', signal) })
