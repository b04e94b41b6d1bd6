import type { Room } from '@allclear/wire/room.ts'
import { useState } from 'react'
import type { WordsPreview } from '@allclear/wire/words.ts'
import type { FormEvent, ReactNode } from 'react'
import { post } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { closeFold } from '../parts/fold.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { Warnings } from './what-to-know.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Update = NonNullable<Room['may']['update']>

/** Words for everyone: written or taken from a template, then read as they will stand, with every page on which they will, and only then published. */
export function UpdateForm({ incident, update, children }: { incident: string; update: Update; children: ReactNode }) {
  const { isBusy, run } = useDeed()
  const [text, setText] = useState('')
  const [stage, setStage] = useState(update.stages[0]!.id)
  const [draft, setDraft] = useState<WordsPreview | null>(null)
  const chosen = update.stages.find(({ id }) => id === stage) ?? update.stages[0]!
  const fill = async (template: string) => {
    if (template === '') return
    try {
      const said = (await post(`/api/v1/incidents/${incident}/preview`, { template, audience: 'public' })) as { text: string }
      setText(said.text.trim())
    } catch (error) {
      sayFailure(error)
    }
  }
  const read = async () => {
    try {
      setDraft((await post(`/api/v1/incidents/${incident}/words/draft`, { to: 'public', stage: chosen.id, text })) as WordsPreview)
    } catch (error) {
      sayFailure(error)
    }
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!draft) return read()
    if (!(await run(`/api/v1/incidents/${incident}/updates`, { stage: chosen.id, text }, words.isPublished))) return
    setText('')
    setDraft(null)
    closeFold(form)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {draft ? (
        <Letter update={update} stage={chosen.name} text={text} draft={draft} />
      ) : (
        <>
          {children}
          <p className="quiet">
            {say(words.everyoneReads, { title: update.title })}{' '}
            {update.promisedAt !== null && say(words.promised, { time: <Moment at={update.promisedAt} /> })}
          </p>
          <label htmlFor="stage">{words.stage}</label>
          <select id="stage" value={chosen.id} onChange={({ currentTarget: { value } }) => setStage(value)}>
            {update.stages.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <label htmlFor="template">{words.beginWith}</label>
          <select id="template" defaultValue="" onChange={({ currentTarget: { value } }) => void fill(value)}>
            <option value="">{words.ownWords}</option>
            {update.templates.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <label htmlFor="update">{words.whatIsKnown}</label>
          <textarea
            id="update"
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
          {draft ? words.publish : words.readUpdateFirst}
        </button>
        {draft && (
          <button type="button" onClick={() => setDraft(null)}>
            {words.changeIt}
          </button>
        )}
      </div>
    </form>
  )
}

type Read = { readonly update: Update; readonly stage: string; readonly text: string; readonly draft: WordsPreview }

function Letter({ update: { title, pages }, stage, text, draft: { letters, subscribers, warnings } }: Read) {
  const accounts = letters.filter(({ channel }) => channel !== 'status-page')
  return (
    <div role="group" aria-label={words.asItStands}>
      <p>
        <strong>{title}</strong> · {stage}
      </p>
      <pre className="letter" tabIndex={0} aria-label={words.updateWords}>
        {text}
      </pre>
      <p>{words.onPages}</p>
      <ul className="rows">
        {pages.map(({ slug, title: name, brand }) => (
          <li key={slug}>
            <span>
              <a href={`/status/${slug}/`}>{name}</a>
              <small className="quiet">{say(words.inName, { name: brand })}</small>
            </span>
          </li>
        ))}
        {accounts.map(({ channel, address, from }) => (
          <li key={channel}>
            <span>
              {channel}: {address.join(', ')}
              <small className="quiet">{say(words.inName, { name: from })}</small>
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{say(words.subscribers, { count: subscribers })}</p>
      <Warnings warnings={warnings} />
    </div>
  )
}
