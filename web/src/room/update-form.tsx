import type { Room } from '@allclear/wire/room.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { closeFold } from './fold.tsx'
import { useDeed } from './use-deed.ts'

type Update = NonNullable<Room['may']['update']>

/** Words for everyone: written or taken from a template, then read as they will stand, with every page on which they will, and only then published. */
export function UpdateForm({ incident, update }: { incident: string; update: Update }) {
  const { isBusy, run } = useDeed()
  const [text, setText] = useState('')
  const [stage, setStage] = useState(update.stages[0]!.id)
  const [isRead, setRead] = useState(false)
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
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!isRead) return setRead(true)
    if (!(await run(`/api/v1/incidents/${incident}/updates`, { stage: chosen.id, text }, 'The update is published.'))) return
    setText('')
    setRead(false)
    closeFold(form)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {isRead ? (
        <Letter update={update} stage={chosen.name} text={text} />
      ) : (
        <>
          <p className="quiet">
            Everyone can read it, under “{update.title}”.{' '}
            {update.promisedAt !== null && (
              <>
                The next word is promised by <Moment at={update.promisedAt} />.
              </>
            )}
          </p>
          <label htmlFor="stage">Stage</label>
          <select id="stage" value={chosen.id} onChange={({ currentTarget: { value } }) => setStage(value)}>
            {update.stages.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <label htmlFor="template">Begin with the words of a template</label>
          <select id="template" defaultValue="" onChange={({ currentTarget: { value } }) => void fill(value)}>
            <option value="">your own words</option>
            {update.templates.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <label htmlFor="update">What is known, and what is being done</label>
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
          {isRead ? 'Publish' : 'Read it before it is published'}
        </button>
        {isRead && (
          <button type="button" onClick={() => setRead(false)}>
            Change it
          </button>
        )}
      </div>
    </form>
  )
}

function Letter({ update: { title, pages }, stage, text }: { update: Update; stage: string; text: string }) {
  return (
    <div role="group" aria-label="As it will stand">
      <p>
        <strong>{title}</strong> · {stage}
      </p>
      <pre className="letter" tabIndex={0} aria-label="Words of the update">
        {text}
      </pre>
      <p>On the status pages and feeds of</p>
      <ul className="rows">
        {pages.map(({ slug, title: name, brand }) => (
          <li key={slug}>
            <span>
              <a href={`/status/${slug}/`}>{name}</a>
              <small className="quiet">in the name of {brand}</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
