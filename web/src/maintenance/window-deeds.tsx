import type { Hearers, Window, WindowDeed, Words } from '@allclear/wire/planner.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { post } from '../api.ts'
import { holdForUndo, sayFailure } from '../parts/hold.tsx'
import { placeOf } from '../parts/times.tsx'
import { Fold, closeFold } from '../parts/fold.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useSession } from '../session.ts'
import { WordsByLanguage } from './words-by-language.tsx'

/** Under which key a deed to a window is held. */
export const heldAs = (id: string) => `window ${id}`

/** What can be done about a window. Whoever hears of it is named before; where nobody does, it can be undone for a while. */
export function WindowDeeds({ window }: { window: Window }) {
  const { id, may, told, reaches, series } = window
  const { zone } = useSession()
  const field = (name: string) => `${name}-${id}`
  return (
    <div className="actions">
      {may.includes('start') && (
        <Deed window={window} deed="start" name="Start now" says="has begun" hears={reaches} what="that the work has begun" />
      )}
      {may.includes('complete') && (
        <Deed
          window={window}
          deed="complete"
          name="Complete"
          says="is done; its sites are looked at"
          hears={told}
          what="that it is over, as soon as each of its sites was seen well"
        />
      )}
      {may.includes('extend') && (
        <Deed window={window} deed="extend" name="Extend" says="has more time" hears={told} what="of the new end">
          <label htmlFor={field('by')}>By how much: 30m, 2h</label>
          <input id={field('by')} name="by" required maxLength={20} defaultValue="30m" />
        </Deed>
      )}
      {may.includes('move') && (
        <Deed
          window={window}
          deed="move"
          name="Move"
          says="is moved"
          hears={told}
          what="of the correction"
          bodyOf={({ starts, ...rest }) => ({ ...rest, starts: `${String(starts)}[${zone}]` })}
        >
          <label htmlFor={field('starts')}>New start, by the clocks of {placeOf(zone)}</label>
          <input id={field('starts')} name="starts" type="datetime-local" required />
          <label htmlFor={field('emergency')}>If that is within a week: why it cannot wait</label>
          <input id={field('emergency')} name="emergency" maxLength={2000} />
        </Deed>
      )}
      {may.includes('cancel') && (
        <Deed
          window={window}
          deed="cancel"
          name="Call off"
          says="is called off"
          hears={told}
          what="that it is called off"
          bodyOf={({ following, ...rest }) => ({ ...rest, ...(following === undefined ? {} : { following: true }) })}
          danger
        >
          <label htmlFor={field('reason')}>Why; whoever was told reads it</label>
          <input id={field('reason')} name="reason" maxLength={1000} required />
          {series !== null && (
            <label className="choice">
              <input type="checkbox" name="following" /> And all that follow in {series.id}
            </label>
          )}
        </Deed>
      )}
    </div>
  )
}

type Fields = Readonly<Record<string, unknown>>

function Deed(deed: {
  readonly window: Window
  readonly deed: WindowDeed
  readonly name: string
  readonly says: string
  readonly hears: Hearers
  readonly what: string // they hear
  readonly bodyOf?: (fields: Fields) => object
  readonly danger?: boolean
  readonly children?: ReactNode
}) {
  const { window, name, says, hears, what, bodyOf = (fields: Fields) => fields, danger = false, children } = deed
  const queries = useQueryClient()
  const { isBusy, run } = useDeed()
  const [words, setWords] = useState<Words | null>(null)
  const address = `/api/v1/maintenance/${window.id}/${deed.deed}` as const
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = bodyOf(Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== '')))
    if (hears.count === 0)
      return holdForUndo({
        key: heldAs(window.id),
        says: `${window.id} ${says}.`,
        send: async () => {
          await post(address, body)
          await queries.invalidateQueries()
        },
      })
    if (words === null)
      return post(`/api/v1/maintenance/${window.id}/notice-preview`, { ...body, deed: deed.deed })
        .then((said) => setWords(said as Words))
        .catch(sayFailure)
    if (await run(address, body, `${window.id} ${says}.`)) closeFold(form)
  }
  return (
    <Fold id={`${deed.deed}-${window.id}`} name={name} group={`deeds-${window.id}`} about={window.id}>
      <form onSubmit={(event) => void submit(event)} onChange={() => setWords(null)}>
        {children}
        <p>{sayHearers(hears, what)}</p>
        <div role="status" className="foreseen">
          {words !== null && <WordsByLanguage words={words} isOpen />}
        </div>
        <button className={danger ? 'danger' : 'primary'} disabled={isBusy}>
          {hears.count > 0 && words === null ? 'Read it before it is sent' : name}
        </button>
      </form>
    </Fold>
  )
}

function sayHearers({ count, first }: Hearers, what: string): string {
  if (count === 0) return 'Nobody outside hears of it, and it can be undone for a moment.'
  const more = count - first.length
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${count === 1 ? 'hears' : 'hear'} ${what}. It cannot be undone.`
}
