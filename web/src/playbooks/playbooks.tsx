import './playbooks.css'
import type { PlaybookRow } from '@allclear/wire/playbook.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { playbooksQuery } from './playbook-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/playbooks`: what happens in an outage of each kind, in order of precedence. */
export default function PlaybooksScreen() {
  const { items } = useSuspenseQuery(playbooksQuery).data
  useTitle(words.title)
  useListKeys('playbook', '#playbooks h2 a')
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{say(words.intro, { proposals: <Go to="/proposals">{words.proposals}</Go> })}</p>
      <section id="playbooks">
        <ul className="sites">
          {items.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </section>
    </>
  )
}

function Row({ row: { id, title, causes, steps, version, at, who, reason, incident, fileChanged } }: { row: PlaybookRow }) {
  return (
    <li className={`card ${fileChanged ? 'warn' : ''}`}>
      <div className="what">
        <h2>
          <Go to={`/playbooks/${id}`}>{title}</Go>
        </h2>
        <p className="quiet">
          <code>{id}</code> · {causes.join(', ')} · {say(words.steps, { count: steps })}
        </p>
        <p>
          {at === null ? (
            <span className="quiet">{words.asItsFile}</span>
          ) : (
            <span>
              {reason === null
                ? say(words.versionBy, { version, who, time: <Moment at={at} /> })
                : say(words.versionBecause, { version, who, time: <Moment at={at} />, reason })}{' '}
              {incident !== null &&
                say(words.learntFrom, {
                  incident: <Go to={`/incidents/${incident}`}>{say(words.incident, { id: String(incident) })}</Go>,
                })}
            </span>
          )}
        </p>
      </div>
      {fileChanged && <p className="pill warn">{words.fileChangedSince}</p>}
    </li>
  )
}
