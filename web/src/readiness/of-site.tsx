import { useQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Lines } from './lines.tsx'
import { readinessQuery } from './readiness-query.ts'
import { words } from './words/index.ts'

/** The part of one site: what of it would fail us at 3 am. */
export function ReadinessOfSite({ site }: { site: string }) {
  const search = `site=${encodeURIComponent(site)}`
  const { data } = useQuery(readinessQuery(search))
  const lines = data?.groups.flatMap((group) => group.lines) ?? []
  return (
    <section className="panel" aria-busy={!data}>
      <h2>{words.title}</h2>
      {data && (
        <p>
          {data.sentence}. <Go to={`/readiness?${search}`}>{words.whyMatters}</Go>
        </p>
      )}
      <Lines lines={lines} />
    </section>
  )
}
