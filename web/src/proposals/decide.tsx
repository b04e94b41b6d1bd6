import type { Proposal } from '@allclear/wire/proposal.ts'
import { useState } from 'react'
import { useDeed } from '../parts/use-deed.ts'
import { words } from './words/index.ts'

/** A yes or a no, each with its reason. */
export function Decide({ proposal: { id, playbook, deed, proposes } }: { proposal: Proposal }) {
  const { isBusy, run } = useDeed()
  const [reason, setReason] = useState(deed ? words.agreed : '')
  const isSaid = reason.trim() !== ''
  const decide = (how: 'accept' | 'decline', says: string) => void run(`/api/v1/proposals/${id}/${how}`, { reason }, says)
  const accepted = deed ? words.isDone : playbook === null ? words.isMarked : words.nextUses
  const declined = deed ? words.notDone : words.notAgain
  return (
    <form
      className="decide"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSaid) decide('accept', accepted)
      }}
    >
      <label htmlFor={`reason-${id}`}>
        {words.why}
        <span className="unseen"> {proposes}</span>
      </label>
      <input id={`reason-${id}`} value={reason} maxLength={400} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      <div className="end">
        <button type="button" disabled={isBusy || !isSaid} onClick={() => decide('decline', declined)}>
          {words.decline}
        </button>
        <button className="primary" disabled={isBusy || !isSaid}>
          {deed ? words.doIt : playbook === null ? words.isMended : words.accept}
        </button>
      </div>
    </form>
  )
}
