import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { holdForUndo } from './hold.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Under which key an incident is being taken on. */
export const takingOn = (incident: string) => `take-on/${incident}`

/** Acknowledges an incident or takes it over: shown at once, sent once it cannot be undone any more. */
export function useTakeOn(): (incident: { readonly id: string; readonly site: string }, deed: 'acknowledge' | 'take') => void {
  const queries = useQueryClient()
  return ({ id, site }, deed) =>
    holdForUndo({
      key: takingOn(id),
      says: say(words.isWithYou, { site }),
      send: async () => {
        await post(`/api/v1/incidents/${id}/${deed}`)
        await queries.invalidateQueries()
      },
    })
}
