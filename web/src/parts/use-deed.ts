import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { sayFailure } from './hold.tsx'
import { announce } from '../shell/announce.tsx'

/** Tells the hub of a deed at once and asks anew for what is on screen. `run` gives whether it was taken; why it was not is said. */
export function useDeed() {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const run = async (address: `/api/v1/${string}`, body: object, says: string, method: 'POST' | 'PUT' = 'POST'): Promise<boolean> => {
    setBusy(true)
    try {
      await post(address, body, method)
      await queries.invalidateQueries()
      announce(says)
      return true
    } catch (error) {
      sayFailure(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, run }
}
