import type { Session } from '@allclear/wire/session.ts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { setClock } from './clock.ts'

/** Who is logged in. Asked again with all else, since the story of a demonstration goes on. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await get('/api/v1/session', signal)
    setClock(session.now)
    return session
  },
})

/** Who is logged in; waits for the answer. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** Whether the reader may add sites and change them. */
export const mayPlan = ({ role, partner }: Session) => role === 'owner' && partner === null

/** Whether the reader may act, and not only look. */
export const mayAct = ({ role }: Session) => role === 'responder' || role === 'owner'
