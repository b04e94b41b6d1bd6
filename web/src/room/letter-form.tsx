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
import { locale, sayBoth } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Words = NonNullable<Room['may']['words']>
type Props = { readonly incident: string; readonly to: string; readonly offers: Words; readonly children: ReactNode }

/** A letter of a person: a template or own words, then read as it leaves with everyone whom it reaches, and only then sent. There is no undo. */
export function LetterForm({ incident, to, offers, children }: Props) {
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
    if (!(await run(`/api/v1/incidents/${incident}/words`, { ...chosen, ref, shown }, words.onTheirWay))) return setDraft(null)
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
  const names = new Intl.DisplayNames([locale()], { type: 'language' })
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
            <label htmlFor="despite">{words.despite}</label>
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
              {draft.despite === despite ? sayDeed(draft) : words.readAgain}
            </button>
          )}
          <button type="button" onClick={template === '' ? () => setDraft(null) : own}>
            {template === '' ? words.changeIt : words.changeWords}
          </button>
          {template !== '' && (
            <button type="button" onClick={() => setDraft(null)}>
              {words.chooseOthers}
            </button>
          )}
        </div>
      </form>
    )
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      <label htmlFor="letter-template">{words.template}</label>
      <select id="letter-template" value={template} onChange={({ currentTarget: { value } }) => setTemplate(value)}>
        <option value="">{words.yourOwn}</option>
        {offers.templates.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label htmlFor="letter-language">{words.letterLanguage}</label>
      <select id="letter-language" value={language} onChange={({ currentTarget: { value } }) => setLanguage(value)}>
        <option value="">{words.readers}</option>
        {offers.languages.map((id) => (
          <option key={id} value={id}>
            {names.of(id)}
          </option>
        ))}
      </select>
      {template === '' && (
        <>
          <label htmlFor="letter-subject">{words.subject}</label>
          <input
            id="letter-subject"
            maxLength={200}
            required
            value={subject}
            onChange={({ currentTarget: { value } }) => setSubject(value)}
          />
          <label htmlFor="letter-text">{words.letterText}</label>
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
          {words.readFirst}
        </button>
      </div>
    </form>
  )
}

function sayDeed({ letters }: WordsPreview): string {
  const named = (asks: boolean) => sayBoth(letters.flatMap((letter) => (letter.asks === asks ? [letter.name] : [])))
  const [names, others] = [named(false), named(true)]
  if (others === '') return say(words.sendTo, { names })
  return names === '' ? say(words.ask, { names: others }) : say(words.sendAndAsk, { names, others })
}
