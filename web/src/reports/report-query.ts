import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The report that an address asks for: `month=2026-02&partner=brightside`. */
export const reportQuery = (asked: string) =>
  queryOptions({ queryKey: ['reports', asked], queryFn: ({ signal }) => get(`/api/v1/reports?${asked}`, signal) })
