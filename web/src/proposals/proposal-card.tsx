import './proposals.css'
import type { Proposal } from '@allclear/wire/proposal.ts'
import { useState } from 'react'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { Decide } from './decide.tsx'
import { TrialOf } from './trial-of.tsx'

const STATES = {
  open: { words: 'Open', icon: 'dots', tone: 'busy' },
  accepted: { words: 'Accepted', icon: 'check', tone: 'good' },
  declined: { words: 'Declined', icon: 'cross', tone: 'idle' },
} as const

/** What was seen, what to change, tried out where one asks for it, and the yes or no. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { id, title, saw, proposes, incident, state, playbook, place, deed, mayDecide } = proposal
  const [isTried, setTried] = useState(false)
  return (
    <li className={`card proposal ${STATES[state].tone}`}>
      <div className="what">
        <h3>
          <Go to={deed ? `/incidents/${incident}` : `/incidents/${incident}/review`}>{deed ? `${title}: incident ${incident}` : title}</Go>{' '}
          <Pill said={STATES[state]} />
        </h3>
        <p className="quiet">{saw}</p>
        <p className="proposes">{proposes}</p>
        {deed && <Deed deed={deed} />}
        {place && <Place place={place} />}
        <Became proposal={proposal} />
      </div>
      {playbook !== null && state === 'open' && (
        <div className="end">
          <button aria-expanded={isTried} aria-controls={`trial-${id}`} onClick={() => setTried(!isTried)}>
            {isTried ? 'Hide what it would do' : 'Try it'}
            <span className="unseen"> {proposes}</span>
          </button>
        </div>
      )}
      {isTried && <TrialOf id={id} />}
      {mayDecide && <Decide proposal={proposal} />}
    </li>
  )
}

// Word for word what a yes does.
const Deed = ({ deed: { body } }: { deed: NonNullable<Proposal['deed']> }) => (
  <dl className="given">
    {Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
      </div>
    ))}
  </dl>
)

const Place = ({ place: { to, field } }: { place: NonNullable<Proposal['place']> }) => (
  <p className="quiet">
    {to === null ? 'In the configuration: ' : <Go to={to}>Mend it there</Go>}
    {to !== null && ': '}
    <code>{field}</code>
  </p>
)

function Became({ proposal: { at, decidedAt, decidedBy, reason, version, playbook, state } }: { proposal: Proposal }) {
  if (decidedAt === null)
    return (
      <p className="quiet">
        Proposed <Moment at={at} />
      </p>
    )
  return (
    <p className="quiet">
      {state === 'accepted' ? 'Accepted' : 'Declined'} by {decidedBy}, <Moment at={decidedAt} />: {reason}
      {version !== null && (
        <>
          {' '}
          It is <Go to={`/playbooks/${playbook}`}>version {version}</Go>.
        </>
      )}
    </p>
  )
}
