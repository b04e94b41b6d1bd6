import type { Room } from '@allclear/wire/room.ts'
import type { WordsPreview } from '@allclear/wire/words.ts'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { post } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { closeFold } from '../parts/fold.tsx'
import { LetterShown } from './letter-shown.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { Holds, Warnings } from './what-to-know.tsx'

type Words = NonNullable<Room['may']['words']>
type Props = { readonly incident: string; readonly to: string; readonly words: Words; readonly children: ReactNode }

/** A letter of a person: a template or own words, then read as it leaves with everyone whom it reaches, and only then sent. There is no undo. */
export function LetterForm({ incident, to, words, children }: Props) {
  const { isBusy, run } = useDeed()
  const [template, setTemplate] = useState('')
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [language, setLanguage] = useState('')
  const [despite, setDespite] = useState('')
  const [draft, setDraft] = useState<(WordsPreview & { readonly despite: string }) | null>(null)
  const chosen = {
    ...{ to, ...(template === '' ? { subject, text } : { template }) },
    ...(language === '' ? {} : { language }),
    ...(despite === '' ? {} : { despite }),
  }
  const read = async () => {
    try {
      setDraft({ ...((await post(`/api/v1/incidents/${incident}/words/draft`, chosen)) as WordsPreview), despite })
    } catch (error) {
      sayFailure(error)
    }
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (draft?.despite !== despite) return read()
    const { ref, shown } = draft
    if (!(await run(`/api/v1/incidents/${incident}/words`, { ...chosen, ref, shown }, 'The words are on their way.'))) return setDraft(null)
    setDraft(null)
    setDespite('')
    closeFold(form)
  }
  const own = () => {
    const [letter] = draft?.letters ?? []
    if (letter) {
      setSubject(letter.subject)
      setText(letter.words)
    }
    setTemplate('')
    setDraft(null)
  }
  if (draft)
    return (
      <form onSubmit={(event) => void submit(event)}>
        {draft.letters.map((letter) => (
          <LetterShown key={`${letter.channel} ${letter.address.join()}`} letter={letter} />
        ))}
        <Warnings warnings={draft.warnings} />
        <Holds holds={draft.holds} />
        {draft.holds.length > 0 && draft.letters.length > 0 && (
          <>
            <label htmlFor="despite">Reason, if it leaves all the same</label>
            <input
              id="despite"
              maxLength={500}
              value={despite}
              required={draft.holds.some(({ needsReason }) => needsReason)}
              onChange={({ currentTarget: { value } }) => setDespite(value)}
            />
          </>
        )}
        <div className="end">
          {draft.letters.length > 0 && (
            <button className="primary" disabled={isBusy}>
              {draft.despite === despite ? sayDeed(draft) : 'Read it again'}
            </button>
          )}
          <button type="button" onClick={template === '' ? () => setDraft(null) : own}>
            {template === '' ? 'Change it' : 'Change these words'}
          </button>
          {template !== '' && (
            <button type="button" onClick={() => setDraft(null)}>
              Choose others
            </button>
          )}
        </div>
      </form>
    )
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      <label htmlFor="letter-template">Words</label>
      <select id="letter-template" value={template} onChange={({ currentTarget: { value } }) => setTemplate(value)}>
        <option value="">your own</option>
        {words.templates.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label htmlFor="letter-language">Language</label>
      <select id="letter-language" value={language} onChange={({ currentTarget: { value } }) => setLanguage(value)}>
        <option value="">the reader’s</option>
        {words.languages.map((id) => (
          <option key={id} value={id}>
            {NAMES.of(id)}
          </option>
        ))}
      </select>
      {template === '' && (
        <>
          <label htmlFor="letter-subject">Subject</label>
          <input
            id="letter-subject"
            maxLength={200}
            required
            value={subject}
            onChange={({ currentTarget: { value } }) => setSubject(value)}
          />
          <label htmlFor="letter-text">Words between greeting and signature, which are added</label>
          <textarea
            id="letter-text"
            rows={6}
            maxLength={4000}
            required
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
        </>
      )}
      <div className="end">
        <button className="primary" disabled={isBusy}>
          Read it before it is sent
        </button>
      </div>
    </form>
  )
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' })

function sayDeed({ letters }: WordsPreview): string {
  const names = (asks: boolean) => letters.flatMap((letter) => (letter.asks === asks ? [letter.name] : [])).join(' and ')
  const deeds = [names(false) && `send it to ${names(false)}`, names(true) && `ask ${names(true)}`].filter(Boolean).join(', ')
  return deeds.charAt(0).toUpperCase() + deeds.slice(1)
}
