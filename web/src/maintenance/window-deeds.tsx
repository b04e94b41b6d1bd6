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
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Under which key a deed to a window is held. */
export const heldAs = (id: string) => `window ${id}`

/** What can be done about a window. Whoever hears of it is named before; where nobody does, it can be undone for a while. */
export function WindowDeeds({ window }: { window: Window }) {
  const { id, may, told, reaches, series } = window
  const { zone } = useSession()
  const field = (name: string) => `${name}-${id}`
  return (
    <div className="actions">
      {may.includes('start') && <Deed window={window} deed="start" hears={reaches} />}
      {may.includes('complete') && <Deed window={window} deed="complete" hears={told} />}
      {may.includes('extend') && (
        <Deed window={window} deed="extend" hears={told}>
          <label htmlFor={field('by')}>{words.byHowMuch}</label>
          <input id={field('by')} name="by" required maxLength={20} defaultValue="30m" />
        </Deed>
      )}
      {may.includes('move') && (
        <Deed
          window={window}
          deed="move"
          hears={told}
          bodyOf={({ starts, ...rest }) => ({ ...rest, starts: `${String(starts)}[${zone}]` })}
        >
          <label htmlFor={field('starts')}>{say(words.newStart, { place: placeOf(zone) })}</label>
          <input id={field('starts')} name="starts" type="datetime-local" required />
          <label htmlFor={field('emergency')}>{words.whyNotWait}</label>
          <input id={field('emergency')} name="emergency" maxLength={2000} />
        </Deed>
      )}
      {may.includes('cancel') && (
        <Deed
          window={window}
          deed="cancel"
          hears={told}
          bodyOf={({ following, ...rest }) => ({ ...rest, ...(following === undefined ? {} : { following: true }) })}
          danger
        >
          <label htmlFor={field('reason')}>{words.whyCancel}</label>
          <input id={field('reason')} name="reason" maxLength={1000} required />
          {series !== null && (
            <label className="choice">
              <input type="checkbox" name="following" /> {say(words.allFollowing, { series: series.id })}
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
  readonly hears: Hearers
  readonly bodyOf?: (fields: Fields) => object
  readonly danger?: boolean
  readonly children?: ReactNode
}) {
  const { window, hears, bodyOf = (fields: Fields) => fields, danger = false, children } = deed
  const name = words.deeds[deed.deed]
  const says = say(words.done[deed.deed], { id: window.id })
  const queries = useQueryClient()
  const { isBusy, run } = useDeed()
  const [letters, setLetters] = useState<Words | null>(null)
  const address = `/api/v1/maintenance/${window.id}/${deed.deed}` as const
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = bodyOf(Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== '')))
    if (hears.count === 0)
      return holdForUndo({
        key: heldAs(window.id),
        says,
        send: async () => {
          await post(address, body)
          await queries.invalidateQueries()
        },
      })
    if (letters === null)
      return post(`/api/v1/maintenance/${window.id}/notice-preview`, { ...body, deed: deed.deed })
        .then((said) => setLetters(said as Words))
        .catch(sayFailure)
    if (await run(address, body, says)) closeFold(form)
  }
  return (
    <Fold id={`${deed.deed}-${window.id}`} name={name} group={`deeds-${window.id}`} about={window.id}>
      <form onSubmit={(event) => void submit(event)} onChange={() => setLetters(null)}>
        {children}
        <p>{sayHearers(hears, deed.deed)}</p>
        <div role="status" className="foreseen">
          {letters !== null && <WordsByLanguage words={letters} isOpen />}
        </div>
        <button className={danger ? 'danger' : 'primary'} disabled={isBusy}>
          {hears.count > 0 && letters === null ? words.readFirst : name}
        </button>
      </form>
    </Fold>
  )
}

function sayHearers({ count, first }: Hearers, deed: WindowDeed): string {
  if (count === 0) return words.nobodyHears
  const more = count - first.length
  const names = more > 0 ? say(words.andMore, { names: first.join(', '), more }) : first.join(', ')
  return say(words.hear[deed], { names, count })
}
