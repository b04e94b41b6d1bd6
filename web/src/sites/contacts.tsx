import type { Site } from '@allclear/wire/site.ts'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Whom to tell, and what is wrong with how they are reached. */
export function Contacts({ site: { contacts, client } }: { site: Site }) {
  return (
    <section className="panel">
      <h2>{words.contacts}</h2>
      {contacts.length === 0 && <p className="wrong">{words.noContacts}</p>}
      <ul className="rows">
        {contacts.map((contact) => (
          <li key={`${contact.of} ${contact.name}`}>
            <Contact contact={contact} />
          </li>
        ))}
      </ul>
      {client !== null && (
        <p>
          <Go to={`/contacts/${client}`}>{words.keepContacts}</Go>
        </p>
      )}
    </section>
  )
}

function Contact({ contact: { name, role, of, mail, phone, prefers, bounced, alone, onThisName } }: { contact: Site['contacts'][number] }) {
  return (
    <span>
      <strong>{name}</strong>
      {role !== null && `, ${role}`}
      <small className="quiet">
        {of}
        {prefers !== null && ` · ${say(words.prefers, { channel: prefers })}`}
      </small>
      <small className="ways">
        {mail === null ? words.noMail : <a href={`mailto:${mail}`}>{mail}</a>} ·{' '}
        {phone === null ? words.noPhone : <a href={`tel:${phone}`}>{phone}</a>}
      </small>
      {onThisName && <small className="wrong">{words.onThisName}</small>}
      {bounced.map(({ address, at, reason }) => (
        <small key={address} className="wrong">
          {say(words.bounced, { address, time: <Moment at={at} />, reason })}
        </small>
      ))}
      {alone && <small className="wrong">{words.alone}</small>}
    </span>
  )
}
