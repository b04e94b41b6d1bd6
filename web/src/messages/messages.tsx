import type { MessageRow } from '@allclear/wire/message.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { messagesQuery } from './message-query.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** `/messages`: what was said to whom, the newest first, and how each delivery stands. */
export default function MessagesScreen() {
  const [filter, narrow] = useFilter()
  const [state, cursor] = [filter.get('state') ?? '', filter.get('cursor') ?? '']
  const { items, next } = useSuspenseQuery(messagesQuery(state, cursor)).data
  useTitle(words.outbox)
  useListKeys('message', '#outbox li a')
  return (
    <>
      <h1>{words.outbox}</h1>
      <p className="quiet">{words.intro}</p>
      <search className="narrow">
        {Object.entries(words.states).map(([key, name]) => (
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
        {cursor !== '' && <button onClick={() => narrow('cursor', '')}>{words.newest}</button>}
        {next !== null && <button onClick={() => narrow('cursor', next)}>{words.older}</button>}
      </p>
    </>
  )
}

function Row({ message: { key, said, subject, to, audience, channel, orderedAt, reason, incident } }: { message: MessageRow }) {
  return (
    <li>
      <span>
        <Pill said={said} /> <Go to={`/messages/${encodeURIComponent(key)}`}>{subject}</Go>
        <small className="quiet">{say(words.went, { audience: stated(audience), channel, people: to.join(', ') })}</small>
        {reason !== null && <small>{reason}</small>}
      </span>
      <span className="quiet">
        {incident !== null && <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go>} <Moment at={orderedAt} />
      </span>
    </li>
  )
}

const Nothing = ({ isAll }: { isAll: boolean }) =>
  isAll ? (
    <p className="quiet">
      {say(words.nothingSaid, {
        maintenance: <Go to="/maintenance">{words.maintenance}</Go>,
        brands: <Go to="/brands">{words.brands}</Go>,
      })}
    </p>
  ) : (
    <p className="quiet">{say(words.noneSo, { link: <Go to="/messages">{words.all}</Go> })}</p>
  )
