import type { Kind, Setting } from '@allclear/wire/plan.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Go, useGo } from '../parts/go.tsx'
import { useTitle } from '../parts/use-title.ts'
import { settingsQuery } from '../sites/plan-query.ts'
import { Field } from '../sites/site-fields.tsx'
import { usePlanChange } from '../sites/use-plan-change.tsx'

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
  readonly noun: string
  readonly back: { readonly to: string; readonly name: string }
  readonly fields: readonly OwnerField[]
}

/** What is said of a client or a partner. What the file says is shown with its place, and changed there; saved, it can be taken back. */
export function EditOwner({ kind, id, noun, back, fields }: Props) {
  const { data: entry } = useSuspenseQuery(settingsQuery(kind, id))
  const { isBusy, change } = usePlanChange()
  const go = useGo()
  const before = Object.fromEntries(entry.settings.map(({ key, says }) => [key, wordsOf(says)]))
  const [words, setWords] = useState(before)
  const ofFile = new Map(entry.settings.filter(({ from }) => from === 'file').map((setting) => [setting.key, setting]))
  const name = before['name'] ?? id
  useTitle(`Change ${name}`)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changed = fields.filter(({ key }) => (words[key] ?? '') !== (before[key] ?? ''))
    const set = Object.fromEntries(changed.map((field) => [field.key, valueOf(field, words[field.key] ?? '')]))
    if (changed.length === 0) return go(back.to)
    if (await change([{ kind, id, set }], { says: `${name} is changed.` })) go(back.to)
  }
  const remove = async () => {
    if (await change([{ kind, id, remove: true }], { says: `${name} is taken away.` })) go('/sites')
  }
  return (
    <>
      <p className="crumb">
        <Go to={back.to}>{back.name}</Go>
      </p>
      <h1>Change {name}</h1>
      <p className="quiet">
        {entry.isInFile
          ? `The ${noun} stands in the configuration file: what is written there is changed there, the rest here.`
          : `The ${noun} was added on screen: all of it is changed here.`}{' '}
        <Go to={`/contacts/${id}`}>Who is told</Go> has a screen of its own.
      </p>
      <form className="panel" onSubmit={(event) => void save(event)}>
        <div className="fields">
          {fields.map((field) => (
            <Line
              key={field.key}
              {...{ field, written: ofFile.get(field.key), value: words[field.key] ?? '' }}
              put={(value) => setWords({ ...words, [field.key]: value })}
            />
          ))}
        </div>
        <p className="actions">
          <button className="primary" disabled={isBusy}>
            Save
          </button>
          {!entry.isInFile && (
            <button type="button" className="danger" disabled={isBusy} onClick={() => void remove()}>
              Take the {noun} away
            </button>
          )}
        </p>
      </form>
    </>
  )
}

type LineProps = {
  readonly field: OwnerField
  readonly written: Setting | undefined // by the file
  readonly value: string
  readonly put: (value: string) => void
}

const Line = ({ field: { label, hint, placeholder, type, required, of }, written, value, put }: LineProps) => (
  <Field label={label} hint={written ? `Written in ${written.place ?? 'the file'}; change it there.` : hint}>
    {(id) =>
      of ? (
        <select id={id} value={value} disabled={written !== undefined} onChange={({ currentTarget }) => put(currentTarget.value)}>
          <option value="">Not said</option>
          {of.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...{ id, value, placeholder, required, type: type ?? 'text' }}
          readOnly={written !== undefined}
          onChange={({ currentTarget }) => put(currentTarget.value)}
        />
      )
    }
  </Field>
)

const wordsOf = (says: unknown) => (Array.isArray(says) ? says.join(', ') : String(says))

function valueOf({ isList }: OwnerField, words: string): unknown {
  if (words.trim() === '') return null
  return isList
    ? words
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    : words.trim()
}
