import type { Site } from '@allclear/wire/site.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago, Moment, saySpan } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { ReadinessOfSite } from '../readiness/of-site.tsx'
import { mayPlan, useSession } from '../session.ts'
import { announce } from '../shell/announce.tsx'
import { useKeys } from '../shell/keys.ts'
import { Baseline } from './baseline.tsx'
import { Chain } from './chain.tsx'
import { Contacts } from './contacts.tsx'
import { Days } from './days.tsx'
import { OthersSay } from './others-say.tsx'
import { siteQuery } from './site-query.ts'
import { Speeds } from './speed.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** `/sites/…`: how a site stands and stood, what a visit passes on its way, how it looks when it is well, and whom to tell. */
export default function SiteScreen() {
  const { id = '' } = useParams({ strict: false })
  const { data: site } = useSuspenseQuery(siteQuery(id))
  useTitle(id)
  return (
    <>
      <p className="crumb">
        <Go to="/sites">{words.sites}</Go>
      </p>
      <Head site={site} />
      <div>
        <Days site={site} />
      </div>
      {site.speed && <Speeds speed={site.speed} />}
      <Chain links={site.chain} />
      <div className="panels">
        <div>
          <Checks checks={site.checks} />
          <Incidents incidents={site.incidents} />
          <OthersSay site={site.id} />
          <ReadinessOfSite site={site.id} />
        </div>
        <div>
          <Contacts site={site} />
          <Baseline site={site} />
        </div>
      </div>
    </>
  )
}

function Head({ site }: { site: Site }) {
  const { id, url, owner, through, said, since, why, incident, lastCheckAt, mayCheck, isInFile, tags } = site
  const isOwner = mayPlan(useSession())
  return (
    <section id="head" className="room-head">
      <h1>{id}</h1>
      <p className="quiet">
        {owner}
        {through !== null && ` · ${through}`} ·{' '}
        <a href={url} rel="noreferrer">
          {url}
        </a>
        {tags.length > 0 && ` · ${tags.join(', ')}`}
        {isOwner && ` · ${isInFile ? words.inFile : words.onScreen}`}
      </p>
      <p className="lead" aria-live="polite">
        <Pill said={said} />
        {since !== null && <span>{say(words.since, { time: <Moment at={since} /> })}</span>}
        {why !== null && <strong>{stated(why)}</strong>}
        {incident !== null && <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go>}
        <span className="quiet">{lastCheckAt === null ? words.noCheck : say(words.checked, { ago: <Ago at={lastCheckAt} /> })}</span>
      </p>
      {mayCheck && (
        <div className="actions">
          <CheckNow id={id} />
          {isOwner && (
            <Go className="button" to={`/sites/${id}/edit`}>
              {words.change}
            </Go>
          )}
        </div>
      )}
    </section>
  )
}

function CheckNow({ id }: { id: string }) {
  const queries = useQueryClient()
  const [isLooking, setLooking] = useState(false)
  const check = async () => {
    if (isLooking) return
    setLooking(true)
    try {
      await post(`/api/v1/sites/${encodeURIComponent(id)}/check`)
      await queries.invalidateQueries()
      announce(say(words.lookedAt, { site: id }))
    } catch (error) {
      sayFailure(error)
    }
    setLooking(false)
  }
  useKeys([{ keys: 'c', does: words.checkSite, run: () => void check() }])
  return (
    <button className="primary" aria-disabled={isLooking} onClick={() => void check()}>
      {isLooking ? words.looking : words.checkNow}
    </button>
  )
}

function Checks({ checks }: { checks: Site['checks'] }) {
  return (
    <section className="panel">
      <h2>{words.checks}</h2>
      {checks.length === 0 && <p className="quiet">{words.noChecks}</p>}
      <ul className="rows">
        {checks.map(({ id, kind, every, said, why, since }) => (
          <li key={id}>
            <span>
              <Pill said={said} /> <strong>{kind}</strong> {why !== null && stated(why)}
            </span>
            <span className="quiet">
              {since === null
                ? say(words.every, { span: saySpan(every * 1000) })
                : say(words.everySince, { span: saySpan(every * 1000), time: <Moment at={since} /> })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Incidents({ incidents }: { incidents: Site['incidents'] }) {
  return (
    <section className="panel">
      <h2>{words.incidents}</h2>
      {incidents.length === 0 && <p className="quiet">{words.noIncidents}</p>}
      <ul className="rows">
        {incidents.map(({ id, phase, why, detectedAt, tookSeconds }) => (
          <li key={id}>
            <span>
              <Pill said={phase} /> <Go to={`/incidents/${id}`}>{stated(why)}</Go>
            </span>
            <span className="quiet">
              <Moment at={detectedAt} />
              {tookSeconds !== null && `, ${saySpan(tookSeconds * 1000)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
