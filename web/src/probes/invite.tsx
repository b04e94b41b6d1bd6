import type { ProbeInvitation } from '@allclear/wire/probe.ts'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Lets a probe in at a location: the two commands to paste there, made when they are asked for; good once, for an hour. */
export function Invite({ isFirst }: { isFirst: boolean }) {
  const [made, setMade] = useState<ProbeInvitation | null>(null)
  const invite = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const location = new FormData(event.currentTarget).get('location')
    void post('/api/v1/probes/invitations', { location }).then((given) => setMade(given as ProbeInvitation), sayFailure)
  }
  const text = made?.lines.join('\n') ?? ''
  return (
    <section className="panel">
      <h2>{isFirst ? words.second : words.letIn}</h2>
      <p className="quiet">{words.anyMachine}</p>
      <form className="invite" onSubmit={invite}>
        <div className="field">
          <label htmlFor="location">{words.location}</label>
          <input
            id="location"
            name="location"
            required
            maxLength={60}
            pattern="[a-z0-9][a-z0-9\-]*"
            placeholder={words.example}
            autoComplete="off"
            autoCapitalize="none"
            title={words.smallLetters}
          />
        </div>
        <button className="primary">{words.makeCommands}</button>
      </form>
      {made !== null && (
        <>
          <pre tabIndex={0} aria-label={say(words.toPaste, { location: made.location })}>
            {text}
          </pre>
          <p className="actions">
            <CopyButton text={text} what={words.theCommands} />
            <span className="quiet">{say(words.goodOnce, { time: <Moment at={made.expiresAt} /> })}</span>
          </p>
        </>
      )}
    </section>
  )
}
