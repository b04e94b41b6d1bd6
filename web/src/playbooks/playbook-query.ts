import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, get } from '../api.ts'

/** All playbooks as they hold now. */
export const playbooksQuery = queryOptions({ queryKey: ['playbooks'], queryFn: ({ signal }) => get('/api/v1/playbooks', signal) })

const at = (name: string) => `/api/v1/playbooks/${encodeURIComponent(name)}` as const

/** One playbook with its versions. */
export const playbookQuery = (name: string) =>
  queryOptions({ queryKey: ['playbook', name], queryFn: ({ signal }) => get(at(name), signal) })

/** What may be written in it, what it can be rehearsed with and replayed against. */
export const deskQuery = (name: string) =>
  queryOptions({
    queryKey: ['playbook-desk', name],
    queryFn: ({ signal }) => get(`${at(name)}/desk`, signal),
    staleTime: 300_000,
    refetchInterval: false,
  })

/** What is wrong in a text and what changed from a version; asked once for each text. */
export const checkQuery = (name: string, body: string, against: number) =>
  queryOptions({
    queryKey: ['playbook-check', name, against, body],
    queryFn: async ({ signal }) => ({ body, ...(await ask(`${at(name)}/check`, { body, against }, signal)) }),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  })

/** What changed from one version to another; `file` is the file as it lies now. */
export const differenceQuery = (name: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['playbook-difference', name, from, to],
    queryFn: ({ signal }) => get(`${at(name)}/difference?from=${from}&to=${to}`, signal),
    refetchInterval: false,
    placeholderData: keepPreviousData,
  })
