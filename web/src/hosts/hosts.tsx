import './hosts.css'
import type { Host } from '@allclear/wire/host.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Facts } from '../parts/facts.tsx'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago, Moment } from '../parts/times.tsx'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { hostsQuery } from './hosts-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const WORST_FIRST = ['danger', 'warning', 'silent', 'no-agent', 'well']
const FEW = 4

/** `/hosts`: the servers as their agents see them, the worst first. */
export default function HostsScreen() {
  const { items } = useSuspenseQuery(hostsQuery).data
  useTitle(words.title)
  useListKeys('host', '#hosts h2 a')
  const sorted = items.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))
  return (
    <>
      <h1>{words.title}</h1>
      {items.length === 0 && <Nothing />}
      <ul className="sites" id="hosts">
        {sorted.map((host) => (
          <Card key={host.id} host={host} />
        ))}
      </ul>
    </>
  )
}

function Card({ host: { id, name, sites, said, measures, facts, hardening, seenAt } }: { host: Host }) {
  const kept = hardening.filter(({ state }) => state === 'met').length
  return (
    <li className={`card ${said.tone}`}>
      <div className="what">
        <h2>
          <Go to={`/hosts/${id}`}>{name}</Go>
        </h2>
        <p className="quiet">{sites.length === 0 ? words.noSite : sites.join(', ')}</p>
      </div>
      <div className="how">
        <Pill said={said} />
        {measures
          .filter(({ level }) => level !== 'well')
          .map(({ measure, since, says }) => (
            <span key={measure}>{say(words.since, { says, time: <Moment at={since} /> })}</span>
          ))}
      </div>
      <Facts facts={facts.slice(0, FEW)} />
      <p className="quiet seen">
        {seenAt === null ? words.neverHeard : say(words.heard, { ago: <Ago at={seenAt} /> })}
        {hardening.length > 0 && <small>{say(words.keptOf, { kept, all: hardening.length })}</small>}
      </p>
    </li>
  )
}

const Nothing = () => <p>{say(words.nothing, { hosts: <code>hosts</code> })}</p>
