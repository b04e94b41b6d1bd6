import type { Room } from '@allclear/wire/room.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The room of an incident. Lines of the timeline never change, so only those after the last one are asked for. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ['room', id],
    queryFn: async ({ client, queryKey, signal }) => {
      const before = client.getQueryData<Room>(queryKey)?.timeline ?? []
      const room = await get(`/api/v1/incidents/${id}/room?after=${before.at(-1)?.seq ?? 0}`, signal)
      return { ...room, timeline: [...before, ...room.timeline] }
    },
  })

/** The evidence of an incident by layer; asked for when somebody opens one. */
export const layersQuery = (id: string) =>
  queryOptions({
    queryKey: ['layers', id],
    queryFn: ({ signal }) => get(`/api/v1/incidents/${id}/layers`, signal),
    refetchInterval: false,
  })
