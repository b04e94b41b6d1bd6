import type { ContactBook } from '@allclear/wire/contact-book.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { useDeed } from '../parts/use-deed.ts'
import { mayPlan, useSession } from '../session.ts'
import { contactBookQuery } from './contacts-query.ts'
import './contacts.css'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const MOST = 10

/** `/contacts/…`: whom to tell of the outages of a client, or of a partner itself; they are kept and confirmed here. */
export default function ContactsScreen() {
  const { book: id = '' } = useParams({ strict: false })
  const { data: book } = useSuspenseQuery(contactBookQuery(id))
  const isOwner = mayPlan(useSession())
  useTitle(say(words.title, { name: book.name }))
  return (
    <>
      <p className="crumb">
        <Go to="/readiness">{words.readiness}</Go>
      </p>
      <h1>{say(words.title, { name: book.name })}</h1>
      {isOwner && (
        <p>
          <Go to={book.client === null ? `/partners/${id}/edit` : `/clients/${id}/edit`}>{say(words.changeElse, { name: book.name })}</Go>
        </p>
      )}
      <Fresh book={book} />
      <Form key={`${book.confirmedAt}`} book={book} />
    </>
  )
}

const addressOf = ({ id, client }: ContactBook) =>
  client === null ? (`/api/v1/partners/${id}/contacts` as const) : (`/api/v1/clients/${id}/contacts` as const)

function Fresh({ book }: { book: ContactBook }) {
  const { confirmedAt, confirmedBy, dueAt, isStale, mayChange } = book
  const { isBusy, run } = useDeed()
  return (
    <section className="panel fresh" aria-label={words.fresh}>
      <p className={isStale ? 'wrong' : 'quiet'}>
        {confirmedAt === null ? words.notConfirmed : say(words.confirmed, { name: confirmedBy, time: <Moment at={confirmedAt} /> })}{' '}
        {dueAt !== null && say(isStale ? words.overdue : words.againBy, { time: <Moment at={dueAt} /> })}
      </p>
      {mayChange && book.contacts.length > 0 && (
        <button
          className={isStale ? 'primary' : ''}
          disabled={isBusy}
          onClick={() => void run(`${addressOf(book)}/confirm`, {}, words.areConfirmed)}
        >
          {words.areRight}
        </button>
      )}
    </section>
  )
}

type Row = ContactBook['contacts'][number]
const BLANK: Row = { name: '', role: null, mail: null, phone: null, prefers: null, bounced: [] }

function Form({ book }: { book: ContactBook }) {
  const { isBusy, run } = useDeed()
  const [count, setCount] = useState(Math.max(1, book.contacts.length))
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void run(addressOf(book), readForm(new FormData(event.currentTarget)), words.areKept, 'PUT')
  }
  return (
    <form className="contact-book" onSubmit={save}>
      <fieldset className="whole" disabled={!book.mayChange} aria-label={words.inOrder}>
        {Array.from({ length: count }, (_, n) => (
          <Person key={n} n={n} row={book.contacts[n] ?? BLANK} />
        ))}
        {book.client === null && (
          <p>
            <label htmlFor="loopIn">{words.hearFirst}</label>
            <Choice id="loopIn" of={words.loops} chosen={book.loopIn} />
          </p>
        )}
      </fieldset>
      {book.mayChange && (
        <div className="actions">
          <button className="primary" disabled={isBusy}>
            {words.save}
          </button>
          {count < MOST && (
            <button type="button" onClick={() => setCount(count + 1)}>
              {words.oneMore}
            </button>
          )}
        </div>
      )}
    </form>
  )
}

// A row without a name, a mail and a phone is nobody. Phone numbers are written with spaces.
function readForm(form: FormData) {
  const said = (name: string) => String(form.get(name) ?? '').trim() || null
  const rows = Array.from({ length: MOST }, (_, n) => ({
    ...{ name: said(`name-${n}`), role: said(`role-${n}`), mail: said(`mail-${n}`), prefers: said(`prefers-${n}`) },
    phone: said(`phone-${n}`)?.replace(/[\s().-]/g, '') ?? null,
  }))
  const contacts = rows.filter(({ name, mail, phone }) => name ?? mail ?? phone)
  return { contacts, ...(form.has('loopIn') && { loopIn: said('loopIn') }) }
}

function Person({ n, row: { name, role, mail, phone, prefers, bounced } }: { n: number; row: Row }) {
  return (
    <fieldset className="panel">
      <legend>{name || words.oneMore}</legend>
      <div className="fields">
        <Field id={`name-${n}`} label={words.name} value={name} required={name !== ''} />
        <Field id={`role-${n}`} label={words.role} value={role} />
        <Field id={`mail-${n}`} label={words.mail} value={mail} type="email" />
        <Field id={`phone-${n}`} label={words.phone} value={phone} type="tel" placeholder="+1 312 555 0120" />
        <p>
          <label htmlFor={`prefers-${n}`}>{words.bestBy}</label>
          <Choice id={`prefers-${n}`} of={words.ways} chosen={prefers} />
        </p>
      </div>
      {bounced.map(({ address, at, reason }) => (
        <p key={address} className="wrong">
          {say(words.bounced, { address, time: <Moment at={at} />, reason })}
        </p>
      ))}
    </fieldset>
  )
}

type FieldProps = {
  readonly id: string
  readonly label: string
  readonly value: string | null
  readonly type?: 'email' | 'tel'
  readonly placeholder?: string
  readonly required?: boolean
}

const Field = ({ id, label, value, type, placeholder, required = false }: FieldProps) => (
  <p>
    <label htmlFor={id}>{label}</label>
    <input id={id} name={id} type={type ?? 'text'} defaultValue={value ?? ''} maxLength={200} {...{ placeholder, required }} />
  </p>
)

const Choice = ({ id, of, chosen }: { id: string; of: Readonly<Record<string, string>>; chosen: string | null }) => (
  <select id={id} name={id} defaultValue={chosen ?? ''}>
    {Object.entries(of).map(([value, says]) => (
      <option key={value} value={value === 'any' ? '' : value}>
        {says}
      </option>
    ))}
  </select>
)
