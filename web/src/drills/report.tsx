import type { DrillReport } from '@allclear/wire/drill.ts'
import { saySpan } from '../parts/times.tsx'

const after = (seconds: number) => saySpan(seconds * 1000)

/** What a drill showed: in one line who took it, then what was late, and folded who was paged and who would have been told. */
export function Report({ report, isOver }: { report: DrillReport; isOver: boolean }) {
  const { told, paged, acknowledged, late, unmet } = report
  return (
    <div className="report">
      <p>
        {acknowledged.length === 0
          ? `Nobody ${isOver ? '' : 'has '}acknowledged${isOver ? '' : ' yet'}.`
          : `${acknowledged.map(({ by, after: since }) => `${by} acknowledged after ${after(since)}`).join(', ')}.`}
        {isOver && late.length === 0 && ' Nothing was late.'}
      </p>
      {[...late, ...unmet].map((line) => (
        <p key={line} className="wrong">
          {line}
        </p>
      ))}
      <details>
        <summary>Paged: {paged.length}</summary>
        <ul className="rows">
          {paged.map(({ at, after: since, person, channel, took, why }) => (
            <li key={`${at} ${person} ${channel}`}>
              <strong>{after(since)}</strong> {person} by {channel}{' '}
              <small>{took === null ? (why ?? 'on its way') : `arrived after ${after(took)}`}</small>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>Would have been told: {told.length}</summary>
        <ul className="rows">
          {told.map(({ at, after: since, audience, channel, to, subject }) => (
            <li key={`${at} ${channel} ${to.join()} ${subject}`}>
              <strong>{after(since)}</strong> {audience} by {channel}: {subject.replace(/^DRILL: /, '')} <small>{to.join(', ')}</small>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
