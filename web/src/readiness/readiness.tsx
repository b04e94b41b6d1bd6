import type { Readiness, ReadinessGroup } from '@allclear/wire/readiness.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Icon } from '../parts/icon.tsx'
import { Pill } from '../parts/pill.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { useDeed } from '../parts/use-deed.ts'
import { Lines } from './lines.tsx'
import { readinessQuery } from './readiness-query.ts'
import { Trend } from './trend.tsx'
import './readiness.css'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/readiness`: what would fail us at 3 am, the heaviest first, each with the place that mends it, and how it changed. */
export default function ReadinessScreen() {
  const [filter, narrow] = useFilter()
  const asked = useDeferredValue(String(filter)) // what is shown stays until the other part is here
  const { data } = useSuspenseQuery(readinessQuery(asked))
  const wrong = data.groups.filter(({ lines }) => lines.length > 0)
  useTitle(words.title)
  useListKeys('line', '.readiness li a')
  return (
    <div className="readiness">
      <h1>
        <span className={`dot ${data.tone}`} aria-hidden="true">
          <Icon name={data.tone === 'good' ? 'check' : 'moon'} />
        </span>
        {data.sentence}
      </h1>
      <Score data={data} />
      <Narrow data={data} filter={filter} narrow={narrow} />
      {wrong.map((group) => (
        <Group key={group.kind} group={group} />
      ))}
      {wrong.length === 0 && <p className="quiet">{words.nothingLeft}</p>}
      <Holding groups={data.groups.filter(({ lines }) => lines.length === 0)} />
    </div>
  )
}

function Score({ data: { score, trend, mayAsk } }: { data: Readiness }) {
  const { isBusy, run } = useDeed()
  return (
    <section className="panel score" aria-label={words.score}>
      <p className="percent">
        <strong>{score.percent === null ? '–' : `${score.percent} %`}</strong>
        <span className="quiet">{words.byWeight}</span>
      </p>
      <div>
        <p>{score.says}</p>
        {trend !== null && <Trend days={trend} percent={score.percent} />}
        {mayAsk && (
          <button disabled={isBusy} onClick={() => void run('/api/v1/readiness/look', {}, words.dnsAsked)}>
            {isBusy ? words.asking : words.askDns}
          </button>
        )}
      </div>
    </section>
  )
}

type Narrowing = {
  readonly data: Readiness
  readonly filter: URLSearchParams
  readonly narrow: (name: string, word: string) => void
}

function Narrow({ data: { partners }, filter, narrow }: Narrowing) {
  const [owner, partner, site] = ['owner', 'partner', 'site'].map((name) => filter.get(name) ?? '') as [string, string, string]
  return (
    <search className="narrow">
      {Object.entries(words.owners).map(([key, name]) => (
        <button key={key} aria-pressed={owner === key} onClick={() => narrow('owner', owner === key ? '' : key)}>
          {name}
        </button>
      ))}
      {partners.length > 1 && (
        <select aria-label={words.partner} value={partner} onChange={({ currentTarget }) => narrow('partner', currentTarget.value)}>
          <option value="">{words.everyPartner}</option>
          {partners.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {site !== '' && (
        <button aria-pressed="true" onClick={() => narrow('site', '')}>
          {site}
          <span className="unseen"> {words.onlyThis}</span> <Icon name="cross" />
        </button>
      )}
    </search>
  )
}

function Group({ group: { kind, title, why, said, lines, more } }: { group: ReadinessGroup }) {
  return (
    <section className={`panel finding ${said.tone}`} aria-labelledby={`kind-${kind}`}>
      <h2 id={`kind-${kind}`}>
        {title} <span className="quiet">{lines.length + more}</span>
      </h2>
      <Pill said={said} />
      <p className="quiet">{why}</p>
      <Lines lines={lines} />
      {more > 0 && <p className="quiet">{say(words.narrowIt, { count: more })}</p>}
    </section>
  )
}

function sayLooked(held: number, unknown: number): string {
  if (held > 0 && unknown > 0) return say(words.both, { held, unknown })
  return held > 0 ? say(words.lookedAt, { held }) : unknown > 0 ? say(words.notKnown, { unknown }) : ''
}

function Holding({ groups }: { groups: readonly ReadinessGroup[] }) {
  if (groups.length === 0) return null
  return (
    <section className="panel holding">
      <h2>{words.holding}</h2>
      <ul className="rows">
        {groups.map(({ kind, title, why, said, held, unknown }) => (
          <li key={kind}>
            <span>
              {title}
              <small className="quiet">{why}</small>
            </span>
            <span className="quiet">
              <Pill said={said} /> {sayLooked(held, unknown)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
