import type { Desk, Playbook } from '@allclear/wire/playbook.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { put } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'
import { DifferenceLines } from './difference.tsx'
import { checkQuery } from './playbook-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Props = {
  playbook: Playbook
  text: string
  base: number
  isChanged: boolean
  isBroken: boolean
  desk: Desk
  onSaved: (now: { version: number; body: string }) => void
}

/** What changed, why, and what it was learnt from: then it holds for the next incident. */
export function Save({ playbook: { id, version }, text, base, isChanged, isBroken, desk: { incidents }, onSaved }: Props) {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const { data } = useQuery({ ...checkQuery(id, text, version), enabled: isChanged && text.trim() !== '' })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const said = new FormData(form)
    const incident = Number(said.get('incident')) || null
    setBusy(true)
    try {
      const kept = (await put(`/api/v1/playbooks/${id}`, { body: text, reason: said.get('reason'), incident, over: base })) as Playbook
      onSaved({ version: kept.version, body: kept.body })
      announce(say(words.isSaved, { version: kept.version }))
      form.reset()
      await queries.invalidateQueries()
    } catch (error) {
      sayFailure(error)
    }
    setBusy(false)
  }
  return (
    <section className="panel" aria-labelledby="save-name">
      <h2 id="save-name">{words.parts.save}</h2>
      <p className="quiet">
        {isBroken
          ? words.mendFirst
          : isChanged
            ? words.holdsFromThen
            : words.isUnchanged}
      </p>
      {isChanged && data?.lines && <DifferenceLines lines={data.lines} name={say(words.changedSince, { version })} />}
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <label htmlFor="reason">{words.why}</label>
        <input id="reason" name="reason" required maxLength={500} autoComplete="off" />
        <label htmlFor="learnt">{words.learnt}</label>
        <select id="learnt" name="incident" defaultValue="">
          <option value="">{words.noIncident}</option>
          {incidents.map((one) => (
            <option key={one.id} value={one.id}>
              {say(words.incidentOn, { id: String(one.id), site: one.site })}
            </option>
          ))}
        </select>
        <div className="end">
          <button className="primary" disabled={isBusy || isBroken || !isChanged}>
            {words.saveIt}
          </button>
        </div>
      </form>
    </section>
  )
}
