import type { Change, Changed } from '@allclear/wire/plan.ts'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'
import { words as parts } from '../parts/words/index.ts'

const UNDO_MS = 20_000

type How = { readonly says: string; readonly partly?: boolean }

/** Adds and changes partners, clients and sites: `preview` says what would be different, `change` does it and offers to take it back. */
export function usePlanChange() {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const send = async (body: object) => {
    setBusy(true)
    try {
      return (await post('/api/v1/plan/changes', body)) as Changed
    } catch (error) {
      sayFailure(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  const takeBack = async (undo: readonly Change[], id: string) => {
    notifications.hide(id)
    if (!(await send({ changes: undo }))) return
    await queries.invalidateQueries()
    announce(parts.undone)
  }
  const change = async (changes: readonly Change[], { says, partly = false }: How) => {
    const changed = await send({ changes, partly })
    if (!changed) return null
    await queries.invalidateQueries()
    announce(says)
    const id = `plan ${says}`
    const message = (
      <span className="undo">
        {says} <button onClick={() => void takeBack(changed.undo, id)}>{parts.undo}</button>
      </span>
    )
    notifications.show({ id, message, autoClose: UNDO_MS, withCloseButton: false })
    return changed
  }
  const preview = (changes: readonly Change[]) => send({ changes, dryRun: true, partly: true })
  return { isBusy, change, preview }
}
