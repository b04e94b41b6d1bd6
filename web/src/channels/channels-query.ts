import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The chats, pagers and trackers that can be connected, and what each asks for. */
export const channelKindsQuery = queryOptions({
  queryKey: ['channel-kinds'],
  queryFn: ({ signal }) => get('/api/v1/channels/kinds', signal),
})
