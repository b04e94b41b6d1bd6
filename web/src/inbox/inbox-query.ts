import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The newest mail of a state; of every state where none is named. */
export const inboxQuery = (state: string) =>
  queryOptions({ queryKey: ['inbox', state], queryFn: ({ signal }) => get(`/api/v1/inbox?limit=100${state && `&state=${state}`}`, signal) })
