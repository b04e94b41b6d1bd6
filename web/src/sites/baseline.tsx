import type { Site } from '@allclear/wire/site.ts'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const MOST = 8

/** How the site looks when it is well, and what has changed of that in the last week. */
export function Baseline({ site: { baseline, drifts } }: { site: Pick<Site, 'baseline' | 'drifts'> }) {
  return (
    <section className="panel">
      <h2>{words.whenWell}</h2>
      {drifts.map(({ what, at, said }) => (
        <p key={what} className="drift">
          {say(words.changed, { time: <Moment at={at} />, what: said })}
        </p>
      ))}
      {baseline === null ? (
        <p className="quiet">{words.notKnown}</p>
      ) : (
        <>
          <dl className="facts">
            {baseline.lines.map(({ what, is }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {is.length > MOST ? say(words.andMore, { items: is.slice(0, MOST).join(', '), count: is.length - MOST }) : is.join(', ')}
                </dd>
              </div>
            ))}
          </dl>
          {baseline.seen !== null && <p className="quiet">{say(words.seen, { time: <Moment at={baseline.seen} /> })}</p>}
        </>
      )}
    </section>
  )
}
