import type { Kind, Setting } from '@allclear/wire/plan.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Go, useGo } from '../parts/go.tsx'
import { useTitle } from '../parts/use-title.ts'
import { settingsQuery } from '../sites/plan-query.ts'
import { Field } from '../sites/site-fields.tsx'
import { usePlanChange } from '../sites/use-plan-change.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** A key of an entry as people write it: a line of words, or one of several. */
export type OwnerField = {
  readonly key: string // `brand.from` is one of a map
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly type?: 'email' | 'url'
  readonly isList?: true // addresses with commas between
  readonly required?: true
  readonly of?: readonly { readonly id: string; readonly name: string }[]
}

type Props = {
  readonly kind: Exclude<Kind, 'sites'>
  readonly id: string

  readonly back: { readonly to: string; readonly name: string }
  readonly fields: readonly OwnerField[]
}

/** What is said of a client or a partner. What the file says is shown with its place, and changed there; saved, it can be taken back. */
export function EditOwner({ kind, id, back, fields }: Props) {
  const { data: entry } = useSuspenseQuery(settingsQuery(kind, id))
  const { isBusy, change } = usePlanChange()
  const go = useGo()
  const before = Object.fromEntries(entry.settings.map(({ key, says }) => [key, wordsOf(says)]))
  const [written, setWritten] = useState(before)
  const ofFile = new Map(entry.settings.filter(({ from }) => from === 'file').map((setting) => [setting.key, setting]))
  const name = before['name'] ?? id
  useTitle(say(words.change, { name }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changed = fields.filter(({ key }) => (written[key] ?? '') !== (before[key] ?? ''))
    const set = Object.fromEntries(changed.map((field) => [field.key, valueOf(field, written[field.key] ?? '')]))
    if (changed.length === 0) return go(back.to)
    if (await change([{ kind, id, set }], { says: say(words.isChanged, { name }) })) go(back.to)
  }
  const remove = async () => {
    if (await change([{ kind, id, remove: true }], { says: say(words.isTakenAway, { name }) })) go('/sites')
  }
  return (
    <>
      <p className="crumb">
        <Go to={back.to}>{back.name}</Go>
      </p>
      <h1>{say(words.change, { name })}</h1>
      <p className="quiet">
        {entry.isInFile ? words[kind].inFile : words[kind].onScreen}{' '}
        {say(words.ownScreen, { told: <Go to={`/contacts/${id}`}>{words.whoIsTold}</Go> })}
      </p>
      <form className="panel" onSubmit={(event) => void save(event)}>
        <div className="fields">
          {fields.map((field) => (
            <Line
              key={field.key}
              {...{ field, ofFile: ofFile.get(field.key), value: written[field.key] ?? '' }}
              put={(value) => setWritten({ ...written, [field.key]: value })}
            />
          ))}
        </div>
        <p className="actions">
          <button className="primary" disabled={isBusy}>
            {words.save}
          </button>
          {!entry.isInFile && (
            <button type="button" className="danger" disabled={isBusy} onClick={() => void remove()}>
              {words[kind].takeAway}
            </button>
          )}
        </p>
      </form>
    </>
  )
}

type LineProps = {
  readonly field: OwnerField
  readonly ofFile: Setting | undefined // what it says
  readonly value: string
  readonly put: (value: string) => void
}

const Line = ({ field: { label, hint, placeholder, type, required, of }, ofFile, value, put }: LineProps) => (
  <Field label={label} hint={ofFile ? say(words.writtenIn, { place: ofFile.place ?? words.theFile }) : hint}>
    {(id) =>
      of ? (
        <select id={id} value={value} disabled={ofFile !== undefined} onChange={({ currentTarget }) => put(currentTarget.value)}>
          <option value="">{words.notSaid}</option>
          {of.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...{ id, value, placeholder, required, type: type ?? 'text' }}
          readOnly={ofFile !== undefined}
          onChange={({ currentTarget }) => put(currentTarget.value)}
        />
      )
    }
  </Field>
)

const wordsOf = (says: unknown) => (Array.isArray(says) ? says.join(', ') : String(says))

function valueOf({ isList }: OwnerField, line: string): unknown {
  if (line.trim() === '') return null
  return isList
    ? line
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    : line.trim()
}
