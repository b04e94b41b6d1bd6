import type { SiteRow } from '@allclear/wire/site.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { Go } from '../parts/go.tsx'
import { LongList } from '../parts/long-list.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago, Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { useKeys } from '../shell/keys.ts'
import { mayPlan, useSession } from '../session.ts'
import { BulkChange } from './bulk-change.tsx'
import { Ends } from './ends.tsx'
import { NoSiteYet } from './no-site-yet.tsx'
import { sitesQuery } from './site-query.ts'

const STATES = { down: 'Down', warning: 'Warning', slow: 'Slow', up: 'Up', unknown: 'Not seen yet' } as const

/** `/sites`: every site the reader may see, how it stands, since when and why, and what of it ends next. */
export default function SitesScreen() {
  const { items } = useSuspenseQuery(sitesQuery).data
  const [filter, narrow] = useFilter()
  const [words, state, sort] = ['q', 'state', 'sort'].map((name) => filter.get(name) ?? '') as [string, string, string]
  const rows = useMemo(() => narrowed(items, { words, state, sort }), [items, words, state, sort])
  const isOwner = mayPlan(useSession())
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null) // null: nobody chooses
  const [isChanging, setChanging] = useState(false)
  const choose = (id: string) =>
    setChosen((before) => (before?.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...(before ?? []), id])))
  useTitle('Sites')
  useListKeys('site', '#sites h2 a')
  return (
    <>
      <h1>Sites</h1>
      <p className="quiet">
        {items.length} watched · <Go to="/reports">Availability in hours and minutes</Go>
      </p>
      {isOwner && items.length > 0 && (
        <p className="actions">
          <Go className="button primary" to="/sites/new">
            Add a site
          </Go>
          <Go className="button" to="/sites/import">
            Bring in
          </Go>
          <button aria-pressed={chosen !== null} onClick={() => setChosen(chosen === null ? new Set() : null)}>
            Change several
          </button>
        </p>
      )}
      {items.length === 0 ? (
        <NoSiteYet />
      ) : (
        <>
          <Narrow items={items} filter={filter} narrow={narrow} />
          <p className="unseen" role="status">
            {rows.length} of {items.length} sites
          </p>
          <section id="sites">
            {rows.length === 0 && <p className="quiet">No site is like this. Take back what narrows the list.</p>}
            <LongList
              className="sites"
              rows={rows}
              high={92}
              keyOf={({ id }) => id}
              classOf={({ said }) => `card ${said.tone}`}
              draw={(site) => (
                <>
                  {chosen && (
                    <label className="choose">
                      <input type="checkbox" checked={chosen.has(site.id)} onChange={() => choose(site.id)} />
                      <span className="unseen">Choose {site.id}</span>
                    </label>
                  )}
                  <Row site={site} />
                </>
              )}
            />
          </section>
          {chosen && (
            <div className="chosen-bar card" role="group" aria-label="Chosen sites">
              <strong>{chosen.size} chosen</strong>
              <button onClick={() => setChosen(new Set(rows.map(({ id }) => id)))}>Choose all {rows.length} shown</button>
              <button className="primary" disabled={chosen.size === 0} onClick={() => setChanging(true)}>
                Change …
              </button>
              <button onClick={() => setChosen(null)}>Done</button>
            </div>
          )}
          {isChanging && <BulkChange sites={items.filter(({ id }) => chosen?.has(id))} close={() => setChanging(false)} />}
        </>
      )}
    </>
  )
}

type Wanted = { readonly words: string; readonly state: string; readonly sort: string }

/** The sites whose name, owner or reason holds every word, by name or by what ends first. */
function narrowed(items: readonly SiteRow[], { words, state, sort }: Wanted): readonly SiteRow[] {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = items.filter((site) => {
    if (state !== '' && site.state !== state) return false
    const text = `${site.id} ${site.owner} ${site.through ?? ''} ${site.why ?? ''} ${site.tags.join(' ')}`.toLowerCase()
    return all.every((word) => text.includes(word))
  })
  return sort === 'ends' ? found.sort((a, b) => ((a.expires?.at ?? '9') < (b.expires?.at ?? '9') ? -1 : 1)) : found
}

type Narrowing = {
  readonly items: readonly SiteRow[]
  readonly filter: URLSearchParams
  readonly narrow: (name: string, word: string) => void
}

function Narrow({ items, filter, narrow }: Narrowing) {
  const search = useRef<HTMLInputElement>(null)
  const state = filter.get('state') ?? ''
  const isByEnd = filter.get('sort') === 'ends'
  const counts = useMemo(() => Map.groupBy(items, (site) => site.state), [items])
  useKeys([{ keys: '/', does: 'Find a site', run: () => search.current?.focus() }])
  return (
    <search className="narrow">
      <input
        ref={search}
        type="search"
        aria-label="Name, client or reason"
        placeholder="Name, client or reason"
        value={filter.get('q') ?? ''}
        onChange={({ currentTarget }) => narrow('q', currentTarget.value)}
      />
      {Object.entries(STATES).map(([key, name]) => {
        const count = counts.get(key as SiteRow['state'])?.length ?? 0
        return count === 0 && state !== key ? null : (
          <button key={key} aria-pressed={state === key} onClick={() => narrow('state', state === key ? '' : key)}>
            {name} {count}
          </button>
        )
      })}
      <button aria-pressed={isByEnd} onClick={() => narrow('sort', isByEnd ? '' : 'ends')}>
        What ends first
      </button>
    </search>
  )
}

function Row({ site: { id, owner, through, said, since, why, incident, lastCheckAt, expires, drifts, tags } }: { site: SiteRow }) {
  return (
    <>
      <div className="what">
        <h2>
          <Go to={`/sites/${id}`}>{id}</Go>
        </h2>
        <p className="quiet">
          {owner}
          {through !== null && ` · ${through}`}
          {tags.length > 0 && ` · ${tags.join(', ')}`}
        </p>
      </div>
      <div className="how">
        <Pill said={said} />
        {since !== null && (
          <span className="quiet">
            since <Moment at={since} />
          </span>
        )}
        {why !== null && <span>{why}</span>}
        {incident !== null && <Go to={`/incidents/${incident}`}>Incident {incident}</Go>}
      </div>
      <p className="quiet seen">
        {lastCheckAt === null ? (
          'no check yet'
        ) : (
          <>
            checked <Ago at={lastCheckAt} />
          </>
        )}
        {expires && (
          <small>
            {expires.what} until <Ends at={expires.at} />
          </small>
        )}
      </p>
      {drifts.map((drift) => (
        <p key={drift.what} className="drift">
          Changed <Moment at={drift.at} />: {drift.said}
        </p>
      ))}
    </>
  )
}
