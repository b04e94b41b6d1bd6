import type { Warning } from '@allclear/wire/warning.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post } from '../api.ts'
import { useNow } from '../clock.ts'
import { Go } from '../parts/go.tsx'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { Ends } from '../sites/ends.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { warningsQuery } from './warnings-query.ts'

const DAY_MS = 86_400_000
const SOON = 60
const URGENT = 14

/** `/warnings`: what will become an outage if nobody acts, what is due first before the others (PRE-4). */
export default function WarningsScreen() {
  const { items } = useSuspenseQuery(warningsQuery).data
  const [filter, narrow] = useFilter()
  const now = useNow()
  const [site, partner, isAll] = [filter.get('site') ?? '', filter.get('partner') ?? '', filter.get('due') === 'all']
  const own = items.filter((one) => (site === '' || one.site === site) && (partner === '' || one.partner === partner))
  const shown = own.filter(({ dueAt }) => isAll || dueAt === null || Date.parse(dueAt) <= now + SOON * DAY_MS)
  const partners = [...new Map(items.map((one) => [one.partner, one.whose]))]
  useTitle('Warnings')
  useListKeys('warning', '#warnings h2 a')
  return (
    <>
      <h1>Warnings</h1>
      <p className="quiet">What will become an outage if nobody acts, what is due first before the others. These sites work.</p>
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
        <ul className="sites">
          {shown.map((warning) => (
            <WarningCard key={warning.id} warning={warning} now={now} />
          ))}
        </ul>
      </section>
    </>
  )
}

function WarningCard({ warning: { id, site, whose, said, at, dueAt, mayAct }, now }: { warning: Warning; now: number }) {
  const queries = useQueryClient()
  const key = `warning ${id}`
  const isHeld = useHeld(key)
  const done = () =>
    holdForUndo({
      key,
      says: `The warning of ${site} was seen to.`,
      send: () => post(`/api/v1/warnings/${id}/done`).then(() => queries.invalidateQueries()),
    })
  const isUrgent = dueAt === null || Date.parse(dueAt) < now + URGENT * DAY_MS
  return (
    <li className={`card ${isHeld ? 'good' : isUrgent ? 'bad' : 'warn'}`}>
      <div className="what">
        <h2>
          <Go to={`/sites/${site}`}>{site}</Go>
        </h2>
        <p>{said}</p>
        <p className="quiet">
          <span>{whose}</span>
          <span>
            seen <Moment at={at} />
          </span>
          {isHeld && <span>seen to</span>}
        </p>
      </div>
      <p className="deadline">
        <span>due</span>
        <strong>{dueAt === null ? 'now' : <Ends at={dueAt} />}</strong>
      </p>
      {mayAct && !isHeld && (
        <div className="end">
          <button className="primary" onClick={done}>
            Seen to<span className="unseen">: {site}</span>
          </button>
        </div>
      )}
    </li>
  )
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
