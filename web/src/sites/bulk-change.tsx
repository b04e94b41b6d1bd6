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
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Props = { readonly sites: readonly SiteRow[]; readonly close: () => void }

/** Changes the same of several sites at once, after showing exactly what becomes different. */
export function BulkChange({ sites, close }: Props) {
  return (
    <Modal opened onClose={close} size="lg" title={say(words.changeSites, { count: sites.length })}>
      <Suspense fallback={<Waiting />}>
        <Fields sites={sites} close={close} />
      </Suspense>
    </Modal>
  )
}

const LEAVE = ' '
const ROLES = ['client', 'registrar', 'dns', 'hosting', 'cdn'] as const

function Fields({ sites, close }: Props) {
  const { data: choices } = useSuspenseQuery(choicesQuery)
  const { isBusy, preview, change } = usePlanChange()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [seen, setSeen] = useState<{ readonly changed: Changed; readonly changes: readonly Change[] } | null>(null)
  const put = (key: string, value: string) => {
    setSeen(null)
    setTyped({ ...typed, [key]: value })
  }
  const show = async () => {
    const changes = sites.map((site): Change => ({ kind: 'sites', id: site.id, set: setOf(site, typed) }))
    const changed = await preview(changes)
    if (changed) setSeen({ changed, changes })
  }
  const count = new Set(seen?.changed.differences.map(({ id }) => id)).size
  const apply = async () => {
    if (await change(seen!.changes, { says: say(words.areChanged, { count }), partly: true })) close()
  }
  const select = (key: string, label: string, of: readonly (readonly [string, string])[]) => (
    <Field key={key} label={label}>
      {(id) => (
        <select id={id} value={typed[key] ?? LEAVE} onChange={({ currentTarget }) => put(key, currentTarget.value)}>
          <option value={LEAVE}>{words.leaveAsIs}</option>
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
        <input id={id} value={typed[key] ?? ''} placeholder={placeholder} onChange={({ currentTarget }) => put(key, currentTarget.value)} />
      )}
    </Field>
  )
  const owners = choices.clients.map(({ id, name }) => [id, name] as const)
  const providers = choices.providers.map(({ id, name }) => [id, name] as const)
  return (
    <>
      <div className="fields">
        {ROLES.map((key) => {
          if (key === 'client') return select(key, words.whose, [['', words.ourOwn], ...owners])
          return providers.length > 0 && select(key, words.roles[key], [['', words.notSaid], ...providers])
        })}
        {text('interval', words.lookedEvery, '60s')}
        {text('+tags', words.addTags, 'gold')}
        {text('-tags', words.dropTags, 'silver')}
        {select(
          'check',
          words.aCheck,
          choices.checks.flatMap(({ kind }) => [
            [`${kind} on`, say(words.on, { kind })] as const,
            [`${kind} off`, say(words.off, { kind })] as const,
          ]),
        )}
      </div>
      {seen && <ChangesPreview changed={seen.changed} />}
      <p className="actions">
        {seen === null ? (
          <button className="primary" disabled={isBusy} onClick={() => void show()}>
            {words.showChanges}
          </button>
        ) : (
          <button className="primary" disabled={isBusy || count === 0} onClick={() => void apply()}>
            {say(words.changeSites, { count })}
          </button>
        )}
        <button onClick={close}>{words.leaveIt}</button>
      </p>
    </>
  )
}

const USUAL = ['http', 'tls', 'dns']
const listOf = (text = '') => text.split(',').map((tag) => tag.trim()).filter(Boolean) // prettier-ignore

function setOf(site: SiteRow, typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const set: Record<string, unknown> = {}
  for (const key of ROLES) if (typed[key] !== undefined && typed[key] !== LEAVE) set[key] = typed[key] || null
  if (typed['interval']) set['interval'] = typed['interval']
  const [more, fewer] = [listOf(typed['+tags']), listOf(typed['-tags'])]
  if (more.length + fewer.length > 0) {
    const tags = [...new Set([...site.tags, ...more])].filter((tag) => !fewer.includes(tag))
    set['tags'] = tags.length === 0 ? null : tags
  }
  const [kind, is] = (typed['check'] ?? '').trim().split(' ')
  if (kind && is) set[`checks.${kind}`] = is === 'on' ? (USUAL.includes(kind) ? null : true) : USUAL.includes(kind) ? false : null
  return set
}
