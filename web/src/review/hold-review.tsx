import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'
import { words } from './words/index.ts'

/** What was learned, and a short version for everyone; said once it was talked over. */
export function HoldReview({ incident }: { incident: string }) {
  const queries = useQueryClient()
  const [isSaying, setSaying] = useState(false)
  const hold = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isSaying) return
    const said = new FormData(event.currentTarget)
    setSaying(true)
    await post(`/api/v1/incidents/${encodeURIComponent(incident)}/review`, Object.fromEntries(said))
      .then(() => announce(words.held))
      .catch(sayFailure)
    await queries.invalidateQueries()
    setSaying(false)
  }
  return (
    <section className="panel">
      <h2>{words.hold}</h2>
      <form onSubmit={(event) => void hold(event)}>
        <label htmlFor="lessons">{words.lessons}</label>
        <textarea id="lessons" name="lessons" rows={6} required maxLength={10_000} />
        <label htmlFor="public">{words.public}</label>
        <textarea id="public" name="public" rows={3} maxLength={2000} />
        <button className="primary" aria-disabled={isSaying}>
          {words.wasHeld}
        </button>
      </form>
    </section>
  )
}
