import type { Drills } from '@allclear/wire/drill.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Choice } from '../room/choice.tsx'
import { closeFold, Fold } from '../parts/fold.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

type When = 'now' | 'at' | 'between'

/** The form that begins or plans a drill. */
export function PlanDrill({ drills: { sites, causes, agreed } }: { drills: Drills }) {
  const { isBusy, run } = useDeed()
  const [when, setWhen] = useState<When>('now')
  const plan = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const says = when === 'now' ? words.begins : words.isPlanned
    if (!(await run('/api/v1/drills', bodyOf(new FormData(form), when), says))) return
    form.reset()
    setWhen('now')
    closeFold(form)
  }
  const times: readonly { readonly value: When; readonly name: string }[] = [
    { value: 'now', name: words.times.now },
    { value: 'at', name: words.times.at },
    ...(agreed === null ? [] : [{ value: 'between' as const, name: say(words.times.between, { hours: agreed }) }]),
  ]
  return (
    <div className="actions">
      <Fold id="plan-drill" name={words.plan} group="drills">
        <form onSubmit={(event) => void plan(event)}>
          <label htmlFor="drill-site">{words.site}</label>
          <Choice id="drill-site" name="site" of={sites.map((id) => ({ id, name: id }))} />
          <label htmlFor="drill-cause">{words.found}</label>
          <select id="drill-cause" name="cause">
            <option value="">{words.nobodyKnows}</option>
            {causes.map(({ id, title }) => (
              <option key={id} value={id}>
                {stated(title)}
              </option>
            ))}
          </select>
          <label htmlFor="drill-lasts">{words.backAfter}</label>
          <input id="drill-lasts" name="lasts" defaultValue="30m" required maxLength={20} />
          <fieldset>
            <legend>{words.when}</legend>
            {times.map(({ value, name }) => (
              <label key={value} className="choice">
                <input type="radio" name="when" value={value} checked={when === value} onChange={() => setWhen(value)} /> {name}
              </label>
            ))}
          </fieldset>
          {when === 'at' && <Clock id="at" />}
          {when === 'between' && (
            <>
              <Clock id="from" />
              <Clock id="until" />
            </>
          )}
          {when !== 'now' && (
            <>
              <label htmlFor="drill-every">{words.again}</label>
              <input id="drill-every" name="every" type="number" min={1} max={366} />
            </>
          )}
          {agreed === null && <p className="quiet">{say(words.notAgreed, { drills: <code>drills:</code> })}</p>}
          <button className="primary" disabled={isBusy}>
            {when === 'now' ? words.pageNow : words.planIt}
          </button>
        </form>
      </Fold>
    </div>
  )
}

const Clock = ({ id }: { id: keyof typeof words.clocks }) => (
  <>
    <label htmlFor={`drill-${id}`}>{words.clocks[id]}</label>
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
