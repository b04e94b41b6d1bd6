import type { Vulnerabilities, Vulnerability } from '@allclear/wire/vulnerability.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { Ends } from '../sites/ends.tsx'
import { vulnerabilitiesQuery } from './vulnerabilities-query.ts'
import './known-holes.css'

const USED = { words: 'being used', icon: 'warning', tone: 'bad' } as const
const KINDS: Readonly<Record<string, string>> = { 'wordpress-plugin': 'plugin', 'wordpress-theme': 'theme', wordpress: 'WordPress' }

type About = { readonly site?: string; readonly partner?: string; readonly host?: string }

/** Software that is known to be open, each once with every place that has it (PRE-3): of a site, a partner or a host, or of all. */
export function KnownHoles({ site = '', partner = '', host = '' }: About) {
  const { items, feeds } = useSuspenseQuery(vulnerabilitiesQuery).data
  const isOf = (asked: string, its: string | null) => asked === '' || asked === its
  const shown = items.filter((one) => isOf(site, one.site) && isOf(partner, one.partner) && isOf(host, one.host))
  if (shown.length === 0 && (feeds.length === 0 || host !== '')) return null
  const bySoftware = [...Map.groupBy(shown, ({ system, name }) => `${system} ${name}`)]
  return (
    <section id="known-holes">
      <h2>Known holes</h2>
      <p className="quiet">Software that strangers can get in through. Nothing is down; an update closes most of them.</p>
      {shown.length === 0 && <p>Nothing that is installed is known to be open.</p>}
      <ul className="sites">
        {bySoftware.map(([software, places]) => (
          <Software key={software} places={places} />
        ))}
      </ul>
      {host === '' && feeds.length > 0 && <Feeds feeds={feeds} />}
    </section>
  )
}

function Software({ places }: { places: readonly Vulnerability[] }) {
  const first = places[0]!
  const isUsed = places.some((one) => one.isUsed)
  const holes = new Map(places.flatMap((one) => one.holes).map((hole) => [hole.ref, hole]))
  const worst = Math.max(...[...holes.values()].map(({ score }) => score ?? 0))
  const credits = new Set([...holes.values()].flatMap(({ credit }) => credit ?? []))
  return (
    <li className={`card ${isUsed ? 'bad' : 'warn'}`}>
      <div className="what">
        <h3>{first.name}</h3>
        <p className="quiet">
          <span>{KINDS[first.system] ?? `package of ${first.system.replace(':', ' ')}`}</span>
          {worst > 0 && <span>at worst {worst} of 10</span>}
          <span>{first.closedBy === null ? 'no version closes it yet' : `${first.closedBy} closes it`}</span>
        </p>
      </div>
      {isUsed && <Pill said={USED} />}
      <ul className="rows places">
        {places.map((one) => (
          <Place key={one.id} one={one} />
        ))}
      </ul>
      <details>
        <summary>{holes.size === 1 ? 'The hole' : `${holes.size} holes`}</summary>
        <ul>
          {[...holes.values()].map(({ ref, title, score, link }) => (
            <li key={ref}>
              {link === null ? ref : <a href={link}>{ref}</a>}
              {score !== null && `, ${score}`}: {title}
            </li>
          ))}
        </ul>
        {credits.size > 0 && <p className="quiet">{[...credits].join(' · ')}</p>}
      </details>
    </li>
  )
}

function Place({ one: { id, site, host, path, version, seen, dueAt, owner, isMine, mayAct, name } }: { one: Vulnerability }) {
  const queries = useQueryClient()
  const key = `vulnerability ${id}`
  const isHeld = useHeld(key)
  const where = site ?? host ?? ''
  const take = () =>
    holdForUndo({
      key,
      says: `${name} on ${where} is with you.`,
      send: () => post(`/api/v1/vulnerabilities/${id}/take`).then(() => queries.invalidateQueries()),
    })
  const isOurs = isMine || isHeld
  return (
    <li>
      <span>
        {site === null ? (host ?? 'a host') : <Go to={`/sites/${site}`}>{site}</Go>} <strong>{version}</strong>
        <small>
          {seen === 'outside' ? 'by its page' : (path ?? 'by its agent')}, close by <Ends at={dueAt} />
        </small>
      </span>
      {isOurs || owner !== null ? (
        <span className="quiet">with {isOurs ? 'you' : owner}</span>
      ) : (
        mayAct && (
          <button onClick={take}>
            I see to it<span className="unseen">: {where}</span>
          </button>
        )
      )}
    </li>
  )
}

const Feeds = ({ feeds }: { feeds: Vulnerabilities['feeds'] }) => (
  <p className="quiet feeds">
    {feeds.map(({ feed, readAt, entries, trouble }) => (
      <span key={feed} className={trouble === null ? undefined : 'wrong'}>
        {feed}:{' '}
        {readAt === null ? (
          'not read yet'
        ) : (
          <>
            {entries} entries, read <Moment at={readAt} />
          </>
        )}
        {trouble !== null && `. ${trouble}`}
      </span>
    ))}
  </p>
)
