import type { InboundAlert } from '@allclear/wire/alert.ts'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { mayAct, useSession } from '../session.ts'
import { sitesQuery } from '../sites/site-query.ts'
import { alertsQuery } from './alerts-query.ts'

/** What became of an alert, in words. */
export const BECAME: Readonly<Record<InboundAlert['state'], string>> = {
  looking: 'we are looking',
  evidence: 'we see it too',
  elsewhere: 'we see no outage',
  planned: 'planned work is on',
  over: 'over before we looked',
  waiting: 'nobody has placed it yet',
  filed: 'nothing of ours',
}

/** What other monitors said, and what nobody could place; nothing where nothing is. */
export function Alerts({ standing }: { standing: string }) {
  const { items } = useSuspenseQuery(alertsQuery({ standing })).data
  if (items.length === 0) return null
  return (
    <section id="alerts">
      <h2>Alerts of other monitors</h2>
      <ol className="queue inbox">
        {items.map((alert) => (
          <Alert key={alert.id} alert={alert} />
        ))}
      </ol>
    </section>
  )
}

function Alert({ alert }: { alert: InboundAlert }) {
  const { id, name, by, says, site, state, startedAt, resolvedAt, times, incident, link, settledBy } = alert
  const isResponder = mayAct(useSession())
  return (
    <li className="card">
      <div className="what">
        <h2>{name}</h2>
        <p className="quiet">
          {by === '' ? 'a sender nobody knows' : by}, since <Moment at={startedAt} />
          {resolvedAt !== null && (
            <>
              {' '}
              until <Moment at={resolvedAt} />
            </>
          )}
          {times > 1 && `, heard ${times} times`} · {BECAME[state]}
          {site !== null && (
            <>
              , about <Go to={`/sites/${site}`}>{site}</Go>
            </>
          )}
          {incident !== null && (
            <>
              , <Go to={`/incidents/${incident}`}>incident {incident}</Go>
            </>
          )}
          {settledBy !== null && `, said ${settledBy}`}
          {link !== null && (
            <>
              {' '}
              ·{' '}
              <a href={link} rel="noreferrer">
                there
              </a>
            </>
          )}
        </p>
        {says !== '' && (
          <pre className="letter" tabIndex={0} aria-label={`Words of the alert ${name}`}>
            {says}
          </pre>
        )}
        {isResponder && state === 'waiting' && <Place id={id} isOfSource={by !== ''} />}
      </div>
    </li>
  )
}

/** What it is about; the same holds for whatever is heard of the same thing later. */
function Place({ id, isOfSource }: { id: string; isOfSource: boolean }) {
  const { data: sites } = useQuery({ ...sitesQuery, enabled: isOfSource })
  const { isBusy, run } = useDeed()
  const place = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { site } = Object.fromEntries(new FormData(event.currentTarget))
    void run(`/api/v1/alerts/${id}/place`, { site }, `It is about ${String(site)}, and we look at it now.`)
  }
  const file = () => void run(`/api/v1/alerts/${id}/file`, {}, 'It is about nothing of ours.')
  return (
    <form onSubmit={place} className="actions place">
      {isOfSource && (
        <>
          <div className="field">
            <label htmlFor={`site-${id}`}>Site</label>
            <input id={`site-${id}`} name="site" list={`sites-${id}`} autoComplete="off" autoCapitalize="none" required />
            <datalist id={`sites-${id}`}>
              {sites?.items.map(({ id: site }) => (
                <option key={site}>{site}</option>
              ))}
            </datalist>
          </div>
          <button className="primary" disabled={isBusy}>
            It is about this site
          </button>
        </>
      )}
      <button type="button" disabled={isBusy} onClick={file}>
        It is nothing of ours
      </button>
    </form>
  )
}
