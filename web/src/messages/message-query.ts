import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** Messages of a state (of every one: empty), the newest first, from a place in the list (its beginning: empty). */
export const messagesQuery = (state: string, cursor: string) => {
  const asked = new URLSearchParams({ limit: '100', ...(state && { state }), ...(cursor && { cursor }) })
  return queryOptions({ queryKey: ['messages', state, cursor], queryFn: ({ signal }) => get(`/api/v1/messages?${asked}`, signal) })
}

/** One message. */
export const messageQuery = (key: string) =>
  queryOptions({ queryKey: ['messages', key], queryFn: ({ signal }) => get(`/api/v1/messages/${encodeURIComponent(key)}`, signal) })
