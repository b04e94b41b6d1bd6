import type { HostEnrolment, WholeHost } from '@allclear/wire/host.ts'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** The line that puts an agent onto the host, made when it is asked for: its token is good once, for an hour. */
export function Enrol({ host: { id, name, state, mayOrder } }: { host: WholeHost }) {
  const [made, setMade] = useState<HostEnrolment | null>(null)
  const invite = () =>
    void post(`/api/v1/hosts/${encodeURIComponent(id)}/enrolment`).then((given) => setMade(given as HostEnrolment), sayFailure)
  const isFirst = state === 'no-agent'
  return (
    <section className="panel">
      <h2>{isFirst ? say(words.putOn, { name }) : words.putAnew}</h2>
      <p className="quiet">{isFirst ? words.itSees : words.afterAnew}</p>
      {!mayOrder && <p>{words.ownerMakes}</p>}
      {mayOrder && made === null && (
        <button className={isFirst ? 'primary' : ''} onClick={invite}>
          {words.makeLine}
        </button>
      )}
      {made !== null && (
        <>
          <pre tabIndex={0} aria-label={words.lineToPaste}>
            {made.line}
          </pre>
          <p className="actions">
            <CopyButton text={made.line} what={words.theLine} />
            <span className="quiet">{say(words.goodOnce, { time: <Moment at={made.expiresAt} /> })}</span>
          </p>
        </>
      )}
    </section>
  )
}
