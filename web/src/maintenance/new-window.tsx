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
import { say } from '../words.ts'
import { words } from './words/index.ts'

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
  useTitle(words.plan)
  const complaints = preview?.complaints ?? []
  const wrongIn = (name: string) =>
    complaints.filter(({ field }) => field === name && (isTried || touched.has(name))).map(({ says }) => says)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (complaints.length > 0) {
      setTried(true)
      announce(words.notYet)
      form.querySelector<HTMLElement>(`#affects summary, [name="${complaints[0]!.field}"]`)?.focus()
      return
    }
    setBusy(true)
    try {
      const { maintenance } = (await post('/api/v1/maintenance', body)) as { maintenance: string }
      await queries.invalidateQueries()
      announce(say(words.isPlanned, { id: maintenance }))
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
        <Go to="/maintenance">{words.title}</Go>
      </p>
      <h1>{words.plan}</h1>
      <p className="quiet">{like ? say(words.like, { id: like.id }) : words.sevenFacts}</p>
      <div className="planning">
        <FieldsContext value={{ values: draft.fields, write, wrongIn, touch: (name) => setTouched(new Set([...touched, name])) }}>
          <form className="panel planner" aria-label={words.window} onSubmit={(event) => void submit(event)} noValidate>
            <div className="pair">
              <Field name="starts" label={words.starts} hint={say(words.startsHint, { place: placeOf(zone) })} type="datetime-local" />
              <Field name="lasts" label={words.lasts} hint={words.lastsHint} />
            </div>
            <div className="pair">
              <Field name="repeats" label={words.repeats} hint={words.repeatsHint} options={['', ...rhythms]} />
              {(draft.fields['repeats'] ?? '') !== '' && <Field name="until" label={words.until} hint={words.untilHint} type="date" />}
            </div>
            <Affects scope={scope} chosen={draft.affects} wrong={wrongIn('affects')} choose={choose} />
            <Field name="disrupts" label={words.disrupts} hint={words.disruptsHint} lines={2} />
            <Field name="reason" label={words.reason} hint={words.reasonHint} lines={2} />
            <Field name="benefit" label={words.benefit} hint={words.benefitHint} lines={2} />
            <Field name="support" label={words.supportMeanwhile} hint={words.supportHint} lines={2} />
            <Field name="alternatives" label={words.alternatives} hint={words.alternativesHint} lines={2} />
            <Field name="emergency" label={words.emergency} hint={words.emergencyHint} lines={2} />
            <Field name="maintenance" label={words.name} hint={words.nameHint} />
            <p className="end">
              <button className="primary" disabled={isBusy}>
                {words.planIt}
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
  missing > 0 ? say(words.toMend, { count: missing }) : say(words.told, { count: readers })
