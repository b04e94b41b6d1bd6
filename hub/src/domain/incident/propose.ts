import { after } from '../instant.ts'
import { change, note, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Incident, Proposed, Recipient } from './incident.ts'
import { isLiving } from './is-living.ts'
import { addTask, closeTask } from './tasks.ts'
import { recipientsFor, tell } from './tell.ts'
import { stepOfWords, tellingOf } from './words-by-hand.ts'

/** The step of the question whether such words may go to the client. */
export const questionOf = ({ ref }: Pick<Proposed, 'ref'>) => `ask-${stepOfWords(ref)}`

const taskOf = ({ ref }: Pick<Proposed, 'ref'>) => `yes-${ref}`

/** Asks the partner whether its client may read these words, and a person to see that an answer comes within the time of a first response. */
export function propose(draft: Draft, reader: Recipient, { by, ref, template, written }: Extract<Event, { type: 'words-written' }>) {
  const proposal: Proposed = { ref, by, at: draft.at, template, written }
  const step = questionOf(proposal)
  change(draft, { proposed: [...draft.incident.proposed, proposal] })
  say(draft, { kind: 'approval', step, audience: 'partner', state: 'asked', note: `May this be sent to ${reader.name}?` })
  for (const partner of recipientsFor(draft, 'partner', null))
    tell(draft, partner, {
      ...{ step, occurrence: draft.incident.outages, template, playbook: null, asks: true },
      written: { ...written, asksFor: { template, reader: reader.name } },
    })
  const dueAt = after(draft.at, draft.incident.pinned!.firstResponse)
  addTask(draft, { task: taskOf(proposal), title: `Words to ${reader.name} wait for the partner's yes: see that an answer comes`, dueAt })
}

/** Words that wait for the partner's yes under the step of a question; without one those that were asked about first. */
export const proposalOf = ({ proposed }: Incident, of?: string): Proposed | undefined =>
  proposed.find((one) => of === undefined || questionOf(one) === of)

/** The partner's yes sends the words, its no tells who wrote them. False when nothing of that kind was asked. */
export function settleProposal(draft: Draft, isYes: boolean, { of, note: words }: { of?: string; note: string }): boolean {
  const proposal = proposalOf(draft.incident, of)
  if (!proposal || !isLiving(draft.incident)) return false
  const { by } = proposal
  change(draft, { proposed: draft.incident.proposed.filter((one) => one !== proposal) })
  const state = isYes ? 'approved' : 'declined'
  say(draft, { kind: 'approval', step: questionOf(proposal), audience: 'partner', state, ...(words ? { note: words } : {}) })
  closeTask(draft, taskOf(proposal), `the partner ${state} it`)
  if (!isYes)
    addTask(draft, {
      task: `${taskOf(proposal)}-no`,
      title: 'The partner declined words to the client: write others, or none',
      ...forWriter(draft, by),
    })
  else for (const client of recipientsFor(draft, 'client', null)) tell(draft, client, tellingOf(draft.incident, proposal))
  return true
}

/** After the all clear nobody is asked any more. */
export function dropProposals(draft: Draft) {
  for (const proposal of draft.incident.proposed) {
    closeTask(draft, taskOf(proposal), 'not needed any more')
    note(draft, `What ${proposal.by} wrote to the client was not sent: the all clear came before the partner's yes.`)
  }
  if (draft.incident.proposed.length > 0) change(draft, { proposed: [] })
}

const forWriter = ({ known }: Draft, by: string) => (known.onDuty[by] ? { for: by } : {})
