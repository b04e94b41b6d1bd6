import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { holdForUndo } from './hold.tsx'

/** Under which key an incident is being taken on. */
export const takingOn = (incident: string) => `take on incident ${incident}`

/** Acknowledges an incident or takes it over: shown at once, sent once it cannot be undone any more. */
export function useTakeOn(): (incident: { readonly id: string; readonly site: string }, deed: 'acknowledge' | 'take') => void {
  const queries = useQueryClient()
  return ({ id, site }, deed) =>
    holdForUndo({
      key: takingOn(id),
      says: `${site} is with you.`,
      send: async () => {
        await post(`/api/v1/incidents/${id}/${deed}`)
        await queries.invalidateQueries()
      },
    })
}
