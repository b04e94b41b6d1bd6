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
import { say } from '../words.ts'
import { words } from './words/index.ts'

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
      <h2>{words.holes}</h2>
      <p className="quiet">{words.holesIntro}</p>
      {shown.length === 0 && <p>{words.noHole}</p>}
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
          <span>{kindOf(first.system)}</span>
          {worst > 0 && <span>{say(words.worst, { score: worst })}</span>}
          <span>{first.closedBy === null ? words.notClosed : say(words.closedBy, { version: first.closedBy })}</span>
        </p>
      </div>
      {isUsed && <Pill said={{ words: words.beingUsed, icon: 'warning', tone: 'bad' }} />}
      <ul className="rows places">
        {places.map((one) => (
          <Place key={one.id} one={one} />
        ))}
      </ul>
      <details>
        <summary>{say(words.holeCount, { count: holes.size })}</summary>
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

function kindOf(system: string): string {
  const kinds: Readonly<Record<string, string>> = words.kinds
  return kinds[system] ?? say(words.packageOf, { system: system.replace(':', ' ') })
}

function Place({ one: { id, site, host, path, version, seen, dueAt, owner, isMine, mayAct, name } }: { one: Vulnerability }) {
  const queries = useQueryClient()
  const key = `vulnerability ${id}`
  const isHeld = useHeld(key)
  const where = site ?? host ?? ''
  const take = () =>
    holdForUndo({
      key,
      says: say(words.isWithYou, { name, where }),
      send: () => post(`/api/v1/vulnerabilities/${id}/take`).then(() => queries.invalidateQueries()),
    })
  const isOurs = isMine || isHeld
  return (
    <li>
      <span>
        {site === null ? (host ?? words.aHost) : <Go to={`/sites/${site}`}>{site}</Go>} <strong>{version}</strong>
        <small>{say(words.closeBy, { how: seen === 'outside' ? words.byPage : (path ?? words.byAgent), time: <Ends at={dueAt} /> })}</small>
      </span>
      {isOurs || owner !== null ? (
        <span className="quiet">{isOurs ? words.withYou : say(words.with, { name: owner })}</span>
      ) : (
        mayAct && (
          <button onClick={take}>
            {words.iSee}
            <span className="unseen">: {where}</span>
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
        {readAt === null ? say(words.notRead, { feed }) : say(words.feed, { feed, entries, time: <Moment at={readAt} /> })}
        {trouble !== null && `. ${trouble}`}
      </span>
    ))}
  </p>
)
