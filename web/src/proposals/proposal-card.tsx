import './proposals.css'
import type { Proposal } from '@allclear/wire/proposal.ts'
import { useState } from 'react'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { Decide } from './decide.tsx'
import { TrialOf } from './trial-of.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const STATES = {
  open: { icon: 'dots', tone: 'busy' },
  accepted: { icon: 'check', tone: 'good' },
  declined: { icon: 'cross', tone: 'idle' },
} as const

/** What was seen, what to change, tried out where one asks for it, and the yes or no. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { id, title, saw, proposes, incident, state, playbook, place, deed, mayDecide } = proposal
  const [isTried, setTried] = useState(false)
  return (
    <li className={`card proposal ${STATES[state].tone}`}>
      <div className="what">
        <h3>
          <Go to={deed ? `/incidents/${incident}` : `/incidents/${incident}/review`}>
            {deed ? say(words.ofIncident, { title, id: String(incident) }) : title}
          </Go>{' '}
          <Pill said={{ ...STATES[state], words: words.states[state] }} />
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
            {isTried ? words.hideTrial : words.tryIt}
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
    {to === null ? (
      say(words.inConfiguration, { field: <code>{field}</code> })
    ) : (
      <>
        <Go to={to}>{words.mendThere}</Go>: <code>{field}</code>
      </>
    )}
  </p>
)

function Became({ proposal: { at, decidedAt, decidedBy, reason, version, playbook, state } }: { proposal: Proposal }) {
  if (decidedAt === null) return <p className="quiet">{say(words.proposed, { time: <Moment at={at} /> })}</p>
  return (
    <p className="quiet">
      {say(state === 'accepted' ? words.acceptedBy : words.declinedBy, { name: decidedBy, time: <Moment at={decidedAt} />, reason })}
      {version !== null && <> {say(words.itIs, { version: <Go to={`/playbooks/${playbook}`}>{say(words.version, { version })}</Go> })}</>}
    </p>
  )
}
