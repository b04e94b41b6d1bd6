import type { Change, Choices } from '@allclear/wire/plan.ts'
import { Field } from './site-fields.tsx'
import type { Fields } from './site-fields.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const NEW = '+'
const OWN = ''

type Props = { readonly fields: Fields; readonly put: (key: string, value: string) => void; readonly choices: Choices }

/** Whose the site is: the operator's own, a client's, or one that is made here, with the partner in whose name it hears of outages. */
export function OwnerFields({ fields, put, choices }: Props) {
  const partners = new Map(choices.partners.map(({ id, name }) => [id, name]))
  const nameOf = ({ name, partner }: Choices['clients'][number]) =>
    partners.has(partner) ? say(words.through, { client: name, partner: partners.get(partner)! }) : name
  const text = (key: string, label: string, more: { hint?: string; type?: string; placeholder?: string } = {}) => (
    <Field label={label} hint={more.hint}>
      {(id) => (
        <input
          {...{ id, required: true, type: more.type ?? 'text', placeholder: more.placeholder }}
          value={String(fields[key] ?? '')}
          onChange={({ currentTarget }) => put(key, currentTarget.value)}
        />
      )}
    </Field>
  )
  return (
    <div className="fields">
      <Field label={words.whoseSite}>
        {(id) => (
          <select id={id} value={String(fields['client'] ?? OWN)} onChange={({ currentTarget }) => put('client', currentTarget.value)}>
            <option value={OWN}>{words.ourOwn}</option>
            {choices.clients.map((client) => (
              <option key={client.id} value={client.id}>
                {nameOf(client)}
              </option>
            ))}
            <option value={NEW}>{words.newClient}</option>
          </select>
        )}
      </Field>
      {fields['client'] === NEW && (
        <>
          {text('client.name', words.client)}
          {text('client.contact', words.tellThere)}
          {text('client.mail', words.theirMail, { type: 'email', hint: words.notOwnDomain })}
          <Field label={words.inWhoseName}>
            {(id) => (
              <select
                id={id}
                value={String(fields['partner'] ?? OWN)}
                onChange={({ currentTarget }) => put('partner', currentTarget.value)}
              >
                <option value={OWN}>{words.inOurs}</option>
                {choices.partners.map((partner) => (
                  <option key={partner.id} value={partner.id}>
                    {partner.name}
                  </option>
                ))}
                <option value={NEW}>{words.newPartner}</option>
              </select>
            )}
          </Field>
        </>
      )}
      {fields['client'] === NEW && fields['partner'] === NEW && (
        <>
          {text('partner.name', words.partner)}
          {text('partner.from', words.mailFrom, {
            type: 'email',
            placeholder: 'care@brightside.example',
            hint: words.sendingDomain,
          })}
          {text('partner.contact', words.tellPartner)}
          {text('partner.mail', words.partnerMail, { type: 'email', hint: words.inCopy })}
        </>
      )}
    </div>
  )
}

/** The partner and the client that are to be made for a site, and the client it then has. */
export function ownerChanges(fields: Fields): { readonly changes: Change[]; readonly client: string | null } {
  const word = (key: string) => String(fields[key] ?? '').trim()
  if (word('client') !== NEW) return { changes: [], client: word('client') || null }
  const client = idOf(word('client.name'))
  const isNewPartner = word('partner') === NEW
  const partner = isNewPartner ? idOf(word('partner.name')) : word('partner')
  const contacts = (of: string) => [{ name: word(`${of}.contact`), mail: word(`${of}.mail`) }]
  const brand = { from: `${word('partner.name')} <${word('partner.from')}>` }
  return {
    client,
    changes: [
      ...(isNewPartner
        ? [{ kind: 'partners' as const, id: partner, set: { name: word('partner.name'), brand, contacts: contacts('partner') } }]
        : []),
      { kind: 'clients', id: client, set: { name: word('client.name'), ...(partner !== '' && { partner }), contacts: contacts('client') } },
    ],
  }
}

const idOf = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
