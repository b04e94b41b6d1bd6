import type { InboundAlert } from '@allclear/wire/alert.ts'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { mayAct, useSession } from '../session.ts'
import { sitesQuery } from '../sites/site-query.ts'
import { alertsQuery } from './alerts-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What became of an alert, in words. */
export const became = (state: InboundAlert['state']): string => words.became[state]

/** What other monitors said, and what nobody could place; nothing where nothing is. */
export function Alerts({ standing }: { standing: string }) {
  const { items } = useSuspenseQuery(alertsQuery({ standing })).data
  if (items.length === 0) return null
  return (
    <section id="alerts">
      <h2>{words.alerts}</h2>
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
  const sender = by === '' ? words.unknownSender : by
  return (
    <li className="card">
      <div className="what">
        <h2>{name}</h2>
        <p className="quiet">
          {resolvedAt === null
            ? say(words.since, { by: sender, time: <Moment at={startedAt} /> })
            : say(words.sinceUntil, { by: sender, time: <Moment at={startedAt} />, end: <Moment at={resolvedAt} /> })}
          {times > 1 && `, ${say(words.heard, { count: times })}`} · {became(state)}
          {site !== null && <>, {say(words.about, { link: <Go to={`/sites/${site}`}>{site}</Go> })}</>}
          {incident !== null && (
            <>
              , <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go>
            </>
          )}
          {settledBy !== null && `, ${say(words.said, { name: settledBy })}`}
          {link !== null && (
            <>
              {' '}
              ·{' '}
              <a href={link} rel="noreferrer">
                {words.there}
              </a>
            </>
          )}
        </p>
        {says !== '' && (
          <pre className="letter" tabIndex={0} aria-label={say(words.alertWords, { name })}>
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
    void run(`/api/v1/alerts/${id}/place`, { site }, say(words.aboutSite, { site: String(site) }))
  }
  const file = () => void run(`/api/v1/alerts/${id}/file`, {}, words.aboutNothing)
  return (
    <form onSubmit={place} className="actions place">
      {isOfSource && (
        <>
          <div className="field">
            <label htmlFor={`site-${id}`}>{words.site}</label>
            <input id={`site-${id}`} name="site" list={`sites-${id}`} autoComplete="off" autoCapitalize="none" required />
            <datalist id={`sites-${id}`}>
              {sites?.items.map(({ id: site }) => (
                <option key={site}>{site}</option>
              ))}
            </datalist>
          </div>
          <button className="primary" disabled={isBusy}>
            {words.itIsThis}
          </button>
        </>
      )}
      <button type="button" disabled={isBusy} onClick={file}>
        {words.itIsNot}
      </button>
    </form>
  )
}
