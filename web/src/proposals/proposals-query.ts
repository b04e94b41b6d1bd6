import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What reviews propose to change, with what became of it. */
export const proposalsQuery = queryOptions({ queryKey: ['proposals'], queryFn: ({ signal }) => get('/api/v1/proposals', signal) })

/** What is proposed and waits for a yes or a no. */
export const openProposalsQuery = queryOptions({
  queryKey: ['proposals', 'open'],
  queryFn: ({ signal }) => get('/api/v1/proposals?state=open', signal),
})

/** What a proposal would do. It is played through for it, so it is asked once. */
export const trialQuery = (id: number) =>
  queryOptions({
    queryKey: ['trial', id],
    queryFn: ({ signal }) => get(`/api/v1/proposals/${id}/trial`, signal),
    staleTime: Infinity,
    retry: false,
  })
