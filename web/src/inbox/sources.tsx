import type { TriedAlerts } from '@allclear/wire/alert.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { ask } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Ago } from '../parts/times.tsx'
import { mayAct, useSession } from '../session.ts'
import { sourcesQuery } from './alerts-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Who may send alerts, at which address, and what a sample of theirs would be taken for. */
export function Sources() {
  const { data } = useQuery(sourcesQuery)
  const isResponder = mayAct(useSession())
  if (!data || data.items.length === 0) return null
  return (
    <section id="sources" className="panel">
      <h2>{words.sources}</h2>
      <ul className="rows">
        {data.items.map(({ id, name, title, url, by, lastAt, times }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              {name !== title && ` · ${title}`} <code>{url}</code> <CopyButton text={url} what={say(words.addressFor, { name })} />
            </span>
            <span className="quiet">
              {lastAt === null
                ? say(words.notHeard, { proof: words.proof[by] })
                : say(words.heardLast, { proof: words.proof[by], times, ago: <Ago at={lastAt} /> })}
            </span>
          </li>
        ))}
      </ul>
      {isResponder && <Trial sources={data.items} />}
    </section>
  )
}

function Trial({ sources }: { sources: readonly { readonly id: string; readonly name: string }[] }) {
  const [tried, setTried] = useState<TriedAlerts | null>(null)
  const attempt = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { source, sample, mapping } = Object.fromEntries(new FormData(event.currentTarget))
    try {
      setTried(await ask('/api/v1/alerts/try', { source, sample, ...(String(mapping).trim() !== '' && { mapping }) }))
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <details>
      <summary>{words.trySample}</summary>
      <form onSubmit={(event) => void attempt(event)} className="trial">
        <div className="field">
          <label htmlFor="trial-source">{words.sentBy}</label>
          <select id="trial-source" name="source">
            {sources.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="trial-sample">{words.itPosts}</label>
          <textarea id="trial-sample" name="sample" rows={8} spellCheck={false} required />
        </div>
        <div className="field">
          <label htmlFor="trial-mapping">{words.mapping}</label>
          <textarea id="trial-mapping" name="mapping" rows={4} spellCheck={false} placeholder={'key: check.id\nsite: check.url'} />
        </div>
        <button className="primary">{words.tryIt}</button>
      </form>
      <div aria-live="polite">{tried !== null && <Tried tried={tried} />}</div>
    </details>
  )
}

function Tried({ tried: { wrong, alerts } }: { tried: TriedAlerts }) {
  if (wrong !== null) return <p>{say(words.wouldRefuse, { wrong })}</p>
  if (alerts.length === 0) return <p>{words.saysNothing}</p>
  return (
    <ul className="rows">
      {alerts.map(({ key, name, state, site, says, about }) => (
        <li key={`${key} ${state}`}>
          <span>
            <strong>{name}</strong> {state === 'firing' ? words.firing : words.wellAgain}
            {says !== '' && `: ${says}`}
          </span>
          <span className="quiet">
            {site === null ? say(words.noSite, { names: about.join(', ') || words.noName }) : say(words.about, { link: site })} ·{' '}
            {say(words.knownBy, { key })}
          </span>
        </li>
      ))}
    </ul>
  )
}
