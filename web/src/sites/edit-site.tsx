import type { Setting } from '@allclear/wire/plan.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Go, useGo } from '../parts/go.tsx'
import { useTitle } from '../parts/use-title.ts'
import { choicesQuery, settingsQuery } from './plan-query.ts'
import { blankFields, Field, placeOf, setsOf, SiteFields } from './site-fields.tsx'
import type { Fields } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/sites/…/edit`: what is said of a site. What the file says is shown with its place, and changed there. */
export default function EditSiteScreen() {
  const { id = '' } = useParams({ strict: false })
  const { data: site } = useSuspenseQuery(settingsQuery('sites', id))
  const { data: choices } = useSuspenseQuery(choicesQuery)
  const { isBusy, change } = usePlanChange()
  const go = useGo()
  const before = fieldsOf(site.settings)
  const ofFile = new Map(site.settings.filter(({ from }) => from === 'file').flatMap(keysOf))
  const [fields, setFields] = useState(before)
  const put = (key: string, value: string | boolean) => setFields({ ...fields, [key]: value })
  useTitle(say(words.titleChange, { site: id }))
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const set = setsOf(before, fields)
    if (Object.keys(set).length === 0) return go(`/sites/${id}`)
    if (await change([{ kind: 'sites', id, set }], { says: say(words.isChanged, { site: id }) })) go(`/sites/${id}`)
  }
  const remove = async () => {
    if (await change([{ kind: 'sites', id, remove: true }], { says: say(words.isDropped, { site: id }) })) go('/sites')
  }
  return (
    <>
      <p className="crumb">
        <Go to={`/sites/${id}`}>{id}</Go>
      </p>
      <h1>{say(words.titleChange, { site: id })}</h1>
      <p className="quiet">{site.isInFile ? words.standsInFile : words.standsHere}</p>
      <form className="panel" onSubmit={(event) => void save(event)}>
        <div className="fields">
          <Field label={words.address} hint={placeOf(ofFile, 'url')}>
            {(name) => (
              <input
                id={name}
                required
                value={String(fields['url'] ?? '')}
                readOnly={ofFile.has('url')}
                onChange={({ currentTarget }) => put('url', currentTarget.value)}
              />
            )}
          </Field>
          <Field label={words.whose} hint={placeOf(ofFile, 'client')}>
            {(name) => (
              <select
                id={name}
                value={String(fields['client'] ?? '')}
                disabled={ofFile.has('client')}
                onChange={({ currentTarget }) => put('client', currentTarget.value)}
              >
                <option value="">{words.ourOwn}</option>
                {choices.clients.map((client) => (
                  <option key={client.id} value={client.id}>
                    {client.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <SiteFields {...{ fields, put, choices, ofFile }} />
        <p className="actions apart">
          <button className="primary" disabled={isBusy}>
            {words.save}
          </button>
          {!site.isInFile && (
            <button type="button" className="danger" disabled={isBusy} onClick={() => void remove()}>
              {words.stopWatching}
            </button>
          )}
        </p>
      </form>
    </>
  )
}

function fieldsOf(settings: readonly Setting[]): Fields {
  const fields: Record<string, string | boolean> = { ...blankFields() }
  for (const { key, says } of settings) {
    if (key === 'checks') for (const [kind, is] of Object.entries(says as object)) fields[`checks.${kind}`] = is !== false
    else if (key === 'expect') fields['expect.contains'] = String((says as { contains?: string }).contains ?? '')
    else fields[key] = Array.isArray(says) ? says.join(', ') : String(says)
  }
  if (String(fields['url']).startsWith('http:')) fields['checks.tls'] = fields['checks.tls'] === true && settings.some(({ key, says }) => key === 'checks' && 'tls' in (says as object)) // prettier-ignore
  return fields
}

// A map of the file takes its keys; those beside them stay open.
const keysOf = (setting: Setting): [string, Setting][] =>
  setting.key === 'checks' || setting.key === 'expect'
    ? Object.keys(setting.says as object).map((inner) => [`${setting.key}.${inner}`, setting])
    : [[setting.key, setting]]
