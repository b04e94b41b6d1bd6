import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** What people still have to do, or what they have done. */
export const tasksQuery = (open: boolean) =>
  queryOptions({ queryKey: ['tasks', open], queryFn: ({ signal }) => get(`/api/v1/tasks?open=${open}`, signal) })
