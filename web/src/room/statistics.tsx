import type { Room } from '@allclear/wire/room.ts'
import { Moment } from '../parts/times.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Props = { incident: string; statistics: Room['statistics']; asked: Room['may']['statistics'] }

/** What the site uses of its plan and the plan to offer, and the form for both while a task asks for them (REA-5, DIA-3). */
export function Statistics({ incident, statistics, asked }: Props) {
  if (statistics.length === 0 && asked === null) return null
  return (
    <section id="statistics" className="panel" aria-labelledby="statistics-name">
      <h2 id="statistics-name">{words.use}</h2>
      <ul className="rows">
        {statistics.map(({ says, by, at }) => (
          <li key={says}>
            <span>
              {says}
              <small className="quiet">{say(words.by, { by, time: <Moment at={at} /> })}</small>
            </span>
          </li>
        ))}
      </ul>
      {asked && (
        <DeedForm address={`/api/v1/incidents/${incident}/statistics`} says={words.figuresKept} button={words.keep}>
          {asked.uses.map(({ use, name, example }) => (
            <Field key={use} id={`use-${use}`} name={use} label={name} example={example} />
          ))}
          {asked.offer && (
            <details>
              <summary>{words.namePlan}</summary>
              <Field id="offer-plan" name="plan" label={words.plan} example="" />
              <Field id="offer-price" name="price" label={words.price} example="60 USD/month" />
            </details>
          )}
        </DeedForm>
      )}
    </section>
  )
}

function Field({ id, name, label, example }: { id: string; name: string; label: string; example: string }) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} maxLength={60} placeholder={example} />
    </>
  )
}
