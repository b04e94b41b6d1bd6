import type { Drills } from '@allclear/wire/drill.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Choice } from '../room/choice.tsx'
import { closeFold, Fold } from '../parts/fold.tsx'
import { useDeed } from '../parts/use-deed.ts'

type When = 'now' | 'at' | 'between'

/** The form that begins or plans a drill. */
export function PlanDrill({ drills: { sites, causes, agreed } }: { drills: Drills }) {
  const { isBusy, run } = useDeed()
  const [when, setWhen] = useState<When>('now')
  const plan = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const says = when === 'now' ? 'The drill begins: the team is paged.' : 'The drill is planned.'
    if (!(await run('/api/v1/drills', bodyOf(new FormData(form), when), says))) return
    form.reset()
    setWhen('now')
    closeFold(form)
  }
  const times: readonly { readonly value: When; readonly name: string }[] = [
    { value: 'now', name: 'Now' },
    { value: 'at', name: 'At a time' },
    ...(agreed === null ? [] : [{ value: 'between' as const, name: `Unannounced, within ${agreed}` }]),
  ]
  return (
    <div className="actions">
      <Fold id="plan-drill" name="Plan a drill" group="drills">
        <form onSubmit={(event) => void plan(event)}>
          <label htmlFor="drill-site">Site that goes down</label>
          <Choice id="drill-site" name="site" of={sites.map((id) => ({ id, name: id }))} />
          <label htmlFor="drill-cause">What is found</label>
          <select id="drill-cause" name="cause">
            <option value="">Nobody knows why</option>
            {causes.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
          <label htmlFor="drill-lasts">It is back after</label>
          <input id="drill-lasts" name="lasts" defaultValue="30m" required maxLength={20} />
          <fieldset>
            <legend>When</legend>
            {times.map(({ value, name }) => (
              <label key={value} className="choice">
                <input type="radio" name="when" value={value} checked={when === value} onChange={() => setWhen(value)} /> {name}
              </label>
            ))}
          </fieldset>
          {when === 'at' && <Clock id="at" name="Begins" />}
          {when === 'between' && (
            <>
              <Clock id="from" name="Not before" />
              <Clock id="until" name="Not after" />
            </>
          )}
          {when !== 'now' && (
            <>
              <label htmlFor="drill-every">Again every so many days; empty for once</label>
              <input id="drill-every" name="every" type="number" min={1} max={366} />
            </>
          )}
          {agreed === null && (
            <p className="quiet">
              The team agreed to no unannounced drills: the hours stand under <code>drills:</code> in the configuration.
            </p>
          )}
          <button className="primary" disabled={isBusy}>
            {when === 'now' ? 'Page the team now' : 'Plan it'}
          </button>
        </form>
      </Fold>
    </div>
  )
}

const Clock = ({ id, name }: { id: string; name: string }) => (
  <>
    <label htmlFor={`drill-${id}`}>{name}, by this device’s clock</label>
    <input id={`drill-${id}`} name={id} type="datetime-local" required />
  </>
)

function bodyOf(fields: FormData, when: When) {
  const text = (name: string) => String(fields.get(name) ?? '')
  const moment = (name: string) => new Date(text(name)).toISOString()
  return {
    ...{ site: text('site'), cause: text('cause') || null, lasts: text('lasts') },
    ...(when === 'at' ? { at: moment('at') } : {}),
    ...(when === 'between' ? { between: { from: moment('from'), until: moment('until') } } : {}),
    ...(text('every') === '' ? {} : { every: Number(text('every')) }),
  }
}
