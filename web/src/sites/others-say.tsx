import { useQuery } from '@tanstack/react-query'
import { became } from '../inbox/alerts.tsx'
import { alertsQuery } from '../inbox/alerts-query.ts'
import { Go } from '../parts/go.tsx'
import { Moment, Period } from '../parts/times.tsx'
import { words } from './words/index.ts'

/** What other monitors said of the site, and what we saw then; nothing where they said nothing. */
export function OthersSay({ site }: { site: string }) {
  const { data } = useQuery(alertsQuery({ site, limit: 5 }))
  if (!data || data.items.length === 0) return null
  return (
    <section className="panel">
      <h2>{words.othersSay}</h2>
      <ul className="rows">
        {data.items.map(({ id, by, name, says, state, startedAt, resolvedAt, incident }) => (
          <li key={id}>
            <span>
              <strong>{by}</strong>: {name}
              {says !== '' && ` (${says})`}
            </span>
            <span className="quiet">
              {resolvedAt === null ? <Moment at={startedAt} /> : <Period from={startedAt} until={resolvedAt} />},{' '}
              {incident === null ? became(state) : <Go to={`/incidents/${incident}`}>{became(state)}</Go>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
