import type { Audit, AuditLine } from '@allclear/wire/audit.ts'
import { useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { Go } from '../parts/go.tsx'
import { LongList } from '../parts/long-list.tsx'
import { Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { useKeys } from '../shell/keys.ts'
import { auditQuery } from './audit-query.ts'
import './audit.css'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/audit`: who did what, when, from where, to which thing; the newest first. */
export default function AuditScreen() {
  const [filter] = useFilter()
  const query = auditQuery(filter.toString())
  const queries = useQueryClient()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(query)
  const lines = useMemo(() => data.pages.flatMap(({ items }) => items), [data])
  const older = useCallback(
    () => void (hasNextPage && !isFetchingNextPage && fetchNextPage()),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  )
  const newest = () => void queries.resetQueries({ queryKey: query.queryKey })
  useTitle(words.title)
  useListKeys('line', '#audit li a')
  useKeys([{ keys: 'r', does: words.newer, run: newest }])
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.intro}</p>
      <Narrow known={data.pages[0]!} onNewest={newest} />
      <p className="unseen" role="status">
        {say(hasNextPage ? words.linesAndOlder : words.lines, { count: lines.length })}
      </p>
      <section id="audit">
        {lines.length === 0 && <Nothing isAll={filter.size === 0} />}
        <LongList
          className="audit"
          rows={lines}
          high={62}
          keyOf={({ seq }) => String(seq)}
          classOf={({ kind }) => `deed ${kind}`}
          draw={(line) => <Line line={line} />}
          onEnd={older}
        />
      </section>
      {hasNextPage && (
        <p className="actions">
          <button aria-disabled={isFetchingNextPage} onClick={older}>
            {words.older}
          </button>
        </p>
      )}
    </>
  )
}

function Narrow({ known: { kinds, people }, onNewest }: { known: Audit; onNewest: () => void }) {
  const [filter, narrow] = useFilter()
  const site = useRef<HTMLInputElement>(null)
  useKeys([{ keys: '/', does: words.narrowSite, run: () => site.current?.focus() }])
  return (
    <search className="narrow labelled">
      <Choice name="who" label={words.person} all={words.everybody} options={people} />
      <Choice name="kind" label={words.kind} all={words.everything} options={kinds} />
      <label>
        {words.site}
        <input
          ref={site}
          type="search"
          placeholder="shop.example"
          defaultValue={filter.get('site') ?? ''}
          onChange={({ currentTarget }) => narrow('site', currentTarget.value.trim())}
        />
      </label>
      <Day name="from" label={words.from} />
      <Day name="until" label={words.until} />
      <button onClick={onNewest}>{words.newest}</button>
    </search>
  )
}

type Options = readonly { readonly id: string; readonly name: string }[]

function Choice({ name, label, all, options }: { name: string; label: string; all: string; options: Options }) {
  const [filter, narrow] = useFilter()
  const chosen = filter.get(name) ?? ''
  return (
    <label>
      {label}
      <select value={chosen} onChange={({ currentTarget }) => narrow(name, currentTarget.value)}>
        <option value="">{all}</option>
        {options.map(({ id, name: says }) => (
          <option key={id} value={id}>
            {says}
          </option>
        ))}
        {chosen !== '' && !options.some(({ id }) => id === chosen) && <option value={chosen}>{chosen}</option>}
      </select>
    </label>
  )
}

function Day({ name, label }: { name: string; label: string }) {
  const [filter, narrow] = useFilter()
  return (
    <label>
      {label}
      <input type="date" value={filter.get(name) ?? ''} onChange={({ currentTarget }) => narrow(name, currentTarget.value)} />
    </label>
  )
}

function Line({ line: { at, who, whoId, says, about, to, site, partner, from } }: { line: AuditLine }) {
  return (
    <>
      <p>
        <Narrowing by="who" to={whoId}>
          {who}
        </Narrowing>{' '}
        {says} {to === null ? about : <Go to={to}>{about}</Go>}
      </p>
      <p className="quiet">
        <Moment at={at} />
        {site !== null && (
          <>
            {' · '}
            <Narrowing by="site" to={site}>
              {site}
            </Narrowing>
          </>
        )}
        {partner !== null && ` · ${partner}`}
        {from !== null && ` · ${say(words.fromWhere, { address: from })}`}
      </p>
    </>
  )
}

/** A word that narrows the list to what it names. */
function Narrowing({ by, to, children }: { by: string; to: string; children: ReactNode }) {
  const [filter] = useFilter()
  const next = new URLSearchParams(filter)
  next.set(by, to)
  return <Go to={`/audit?${next}`}>{children}</Go>
}

const Nothing = ({ isAll }: { isAll: boolean }) =>
  isAll ? (
    <p className="quiet">{say(words.nothing, { now: <Go to="/">{words.now}</Go> })}</p>
  ) : (
    <p className="quiet">{say(words.noneSo, { link: <Go to="/audit">{words.all}</Go> })}</p>
  )
