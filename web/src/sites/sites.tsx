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
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** `/sites`: every site the reader may see, how it stands, since when and why, and what of it ends next. */
export default function SitesScreen() {
  const { items } = useSuspenseQuery(sitesQuery).data
  const [filter, narrow] = useFilter()
  const [text, state, sort] = ['q', 'state', 'sort'].map((name) => filter.get(name) ?? '') as [string, string, string]
  const rows = useMemo(() => narrowed(items, { text, state, sort }), [items, text, state, sort])
  const isOwner = mayPlan(useSession())
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null) // null: nobody chooses
  const [isChanging, setChanging] = useState(false)
  const choose = (id: string) =>
    setChosen((before) => (before?.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...(before ?? []), id])))
  useTitle(words.sites)
  useListKeys('site', '#sites h2 a')
  return (
    <>
      <h1>{words.sites}</h1>
      <p className="quiet">
        {say(words.watched, { count: items.length })} · <Go to="/reports">{words.availability}</Go>
      </p>
      {isOwner && items.length > 0 && (
        <p className="actions">
          <Go className="button primary" to="/sites/new">
            {words.add}
          </Go>
          <Go className="button" to="/sites/import">
            {words.bringIn}
          </Go>
          <button aria-pressed={chosen !== null} onClick={() => setChosen(chosen === null ? new Set() : null)}>
            {words.changeSeveral}
          </button>
        </p>
      )}
      {items.length === 0 ? (
        <NoSiteYet />
      ) : (
        <>
          <Narrow items={items} filter={filter} narrow={narrow} />
          <p className="unseen" role="status">
            {say(words.shown, { shown: rows.length, all: items.length })}
          </p>
          <section id="sites">
            {rows.length === 0 && <p className="quiet">{words.noneLike}</p>}
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
                      <span className="unseen">{say(words.choose, { site: site.id })}</span>
                    </label>
                  )}
                  <Row site={site} />
                </>
              )}
            />
          </section>
          {chosen && (
            <div className="chosen-bar card" role="group" aria-label={words.chosenSites}>
              <strong>{say(words.chosen, { count: chosen.size })}</strong>
              <button onClick={() => setChosen(new Set(rows.map(({ id }) => id)))}>{say(words.chooseAll, { count: rows.length })}</button>
              <button className="primary" disabled={chosen.size === 0} onClick={() => setChanging(true)}>
                {words.changeThem}
              </button>
              <button onClick={() => setChosen(null)}>{words.done}</button>
            </div>
          )}
          {isChanging && <BulkChange sites={items.filter(({ id }) => chosen?.has(id))} close={() => setChanging(false)} />}
        </>
      )}
    </>
  )
}

type Wanted = { readonly text: string; readonly state: string; readonly sort: string }

/** The sites whose name, owner or reason holds every word, by name or by what ends first. */
function narrowed(items: readonly SiteRow[], { text, state, sort }: Wanted): readonly SiteRow[] {
  const all = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = items.filter((site) => {
    if (state !== '' && site.state !== state) return false
    const said = `${site.id} ${site.owner} ${site.through ?? ''} ${site.why ?? ''} ${site.tags.join(' ')}`.toLowerCase()
    return all.every((word) => said.includes(word))
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
  useKeys([{ keys: '/', does: words.find, run: () => search.current?.focus() }])
  return (
    <search className="narrow">
      <input
        ref={search}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={filter.get('q') ?? ''}
        onChange={({ currentTarget }) => narrow('q', currentTarget.value)}
      />
      {Object.entries(words.states).map(([key, name]) => {
        const count = counts.get(key as SiteRow['state'])?.length ?? 0
        return count === 0 && state !== key ? null : (
          <button key={key} aria-pressed={state === key} onClick={() => narrow('state', state === key ? '' : key)}>
            {name} {count}
          </button>
        )
      })}
      <button aria-pressed={isByEnd} onClick={() => narrow('sort', isByEnd ? '' : 'ends')}>
        {words.endsFirst}
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
        {since !== null && <span className="quiet">{say(words.since, { time: <Moment at={since} /> })}</span>}
        {why !== null && <span>{stated(why)}</span>}
        {incident !== null && <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go>}
      </div>
      <p className="quiet seen">
        {lastCheckAt === null ? words.noCheck : say(words.checked, { ago: <Ago at={lastCheckAt} /> })}
        {expires && <small>{say(words.endsAt, { what: stated(expires.what), time: <Ends at={expires.at} /> })}</small>}
      </p>
      {drifts.map((drift) => (
        <p key={drift.what} className="drift">
          {say(words.changed, { time: <Moment at={drift.at} />, what: drift.said })}
        </p>
      ))}
    </>
  )
}
