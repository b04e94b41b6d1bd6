import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** Who is called now and next, and two weeks from a date on; from today where none is given. */
export const onCallQuery = (from: string) =>
  queryOptions({
    queryKey: ['on-call', from],
    queryFn: ({ signal }) => get(from === '' ? '/api/v1/on-call' : `/api/v1/on-call?from=${from}`, signal),
  })
