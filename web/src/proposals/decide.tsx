import type { Proposal } from '@allclear/wire/proposal.ts'
import { useState } from 'react'
import { useDeed } from '../parts/use-deed.ts'

/** A yes or a no, each with its reason. */
export function Decide({ proposal: { id, playbook, deed, proposes } }: { proposal: Proposal }) {
  const { isBusy, run } = useDeed()
  const [reason, setReason] = useState(deed ? 'Agreed.' : '')
  const isSaid = reason.trim() !== ''
  const decide = (how: 'accept' | 'decline', says: string) => void run(`/api/v1/proposals/${id}/${how}`, { reason }, says)
  const accepted = deed ? 'It is done.' : playbook === null ? 'It is marked as mended.' : 'The next incident uses it.'
  const declined = deed ? 'It is not done.' : 'It is not proposed again for 90 days.'
  return (
    <form
      className="decide"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSaid) decide('accept', accepted)
      }}
    >
      <label htmlFor={`reason-${id}`}>
        Why, or why not<span className="unseen"> {proposes}</span>
      </label>
      <input id={`reason-${id}`} value={reason} maxLength={400} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      <div className="end">
        <button type="button" disabled={isBusy || !isSaid} onClick={() => decide('decline', declined)}>
          Decline
        </button>
        <button className="primary" disabled={isBusy || !isSaid}>
          {deed ? 'Do it' : playbook === null ? 'It is mended' : 'Accept'}
        </button>
      </div>
    </form>
  )
}
