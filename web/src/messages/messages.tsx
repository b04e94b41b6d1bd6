import type { MessageRow } from '@allclear/wire/message.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { messagesQuery } from './message-query.ts'

const STATES = {
  uncertain: 'Uncertain',
  refused: 'Refused',
  waiting: 'Waiting',
  folded: 'In a digest',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
} as const

/** `/messages`: what was said to whom, the newest first, and how each delivery stands. */
export default function MessagesScreen() {
  const [filter, narrow] = useFilter()
  const [state, cursor] = [filter.get('state') ?? '', filter.get('cursor') ?? '']
  const { items, next } = useSuspenseQuery(messagesQuery(state, cursor)).data
  useTitle('Outbox')
  useListKeys('message', '#outbox li a')
  return (
    <>
      <h1>Outbox</h1>
      <p className="quiet">What was said to whom, the newest first.</p>
      <search className="narrow">
        {Object.entries(STATES).map(([key, name]) => (
          <Go key={key} className="button" to={state === key ? '/messages' : `/messages?state=${key}`} aria-current={state === key}>
            {name}
          </Go>
        ))}
      </search>
      <section id="outbox">
        {items.length === 0 && <Nothing isAll={state === '' && cursor === ''} />}
        <ul className="rows">
          {items.map((message) => (
            <Row key={message.key} message={message} />
          ))}
        </ul>
      </section>
      <p className="actions">
        {cursor !== '' && <button onClick={() => narrow('cursor', '')}>The newest</button>}
        {next !== null && <button onClick={() => narrow('cursor', next)}>Older ones</button>}
      </p>
    </>
  )
}

function Row({ message: { key, said, subject, to, audience, channel, orderedAt, reason, incident } }: { message: MessageRow }) {
  return (
    <li>
      <span>
        <Pill said={said} /> <Go to={`/messages/${encodeURIComponent(key)}`}>{subject}</Go>
        <small className="quiet">
          {audience}, by {channel} to {to.join(', ')}
        </small>
        {reason !== null && <small>{reason}</small>}
      </span>
      <span className="quiet">
        {incident !== null && <Go to={`/incidents/${incident}`}>Incident {incident}</Go>} <Moment at={orderedAt} />
      </span>
    </li>
  )
}

const Nothing = ({ isAll }: { isAll: boolean }) =>
  isAll ? (
    <p className="quiet">
      Nothing was said to anybody yet. The first incident or <Go to="/maintenance">planned maintenance</Go> begins it; whom it would reach
      stands with <Go to="/brands">the brands</Go>.
    </p>
  ) : (
    <p className="quiet">
      None is in this state. <Go to="/messages">All messages</Go>
    </p>
  )
