import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The partners, clients, providers, hosts, checks and tags that there are. */
export const choicesQuery = queryOptions({ queryKey: ['choices'], queryFn: ({ signal }) => get('/api/v1/plan/choices', signal) })

/** What is said of a site, and by whom. While somebody writes it is not asked again. */
export const settingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['settings', id],
    queryFn: ({ signal }) => get(`/api/v1/plan/sites/${encodeURIComponent(id)}`, signal),
    refetchInterval: false,
  })
