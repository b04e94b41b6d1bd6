import type { Room } from '@allclear/wire/room.ts'
import type { FormEvent } from 'react'
import { useGo } from '../parts/go.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { Choice } from './choice.tsx'
import { Fold } from '../parts/fold.tsx'
import { words } from './words/index.ts'

/** What a person adds to the tasks of an incident: one by hand, a temporary measure, a ticket to a provider, a case with one. */
export function AddTask({ incident, providers }: { incident: string; providers: Room['may']['providers'] }) {
  const to = `/api/v1/incidents/${incident}` as const
  return (
    <div className="actions">
      <Fold id="add-task" name={words.addTask} group="adding">
        <DeedForm address={`${to}/tasks`} says={words.taskAdded} button={words.add}>
          <label htmlFor="task-title">{words.whatToDo}</label>
          <input id="task-title" name="title" maxLength={200} required />
          <label>
            <input type="checkbox" name="followUp" value="true" /> {words.followUpHint}
          </label>
        </DeedForm>
      </Fold>
      <Fold id="add-measure" name={words.measure} group="adding">
        <DeedForm address={`${to}/measures`} says={words.measureKept} button={words.keep}>
          <label htmlFor="measure">{words.measureHint}</label>
          <textarea id="measure" name="text" rows={2} maxLength={1000} required />
        </DeedForm>
      </Fold>
      {providers.length > 0 && (
        <>
          <Fold id="add-ticket" name={words.ticket} group="adding">
            <TicketForm incident={incident} providers={providers} />
          </Fold>
          <Fold id="add-case" name={words.case} group="adding">
            <DeedForm address={`${to}/cases`} says={words.caseKept} button={words.keep}>
              <label htmlFor="case-provider">{words.provider}</label>
              <Choice id="case-provider" name="provider" of={providers} />
              <label htmlFor="case-number">{words.theirNumber}</label>
              <input id="case-number" name="number" maxLength={80} required />
            </DeedForm>
          </Fold>
        </>
      )}
    </div>
  )
}

function TicketForm({ incident, providers }: { incident: string; providers: Room['may']['providers'] }) {
  const go = useGo()
  const write = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const provider = String(new FormData(event.currentTarget).get('provider'))
    go(`/incidents/${incident}/ticket?provider=${encodeURIComponent(provider)}`)
  }
  return (
    <form onSubmit={write}>
      <label htmlFor="ticket-provider">{words.ticketHint}</label>
      <Choice id="ticket-provider" name="provider" of={providers} />
      <button className="primary">{words.writeIt}</button>
    </form>
  )
}
