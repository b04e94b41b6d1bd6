import './playbooks.css'
import type { PlaybookRow } from '@allclear/wire/playbook.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { playbooksQuery } from './playbook-query.ts'

/** `/playbooks`: what happens in an outage of each kind, in order of precedence. */
export default function PlaybooksScreen() {
  const { items } = useSuspenseQuery(playbooksQuery).data
  useTitle('Playbooks')
  useListKeys('playbook', '#playbooks h2 a')
  return (
    <>
      <h1>Playbooks</h1>
      <p className="quiet">What happens in an outage of each kind: who is told what and when, what is done by itself and by whom else. <Go to="/proposals">Proposals</Go> say what past outages would change in them.</p>
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
          <code>{id}</code> · {causes.join(', ')} · {steps} {steps === 1 ? 'step' : 'steps'}
        </p>
        <p>
          {at === null ? (
            <span className="quiet">As its file has it.</span>
          ) : (
            <span>
              Version {version} by {who}, <Moment at={at} />
              {reason !== null && `: ${reason}`}
              {incident !== null && (
                <>
                  {' '}
                  Learnt from <Go to={`/incidents/${incident}`}>incident {incident}</Go>.
                </>
              )}
            </span>
          )}
        </p>
      </div>
      {fileChanged && <p className="pill warn">Its file was changed since</p>}
    </li>
  )
}
