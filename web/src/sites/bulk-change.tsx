import type { Change, Changed } from '@allclear/wire/plan.ts'
import type { SiteRow } from '@allclear/wire/site.ts'
import { Modal } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Waiting } from '../parts/waiting.tsx'
import { ChangesPreview } from './changes-preview.tsx'
import { choicesQuery } from './plan-query.ts'
import { Field } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'

type Props = { readonly sites: readonly SiteRow[]; readonly close: () => void }

/** Changes the same of several sites at once, after showing exactly what becomes different. */
export function BulkChange({ sites, close }: Props) {
  return (
    <Modal opened onClose={close} size="lg" title={`Change ${sites.length} ${sites.length === 1 ? 'site' : 'sites'}`}>
      <Suspense fallback={<Waiting />}>
        <Fields sites={sites} close={close} />
      </Suspense>
    </Modal>
  )
}

const LEAVE = ' '
const ROLES = { client: 'Whose', registrar: 'Registrar', dns: 'DNS', hosting: 'Hosting', cdn: 'Delivery network' } as const

function Fields({ sites, close }: Props) {
  const { data: choices } = useSuspenseQuery(choicesQuery)
  const { isBusy, preview, change } = usePlanChange()
  const [words, setWords] = useState<Readonly<Record<string, string>>>({})
  const [seen, setSeen] = useState<{ readonly changed: Changed; readonly changes: readonly Change[] } | null>(null)
  const put = (key: string, value: string) => {
    setSeen(null)
    setWords({ ...words, [key]: value })
  }
  const show = async () => {
    const changes = sites.map((site): Change => ({ kind: 'sites', id: site.id, set: setOf(site, words) }))
    const changed = await preview(changes)
    if (changed) setSeen({ changed, changes })
  }
  const count = new Set(seen?.changed.differences.map(({ id }) => id)).size
  const apply = async () => {
    if (await change(seen!.changes, { says: `${count} sites are changed.`, partly: true })) close()
  }
  const select = (key: string, label: string, of: readonly (readonly [string, string])[]) => (
    <Field key={key} label={label}>
      {(id) => (
        <select id={id} value={words[key] ?? LEAVE} onChange={({ currentTarget }) => put(key, currentTarget.value)}>
          <option value={LEAVE}>Leave as it is</option>
          {of.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const text = (key: string, label: string, placeholder: string) => (
    <Field label={label}>
      {(id) => (
        <input id={id} value={words[key] ?? ''} placeholder={placeholder} onChange={({ currentTarget }) => put(key, currentTarget.value)} />
      )}
    </Field>
  )
  const owners = choices.clients.map(({ id, name }) => [id, name] as const)
  const providers = choices.providers.map(({ id, name }) => [id, name] as const)
  return (
    <>
      <div className="fields">
        {Object.entries(ROLES).map(([key, label]) =>
          key !== 'client' && providers.length === 0
            ? null
            : select(key, label, key === 'client' ? [['', 'Our own'], ...owners] : [['', 'Not said'], ...providers]),
        )}
        {text('interval', 'Looked at every', '60s')}
        {text('+tags', 'Add tags', 'gold')}
        {text('-tags', 'Take tags away', 'silver')}
        {select(
          'check',
          'A check',
          choices.checks.flatMap(({ kind }) => [[`${kind} on`, `${kind}: on`] as const, [`${kind} off`, `${kind}: off`] as const]),
        )}
      </div>
      {seen && <ChangesPreview changed={seen.changed} />}
      <p className="actions">
        {seen === null ? (
          <button className="primary" disabled={isBusy} onClick={() => void show()}>
            Show what changes
          </button>
        ) : (
          <button className="primary" disabled={isBusy || count === 0} onClick={() => void apply()}>
            Change {count} {count === 1 ? 'site' : 'sites'}
          </button>
        )}
        <button onClick={close}>Leave it</button>
      </p>
    </>
  )
}

const USUAL = ['http', 'tls', 'dns']
const listOf = (text = '') => text.split(',').map((tag) => tag.trim()).filter(Boolean) // prettier-ignore

function setOf(site: SiteRow, words: Readonly<Record<string, string>>): Record<string, unknown> {
  const set: Record<string, unknown> = {}
  for (const key of Object.keys(ROLES)) if (words[key] !== undefined && words[key] !== LEAVE) set[key] = words[key] || null
  if (words['interval']) set['interval'] = words['interval']
  const [more, fewer] = [listOf(words['+tags']), listOf(words['-tags'])]
  if (more.length + fewer.length > 0) {
    const tags = [...new Set([...site.tags, ...more])].filter((tag) => !fewer.includes(tag))
    set['tags'] = tags.length === 0 ? null : tags
  }
  const [kind, is] = (words['check'] ?? '').trim().split(' ')
  if (kind && is) set[`checks.${kind}`] = is === 'on' ? (USUAL.includes(kind) ? null : true) : USUAL.includes(kind) ? false : null
  return set
}
