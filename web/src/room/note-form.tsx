import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../api.ts'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { closeFold } from '../parts/fold.tsx'
import { words } from './words/index.ts'

/** A note for everyone who works on the incident. It can be taken back for some seconds; what was not kept is there to be written on. */
export function NoteForm({ incident }: { incident: string }) {
  const queries = useQueryClient()
  const key = `note/${incident}`
  const isHeld = useHeld(key)
  const [text, setText] = useState('')
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isHeld) return
    holdForUndo({
      key,
      says: words.noteKept,
      send: async () => {
        await post(`/api/v1/incidents/${incident}/note`, { text })
        setText('')
        await queries.invalidateQueries()
      },
    })
    closeFold(event.currentTarget)
  }
  return (
    <form onSubmit={keep}>
      <label htmlFor="note">{words.noteFor}</label>
      <textarea
        id="note"
        rows={3}
        maxLength={4000}
        required
        value={text}
        readOnly={isHeld}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <button className="primary" disabled={isHeld}>
        {words.keepNote}
      </button>
    </form>
  )
}
