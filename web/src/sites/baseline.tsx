import type { Site } from '@allclear/wire/site.ts'
import { Moment } from '../parts/times.tsx'

const MOST = 8

/** How the site looks when it is well, and what has changed of that in the last week. */
export function Baseline({ site: { baseline, drifts } }: { site: Pick<Site, 'baseline' | 'drifts'> }) {
  return (
    <section className="panel">
      <h2>When it is well</h2>
      {drifts.map(({ what, at, said }) => (
        <p key={what} className="drift">
          Changed <Moment at={at} />: {said}
        </p>
      ))}
      {baseline === null ? (
        <p className="quiet">Not known yet: it is looked at once an hour while it is well.</p>
      ) : (
        <>
          <dl className="facts">
            {baseline.lines.map(({ what, is }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {is.slice(0, MOST).join(', ')}
                  {is.length > MOST && ` and ${is.length - MOST} more`}
                </dd>
              </div>
            ))}
          </dl>
          {baseline.seen !== null && (
            <p className="quiet">
              Seen <Moment at={baseline.seen} />
            </p>
          )}
        </>
      )}
    </section>
  )
}
