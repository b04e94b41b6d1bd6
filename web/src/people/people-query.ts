import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The people, the ways to reach them, and who may look into the portals. */
export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: ({ signal }) => get('/api/v1/people', signal) })

/** The browsers that take pages for the reader. */
export const browsersQuery = queryOptions({ queryKey: ['browsers'], queryFn: ({ signal }) => get('/api/v1/browsers', signal) })
