import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The contacts of one client, or of a partner itself. */
export const contactBookQuery = (book: string) =>
  queryOptions({ queryKey: ['contacts', book], queryFn: ({ signal }) => get(`/api/v1/contacts/${encodeURIComponent(book)}`, signal) })
