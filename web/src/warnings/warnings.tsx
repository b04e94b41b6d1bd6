import type { Warning } from '@allclear/wire/warning.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useNow } from '../clock.ts'
import { Go } from '../parts/go.tsx'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { Ends } from '../sites/ends.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { KnownHoles } from './known-holes.tsx'
import { WarningLetter } from './letter.tsx'
import { warningsQuery } from './warnings-query.ts'
import './warnings.css'

const DAY_MS = 86_400_000
const SOON = 60
const URGENT = 14

/** `/warnings`: what will become an outage if nobody acts, partner by partner, what is due first before the others (PRE-4). */
export default function WarningsScreen() {
  const { items } = useSuspenseQuery(warningsQuery).data
  const [filter, narrow] = useFilter()
  const now = useNow()
  const [site, partner, isAll] = [filter.get('site') ?? '', filter.get('partner') ?? '', filter.get('due') === 'all']
  const own = items.filter((one) => (site === '' || one.site === site) && (partner === '' || one.partner === partner))
  const shown = own.filter(({ dueAt }) => isAll || dueAt === null || Date.parse(dueAt) <= now + SOON * DAY_MS)
  const partners = [...new Map(items.map((one) => [one.partner, one.whose]))]
  useTitle('Warnings')
  useListKeys('warning', '#warnings h3 a')
  return (
    <>
      <h1>Warnings</h1>
      <p className="quiet">These sites work. Each line will become an outage if nobody acts; what is due first comes first.</p>
      <search className="narrow labelled">
        {partners.length > 1 && (
          <label>
            Partner
            <select value={partner} onChange={({ currentTarget }) => narrow('partner', currentTarget.value)}>
              <option value="">Every one</option>
              {partners.map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button aria-pressed={!isAll} onClick={() => narrow('due', isAll ? '' : 'all')}>
          Due within {SOON} days
        </button>
        {site !== '' && <button onClick={() => narrow('site', '')}>Only {site}: show all</button>}
      </search>
      <section id="warnings">
        {shown.length === 0 && <Nothing later={own.length} />}
        {partners.map(([id, name]) => {
          const theirs = shown.filter((one) => one.partner === id)
          return theirs.length === 0 ? null : (
            <section key={id} className="portfolio" aria-labelledby={`of-${id}`}>
              <h2 id={`of-${id}`}>{name}</h2>
              <p className="quiet">{sayPortfolio(theirs, now)}</p>
              <ul className="sites">
                {theirs.map((warning) => (
                  <WarningCard key={warning.id} warning={warning} now={now} />
                ))}
              </ul>
            </section>
          )
        })}
      </section>
      <KnownHoles site={site} partner={partner} />
    </>
  )
}

function WarningCard({ warning, now }: { warning: Warning; now: number }) {
  const { id, site, whose, said, at, dueAt, mayAct, client, letterAt } = warning
  const queries = useQueryClient()
  const [isReading, setReading] = useState(false)
  const key = `warning ${id}`
  const isHeld = useHeld(key)
  const done = () =>
    holdForUndo({
      key,
      says: `The warning of ${site} was seen to.`,
      send: () => post(`/api/v1/warnings/${id}/done`).then(() => queries.invalidateQueries()),
    })
  return (
    <li className={`card ${isHeld ? 'good' : isUrgent(warning, now) ? 'bad' : 'warn'}`}>
      <div className="what">
        <h3>
          <Go to={`/sites/${site}`}>{site}</Go>
        </h3>
        <p>{said}</p>
        <p className="quiet">
          <span>{client ?? whose}</span>
          <span>
            seen <Moment at={at} />
          </span>
          {letterAt !== null && (
            <span>
              {client} was written to <Moment at={letterAt} />
            </span>
          )}
          {isHeld && <span>seen to</span>}
        </p>
      </div>
      <p className="deadline">
        <span>due</span>
        <strong>{dueAt === null ? 'now' : <Ends at={dueAt} />}</strong>
      </p>
      {!isHeld && (
        <div className="end">
          {warning.letter && (
            <button aria-expanded={isReading} onClick={() => setReading(!isReading)}>
              Letter<span className="unseen"> about {site}</span>
            </button>
          )}
          {mayAct && (
            <button className="primary" onClick={done}>
              Seen to<span className="unseen">: {site}</span>
            </button>
          )}
        </div>
      )}
      {isReading && (
        <section className="reading" aria-label={`The letter about ${site}`}>
          <WarningLetter warning={warning} onClose={() => setReading(false)} />
        </section>
      )}
    </li>
  )
}

const isUrgent = ({ dueAt }: Warning, now: number) => dueAt === null || Date.parse(dueAt) < now + URGENT * DAY_MS

/** What one partner has before it, in a sentence: `3 due, 1 within 14 days; 2 letters to write`. */
function sayPortfolio(own: readonly Warning[], now: number): string {
  const urgent = own.filter((one) => isUrgent(one, now)).length
  const letters = own.filter(({ letter, letterAt }) => letter && letterAt === null).length
  const soon = urgent === 0 ? '' : `, ${urgent} within ${URGENT} days`
  return `${own.length} due${soon}${letters === 0 ? '' : ` · ${letters === 1 ? 'one letter' : `${letters} letters`} not sent yet`}`
}

const Nothing = ({ later }: { later: number }) =>
  later > 0 ? (
    <p>
      Nothing is due within {SOON} days. <Go to="/warnings?due=all">{later === 1 ? 'One is' : `${later} are`} due later</Go>
    </p>
  ) : (
    <p>
      Nothing ends soon and nothing has changed. Domains, certificates and records of <Go to="/sites">every site</Go> are looked at each
      day.
    </p>
  )
