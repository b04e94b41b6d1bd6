import type { ProbeInvitation } from '@allclear/wire/probe.ts'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'

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
      <h2>{isFirst ? 'See your sites from a second location' : 'Let a probe in'}</h2>
      <p className="quiet">
        Any small machine at another provider will do. It asks the hub for work; nothing has to be open there, and it learns neither
        contacts nor secrets.
      </p>
      <form className="invite" onSubmit={invite}>
        <div className="field">
          <label htmlFor="location">Location</label>
          <input
            id="location"
            name="location"
            required
            maxLength={60}
            pattern="[a-z0-9][a-z0-9\-]*"
            placeholder="vienna"
            autoComplete="off"
            autoCapitalize="none"
            title="Small letters, digits and hyphens"
          />
        </div>
        <button className="primary">Make the commands</button>
      </form>
      {made !== null && (
        <>
          <pre tabIndex={0} aria-label={`Commands to paste at ${made.location}`}>
            {text}
          </pre>
          <p className="actions">
            <CopyButton text={text} what="the commands" />
            <span className="quiet">
              Good once, until <Moment at={made.expiresAt} />.
            </span>
          </p>
        </>
      )}
    </section>
  )
}
