import type { Choices, Setting } from '@allclear/wire/plan.ts'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What stands in the fields of a site: text as people type it, and whether a check is on. */
export type Fields = Readonly<Record<string, string | boolean>>

type Props = {
  readonly fields: Fields
  readonly put: (key: string, value: string | boolean) => void
  readonly choices: Choices
  readonly ofFile?: ReadonlyMap<string, Setting> // what the file says, which is changed there
}

const USUAL = ['http', 'tls', 'dns']
const OFFERED = ['domain', 'ping', 'smtp', 'imap', 'blocklist']

/** The fields of a site below its address: how well is known, what is looked at, on what it stands. */
export function SiteFields({ fields, put, choices, ofFile = new Map() }: Props) {
  const text = (key: string, label: string, more: { hint?: string; placeholder?: string } = {}) => (
    <Field label={label} hint={placeOf(ofFile, key) ?? more.hint}>
      {(id) => (
        <input
          id={id}
          value={String(fields[key] ?? '')}
          placeholder={more.placeholder}
          readOnly={ofFile.has(key)}
          onChange={({ currentTarget }) => put(key, currentTarget.value)}
        />
      )}
    </Field>
  )
  const choice = (key: string, label: string, of: readonly { id: string; name: string }[]) => (
    <Field key={key} label={label} hint={placeOf(ofFile, key)}>
      {(id) => (
        <select
          id={id}
          value={String(fields[key] ?? '')}
          disabled={ofFile.has(key)}
          onChange={({ currentTarget }) => put(key, currentTarget.value)}
        >
          <option value="">{words.notSaid}</option>
          {of.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const offered = choices.checks.filter(({ kind }) => [...USUAL, ...OFFERED].includes(kind) || fields[`checks.${kind}`] === true)
  return (
    <>
      <div className="fields">
        {text('expect.contains', words.wordsOnPage, { hint: words.wordsHint })}
        {text('interval', words.lookedEvery, { placeholder: '60s' })}
        {text('tags', words.tags, { hint: words.tagsHint, placeholder: 'shop,gold' })}
        {text('stack', words.stack, { placeholder: 'WordPress' })}
      </div>
      <fieldset className="checks">
        <legend>{words.whatIsLooked}</legend>
        {offered.map(({ kind, asks }) => {
          const key = `checks.${kind}`
          return (
            <label key={kind}>
              <input
                type="checkbox"
                checked={fields[key] === true}
                disabled={ofFile.has(key)}
                onChange={({ currentTarget }) => put(key, currentTarget.checked)}
              />{' '}
              <span>
                <strong>{kind}</strong> {asks} {ofFile.has(key) && <small className="quiet">{placeOf(ofFile, key)}</small>}
              </span>
            </label>
          )
        })}
      </fieldset>
      {choices.providers.length > 0 && (
        <div className="fields">{Object.entries(words.roles).map(([key, label]) => choice(key, label, choices.providers))}</div>
      )}
      {choices.hosts.length > 0 && <div className="fields">{choice('host', words.server, choices.hosts)}</div>}
    </>
  )
}

/** Where the file says what a field shows, for its hint; nothing where the file does not say it. */
export const placeOf = (ofFile: ReadonlyMap<string, Setting>, key: string): string | undefined =>
  ofFile.has(key) ? say(words.writtenIn, { place: ofFile.get(key)!.place ?? words.theFile }) : undefined

/** A label, what stands under it, and a hint. */
export function Field({ label, hint, children }: { label: string; hint?: string | undefined; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small className="quiet">{hint}</small>}
    </div>
  )
}

/** The fields as they are for a site of which nothing is said. */
export const blankFields = (isHttps = true): Fields => ({ 'checks.http': true, 'checks.tls': isHttps, 'checks.dns': true })

/** What to set so that what was written in the fields holds; only what differs from before. */
export function setsOf(before: Fields, after: Fields): Record<string, unknown> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => (before[key] ?? '') !== (after[key] ?? ''))
  return Object.fromEntries(
    keys.map((key): [string, unknown] => {
      const value = after[key] ?? ''
      if (key.startsWith('checks.')) return [key, value === true ? (USUAL.includes(key.slice(7)) ? null : true) : USUAL.includes(key.slice(7)) ? false : null] // prettier-ignore
      if (key === 'tags') return [key, value === '' ? null : String(value).split(',').map((tag) => tag.trim()).filter(Boolean)] // prettier-ignore
      return [key, value === '' ? null : value]
    }),
  )
}
