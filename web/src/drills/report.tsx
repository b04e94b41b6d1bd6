import type { DrillReport } from '@allclear/wire/drill.ts'
import { saySpan } from '../parts/times.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

const after = (seconds: number) => saySpan(seconds * 1000)

/** What a drill showed: in one line who took it, then what was late, and folded who was paged and who would have been told. */
export function Report({ report, isOver }: { report: DrillReport; isOver: boolean }) {
  const { told, paged, acknowledged, late, unmet } = report
  return (
    <div className="report">
      <p>
        {acknowledged.length === 0
          ? isOver
            ? words.nobodyDid
            : words.nobodyYet
          : `${acknowledged.map(({ by, after: since }) => say(words.acknowledged, { name: by, span: after(since) })).join(', ')}.`}
        {isOver && late.length === 0 && ` ${words.nothingLate}`}
      </p>
      {[...late, ...unmet].map((line) => (
        <p key={line} className="wrong">
          {line}
        </p>
      ))}
      <details>
        <summary>{say(words.paged, { count: paged.length })}</summary>
        <ul className="rows">
          {paged.map(({ at, after: since, person, channel, took, why }) => (
            <li key={`${at} ${person} ${channel}`}>
              <strong>{after(since)}</strong> {say(words.personBy, { person, channel })}{' '}
              <small>{took === null ? (why ?? words.onItsWay) : say(words.arrived, { span: after(took) })}</small>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{say(words.told, { count: told.length })}</summary>
        <ul className="rows">
          {told.map(({ at, after: since, audience, channel, to, subject }) => (
            <li key={`${at} ${channel} ${to.join()} ${subject}`}>
              <strong>{after(since)}</strong>{' '}
              {say(words.toldBy, { audience: stated(audience), channel, subject: subject.replace(/^DRILL: /, '') })}{' '}
              <small>{to.join(', ')}</small>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
