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
import { say } from '../words.ts'
import { words } from './words/index.ts'

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
  useTitle(words.title)
  useListKeys('warning', '#warnings h3 a')
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.intro}</p>
      <search className="narrow labelled">
        {partners.length > 1 && (
          <label>
            {words.partner}
            <select value={partner} onChange={({ currentTarget }) => narrow('partner', currentTarget.value)}>
              <option value="">{words.everyOne}</option>
              {partners.map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button aria-pressed={!isAll} onClick={() => narrow('due', isAll ? '' : 'all')}>
          {say(words.dueWithin, { days: SOON })}
        </button>
        {site !== '' && <button onClick={() => narrow('site', '')}>{say(words.onlySite, { site })}</button>}
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
      says: say(words.wasSeenTo, { site }),
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
          <span>{say(words.seen, { time: <Moment at={at} /> })}</span>
          {letterAt !== null && <span>{say(words.written, { client, time: <Moment at={letterAt} /> })}</span>}
          {isHeld && <span>{words.seenTo}</span>}
        </p>
      </div>
      <p className="deadline">
        <span>{words.due}</span>
        <strong>{dueAt === null ? words.now : <Ends at={dueAt} />}</strong>
      </p>
      {!isHeld && (
        <div className="end">
          {warning.letter && (
            <button aria-expanded={isReading} onClick={() => setReading(!isReading)}>
              {words.letter}
              <span className="unseen"> {say(words.about, { site })}</span>
            </button>
          )}
          {mayAct && (
            <button className="primary" onClick={done}>
              {words.seeTo}
              <span className="unseen">: {site}</span>
            </button>
          )}
        </div>
      )}
      {isReading && (
        <section className="reading" aria-label={say(words.letterAbout, { site })}>
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
  const count = own.length
  const due = urgent === 0 ? say(words.countDue, { count }) : say(words.countUrgent, { count, urgent, days: URGENT })
  return letters === 0 ? due : `${due} · ${say(words.letters, { count: letters })}`
}

const Nothing = ({ later }: { later: number }) =>
  later > 0 ? (
    <p>{say(words.noneWithin, { days: SOON, link: <Go to="/warnings?due=all">{say(words.later, { count: later })}</Go> })}</p>
  ) : (
    <p>{say(words.nothing, { sites: <Go to="/sites">{words.everySite}</Go> })}</p>
  )
