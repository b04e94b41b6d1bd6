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

const STATES = { waiting: 'Waiting', placed: 'Placed', filed: 'Of no incident' } as const
const KINDS: Readonly<Record<InboundMail['kind'], string>> = {
  answer: 'an answer',
  'auto-reply': 'an automatic reply',
  bounce: 'a bounce',
  complaint: 'a complaint',
  unknown: 'a mail',
}

/** `/inbox`: mail and alerts of which nobody knows yet where they belong, and what came in before. */
export default function InboxScreen() {
  const [filter, narrow] = useFilter()
  const state = filter.get('state') ?? 'waiting'
  const { items, unreadable } = useSuspenseQuery(inboxQuery(useDeferredValue(state))).data
  useTitle('Inbox')
  return (
    <>
      <h1>Inbox</h1>
      <p className="quiet">
        {state !== 'waiting'
          ? 'Mail that came in, the newest first.'
          : items.length === 0
            ? 'No mail waits: whatever answered our messages has found its incident.'
            : 'These answer none of our messages that could be found. Say which incident each belongs to.'}
      </p>
      {unreadable !== null && (
        <div className="card bad" role="alert">
          <span>
            <strong>
              The mailbox cannot be read since <Moment at={unreadable.since} />.
            </strong>{' '}
            {unreadable.reason}
          </span>
        </div>
      )}
      <search className="narrow">
        {Object.entries(STATES).map(([key, name]) => (
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
        <h2>{subject === '' ? 'Without a subject' : subject}</h2>
        <p className="quiet">
          {from}, <Moment at={at} /> · {KINDS[kind]}
          {incident !== null && (
            <>
              , about <Go to={`/incidents/${incident}`}>incident {incident}</Go>
            </>
          )}
          {settledBy !== null && `, said ${settledBy}`}
        </p>
        <pre className="letter" tabIndex={0} aria-label={`Words of the mail ${subject}`}>
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
    void run(`/api/v1/inbox/${id}/assign`, { incident, who }, `It belongs to incident ${String(incident)} now.`)
  }
  const file = () => void run(`/api/v1/inbox/${id}/file`, {}, 'It belongs to no incident.')
  return (
    <form onSubmit={assign} className="actions place">
      <div className="field">
        <label htmlFor={`incident-${id}`}>Incident</label>
        <input
          id={`incident-${id}`}
          name="incident"
          list={`incidents-${id}`}
          inputMode="numeric"
          pattern="[1-9][0-9]*"
          title="The number of an incident"
          autoComplete="off"
          required
        />
        <datalist id={`incidents-${id}`}>
          {now?.incidents.map(({ id: number, site, why }) => (
            <option key={number} value={number}>
              {site}: {why}
            </option>
          ))}
        </datalist>
      </div>
      <div className="field">
        <label htmlFor={`who-${id}`}>Written by</label>
        <select id={`who-${id}`} name="who">
          <option value="client">the client</option>
          <option value="partner">the partner</option>
        </select>
      </div>
      <button className="primary" disabled={isBusy}>
        It belongs there
      </button>
      <button type="button" disabled={isBusy} onClick={file}>
        It belongs to no incident
      </button>
    </form>
  )
}
