import '../playbooks/playbooks.css'
import type { Trial } from '@allclear/wire/proposal.ts'
import { useQuery } from '@tanstack/react-query'
import { Refusal } from '../api.ts'
import { DifferenceLines } from '../playbooks/difference.tsx'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/times.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { trialQuery } from './proposals-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What a proposal would do to the text, and would have done to past incidents. */
export function TrialOf({ id }: { id: number }) {
  const { data, error } = useQuery(trialQuery(id))
  return (
    <div id={`trial-${id}`} className="trial" aria-live="polite">
      {error ? (
        <p className="bad">{error instanceof Refusal ? `${error.message} ${error.fix}` : words.noAnswer}</p>
      ) : data ? (
        <Tried trial={data} />
      ) : (
        <Waiting />
      )}
    </div>
  )
}

const Tried = ({ trial: { lines, wrong, rehearsed, replays } }: { trial: Trial }) => (
  <>
    <DifferenceLines lines={lines} name={words.wouldChange} />
    {wrong !== null && (
      <p className="bad">
        <Icon name="warning" /> {wrong}
      </p>
    )}
    {wrong === null && rehearsed !== null && (
      <p>
        <Icon name="check" /> {rehearsed}
      </p>
    )}
    <h4>{words.pastOutages}</h4>
    <ul className="rows">
      {replays.map(({ incident, site, at, changes }) => (
        <li key={incident}>
          <Go to={`/incidents/${incident}`}>{say(words.incident, { id: String(incident), site })}</Go>{' '}
          <span className="quiet">
            <Moment at={at} />
          </span>
          <ul>
            {changes.length === 0 && <li className="quiet">{words.noDifference}</li>}
            {changes.map(({ step, says }) => (
              <li key={step}>
                <code>{step}</code> {says}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </>
)
