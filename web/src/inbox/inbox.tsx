import './inbox.css'
import type { InboundMail } from '@allclear/wire/inbox.ts'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { FormEvent } from 'react'
import { nowQuery } from '../now/now-query.ts'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useFilter } from '../parts/use-filter.ts'
import { useTitle } from '../parts/use-title.ts'
import { mayAct, useSession } from '../session.ts'
import { Alerts } from './alerts.tsx'
import { inboxQuery } from './inbox-query.ts'
import { Sources } from './sources.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** `/inbox`: mail and alerts of which nobody knows yet where they belong, and what came in before. */
export default function InboxScreen() {
  const [filter, narrow] = useFilter()
  const state = filter.get('state') ?? 'waiting'
  const { items, unreadable } = useSuspenseQuery(inboxQuery(useDeferredValue(state))).data
  useTitle(words.title)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{state !== 'waiting' ? words.cameIn : items.length === 0 ? words.noneWaits : words.sayWhere}</p>
      {unreadable !== null && (
        <div className="card bad" role="alert">
          <span>
            <strong>{say(words.unreadable, { time: <Moment at={unreadable.since} /> })}</strong> {unreadable.reason}
          </span>
        </div>
      )}
      <search className="narrow">
        {Object.entries(words.states).map(([key, name]) => (
          <button key={key} aria-pressed={state === key} onClick={() => narrow('state', key === 'waiting' ? '' : key)}>
            {name}
          </button>
        ))}
      </search>
      <ol className="queue inbox">
        {items.map((mail) => (
          <Mail key={mail.id} mail={mail} />
        ))}
      </ol>
      <Alerts standing={state} />
      <Sources />
    </>
  )
}

function Mail({ mail: { id, subject, from, at, kind, incident, text, state, settledBy } }: { mail: InboundMail }) {
  const isResponder = mayAct(useSession())
  return (
    <li className="card">
      <div className="what">
        <h2>{subject === '' ? words.noSubject : subject}</h2>
        <p className="quiet">
          {from}, <Moment at={at} /> · {words.kinds[kind]}
          {incident !== null && (
            <>, {say(words.about, { link: <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go> })}</>
          )}
          {settledBy !== null && `, ${say(words.said, { name: settledBy })}`}
        </p>
        <pre className="letter" tabIndex={0} aria-label={say(words.mailWords, { subject })}>
          {text}
        </pre>
        {isResponder && state === 'waiting' && <Place id={id} />}
      </div>
    </li>
  )
}

/** Where it belongs, by the number or the site of an incident that is on, and who wrote it. */
function Place({ id }: { id: string }) {
  const { data: now } = useQuery(nowQuery)
  const { isBusy, run } = useDeed()
  const assign = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { incident, who } = Object.fromEntries(new FormData(event.currentTarget))
    void run(`/api/v1/inbox/${id}/assign`, { incident, who }, say(words.belongsNow, { id: String(incident) }))
  }
  const file = () => void run(`/api/v1/inbox/${id}/file`, {}, words.belongsToNone)
  return (
    <form onSubmit={assign} className="actions place">
      <div className="field">
        <label htmlFor={`incident-${id}`}>{words.incidentField}</label>
        <input
          id={`incident-${id}`}
          name="incident"
          list={`incidents-${id}`}
          inputMode="numeric"
          pattern="[1-9][0-9]*"
          title={words.itsNumber}
          autoComplete="off"
          required
        />
        <datalist id={`incidents-${id}`}>
          {now?.incidents.map(({ id: number, site, why }) => (
            <option key={number} value={number}>
              {site}: {stated(why)}
            </option>
          ))}
        </datalist>
      </div>
      <div className="field">
        <label htmlFor={`who-${id}`}>{words.writtenBy}</label>
        <select id={`who-${id}`} name="who">
          <option value="client">{words.client}</option>
          <option value="partner">{words.partner}</option>
        </select>
      </div>
      <button className="primary" disabled={isBusy}>
        {words.belongsThere}
      </button>
      <button type="button" disabled={isBusy} onClick={file}>
        {words.toNone}
      </button>
    </form>
  )
}
