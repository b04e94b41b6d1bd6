import type { Room } from '@allclear/wire/room.ts'
import type { FormEvent } from 'react'
import { useGo } from '../parts/go.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { Choice } from './choice.tsx'
import { Fold } from '../parts/fold.tsx'

/** What a person adds to the tasks of an incident: one by hand, a temporary measure, a ticket to a provider, a case with one. */
export function AddTask({ incident, providers }: { incident: string; providers: Room['may']['providers'] }) {
  const to = `/api/v1/incidents/${incident}` as const
  return (
    <div className="actions">
      <Fold id="add-task" name="Add task" group="adding">
        <DeedForm address={`${to}/tasks`} says="The task is added." button="Add">
          <label htmlFor="task-title">What is to be done</label>
          <input id="task-title" name="title" maxLength={200} required />
          <label>
            <input type="checkbox" name="followUp" value="true" /> A follow-up: it may outlast the incident
          </label>
        </DeedForm>
      </Fold>
      <Fold id="add-measure" name="Temporary measure" group="adding">
        <DeedForm address={`${to}/measures`} says="The measure is kept." button="Keep">
          <label htmlFor="measure">What holds for now; a follow-up will ask for the mend that lasts</label>
          <textarea id="measure" name="text" rows={2} maxLength={1000} required />
        </DeedForm>
      </Fold>
      {providers.length > 0 && (
        <>
          <Fold id="add-ticket" name="Ticket to a provider" group="adding">
            <TicketForm incident={incident} providers={providers} />
          </Fold>
          <Fold id="add-case" name="Case with a provider" group="adding">
            <DeedForm address={`${to}/cases`} says="The case is kept." button="Keep">
              <label htmlFor="case-provider">Provider</label>
              <Choice id="case-provider" name="provider" of={providers} />
              <label htmlFor="case-number">Their number for it</label>
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
      <label htmlFor="ticket-provider">Provider; you read it before it is sent</label>
      <Choice id="ticket-provider" name="provider" of={providers} />
      <button className="primary">Write it</button>
    </form>
  )
}
