import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What was done, the newest first, as the address narrows it (`kind=host&site=…`); older lines come page by page and never change. */
export const auditQuery = (narrowing: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', narrowing],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams(narrowing)
      asked.set('limit', '200')
      if (pageParam !== '') asked.set('cursor', pageParam)
      return get(`/api/v1/audit?${asked}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: false,
    meta: { grows: true },
  })
