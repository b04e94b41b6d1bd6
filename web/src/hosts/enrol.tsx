import type { HostEnrolment, WholeHost } from '@allclear/wire/host.ts'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'

/** The line that puts an agent onto the host, made when it is asked for: its token is good once, for an hour. */
export function Enrol({ host: { id, name, state, mayOrder } }: { host: WholeHost }) {
  const [made, setMade] = useState<HostEnrolment | null>(null)
  const invite = () =>
    void post(`/api/v1/hosts/${encodeURIComponent(id)}/enrolment`).then((given) => setMade(given as HostEnrolment), sayFailure)
  const isFirst = state === 'no-agent'
  return (
    <section className="panel">
      <h2>{isFirst ? `Put an agent on ${name}` : 'Put the agent on anew'}</h2>
      <p className="quiet">
        {isFirst
          ? 'It sees disks, memory and load from the inside, warns days before something is full, and remembers the minutes before a restart. It may do nothing until you allow it on the host.'
          : 'After the machine was made anew, say. The agent that is there now is heard no more once the new one has come.'}
      </p>
      {!mayOrder && <p>An owner makes the line for it.</p>}
      {mayOrder && made === null && (
        <button className={isFirst ? 'primary' : ''} onClick={invite}>
          Make the line to paste there
        </button>
      )}
      {made !== null && (
        <>
          <pre tabIndex={0} aria-label="Line to paste on the host">
            {made.line}
          </pre>
          <p className="actions">
            <CopyButton text={made.line} what="the line" />
            <span className="quiet">
              Good once, until <Moment at={made.expiresAt} />.
            </span>
          </p>
        </>
      )}
    </section>
  )
}
