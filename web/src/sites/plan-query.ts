import type { Kind } from '@allclear/wire/plan.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The partners, clients, providers, hosts, checks and tags that there are. */
export const choicesQuery = queryOptions({ queryKey: ['choices'], queryFn: ({ signal }) => get('/api/v1/plan/choices', signal) })

/** What is said of an entry of the plan, and by whom. While somebody writes it is not asked again. */
export const settingsQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: ['settings', kind, id],
    queryFn: ({ signal }) => get(`/api/v1/plan/${kind}/${encodeURIComponent(id)}`, signal),
    refetchInterval: false,
  })
