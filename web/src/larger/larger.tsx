import type { Parent } from '@allclear/wire/parent.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Period, Since } from '../parts/times.tsx'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { largerQuery } from './larger-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/larger`: outages that several sites share: what they share, who is down by it, and who may be next. */
export default function LargerScreen() {
  const { items } = useSuspenseQuery(largerQuery).data
  useTitle(words.title)
  useListKeys('incident', '.panel li a')
  const on = items.filter(({ endedAt }) => endedAt === null)
  const over = items.filter(({ endedAt }) => endedAt !== null)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{on.length === 0 ? words.none : words.intro}</p>
      {on.map((parent) => (
        <Outage key={parent.id} parent={parent} />
      ))}
      {over.length > 0 && <h2>{words.over}</h2>}
      {over.map((parent) => (
        <Outage key={parent.id} parent={parent} />
      ))}
    </>
  )
}

function Outage({ parent: { id, says, shared, value, openedAt, endedAt, affected, atRisk } }: { parent: Parent }) {
  return (
    <section className="panel" aria-labelledby={`larger-${id}`}>
      <h2 id={`larger-${id}`}>{says}</h2>
      <p className="quiet">
        {say(words.shared, { what: `${shared} ${value}` })} ·{' '}
        {endedAt === null ? say(words.for, { span: <Since at={openedAt} /> }) : <Period from={openedAt} until={endedAt} />}
      </p>
      {atRisk.length > 0 && (
        <p>
          <strong>{words.atRisk}</strong>{' '}
          {atRisk.map((site) => (
            <span key={site} className="way">
              <Go to={`/sites/${site}`}>{site}</Go>
            </span>
          ))}
        </p>
      )}
      <ul className="rows">
        {affected.map(({ incident, site, partner, joinedAt, said }) => (
          <li key={incident}>
            <span>
              <Go to={`/incidents/${incident}`}>{site}</Go>
              <small className="quiet">{say(words.since, { partner, time: <Moment at={joinedAt} /> })}</small>
            </span>
            <Pill said={said} />
          </li>
        ))}
      </ul>
    </section>
  )
}
