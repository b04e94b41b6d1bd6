import { QueryClient } from '@tanstack/react-query'
import { Refusal } from './api.ts'

const REFRESH_MS = 15_000

/** All that was asked of the hub. News ask it again at once (live.ts); where none arrive, 15 s do. What is refused is not asked again by itself. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      refetchInterval: REFRESH_MS,
      retry: (times, error) => !(error instanceof Refusal) && times < 3,
    },
  },
})
