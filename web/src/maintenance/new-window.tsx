import './maintenance.css'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../api.ts'
import { Go, useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { placeOf } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useTitle } from '../parts/use-title.ts'
import { useSession } from '../session.ts'
import { announce } from '../shell/announce.tsx'
import { Affects } from './affects.tsx'
import { FieldsContext, Field } from './field.tsx'
import { plannerQuery, scopeQuery } from './planner-query.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { rhythmsFor } from './rhythms.ts'
import { draftLike, useDraft } from './use-draft.ts'

/** `/maintenance/new`: the seven facts of a window, and beside them what it meets and who would read what and when. */
export default function NewWindowScreen() {
  const [filter] = useFilter()
  const { windows, past } = useSuspenseQuery(plannerQuery('', 7)).data
  const { data: scope } = useSuspenseQuery(scopeQuery)
  const { zone } = useSession()
  const like = [...windows, ...past].find(({ id }) => id === filter.get('like'))
  const { draft, body, preview, write, choose } = useDraft(draftLike(like), zone)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const queries = useQueryClient()
  const go = useGo()
  useTitle('Plan maintenance')
  const complaints = preview?.complaints ?? []
  const wrongIn = (name: string) =>
    complaints.filter(({ field }) => field === name && (isTried || touched.has(name))).map(({ says }) => says)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (complaints.length > 0) {
      setTried(true)
      announce('Nothing is planned yet: mend what is marked.')
      form.querySelector<HTMLElement>(`[name="${complaints[0]!.field}"], #affects summary`)?.focus()
      return
    }
    setBusy(true)
    try {
      const { maintenance } = (await post('/api/v1/maintenance', body)) as { maintenance: string }
      await queries.invalidateQueries()
      announce(`${maintenance} is planned.`)
      go(`/maintenance#${maintenance}`)
    } catch (error) {
      sayFailure(error)
    }
    setBusy(false)
  }
  const rhythms = rhythmsFor(draft.fields['starts'] ?? '')
  return (
    <>
      <p className="crumb">
        <Go to="/maintenance">Maintenance</Go>
      </p>
      <h1>Plan maintenance</h1>
      <p className="quiet">{like ? `Like ${like.id}, at another time.` : 'Seven facts, and everyone concerned reads them in time.'}</p>
      <div className="planning">
        <FieldsContext value={{ values: draft.fields, write, wrongIn, touch: (name) => setTouched(new Set([...touched, name])) }}>
          <form className="panel planner" aria-label="The window" onSubmit={(event) => void submit(event)} noValidate>
            <div className="pair">
              <Field
                name="starts"
                label="Starts"
                hint={`By the clocks of ${placeOf(zone)}, at least a week from now.`}
                type="datetime-local"
              />
              <Field name="lasts" label="Lasts" hint="To the minute: 45m, 2h." />
            </div>
            <div className="pair">
              <Field
                name="repeats"
                label="Repeats"
                hint="Each time a window of its own, at the same local time."
                options={['', ...rhythms]}
              />
              {(draft.fields['repeats'] ?? '') !== '' && <Field name="until" label="Until" hint="Empty: without an end." type="date" />}
            </div>
            <Affects scope={scope} chosen={draft.affects} wrong={wrongIn('affects')} choose={choose} />
            <Field name="disrupts" label="What is disrupted" hint="As those affected will notice it." lines={2} />
            <Field name="reason" label="Reason" hint="Why it must be done." lines={2} />
            <Field name="benefit" label="Benefit" hint="What it brings the customer." lines={2} />
            <Field name="support" label="Support meanwhile" hint="How you are reached during the work." lines={2} />
            <Field name="alternatives" label="Alternatives" hint="What can be used instead; write none if there is nothing." lines={2} />
            <Field name="emergency" label="Emergency" hint="Only if it cannot wait a week: why." lines={2} />
            <Field name="maintenance" label="Name" hint="Optional: kernel-update." />
            <p className="end">
              <button className="primary" disabled={isBusy}>
                Plan it
              </button>
              <span className="quiet">{sayNext(preview?.readers.length ?? 0, complaints.length)}</span>
            </p>
          </form>
        </FieldsContext>
        <PreviewPanel preview={preview} />
      </div>
    </>
  )
}

const sayNext = (readers: number, missing: number) =>
  missing > 0
    ? `${missing} ${missing === 1 ? 'thing is' : 'things are'} to be mended first.`
    : `${readers} ${readers === 1 ? 'reader is' : 'readers are'} told as shown.`
