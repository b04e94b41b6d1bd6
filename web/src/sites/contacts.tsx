import type { Site } from '@allclear/wire/site.ts'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'

/** Whom to tell, and what is wrong with how they are reached. */
export function Contacts({ site: { contacts, client } }: { site: Site }) {
  return (
    <section className="panel">
      <h2>Contacts</h2>
      {contacts.length === 0 && <p className="wrong">Nobody can be told.</p>}
      <ul className="rows">
        {contacts.map((contact) => (
          <li key={`${contact.of} ${contact.name}`}>
            <Contact contact={contact} />
          </li>
        ))}
      </ul>
      {client !== null && (
        <p>
          <Go to={`/contacts/${client}`}>Keep and confirm them</Go>
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
        {prefers !== null && ` · prefers ${prefers}`}
      </small>
      <small className="ways">
        {mail === null ? 'no mail' : <a href={`mailto:${mail}`}>{mail}</a>} ·{' '}
        {phone === null ? 'no phone' : <a href={`tel:${phone}`}>{phone}</a>}
      </small>
      {onThisName && <small className="wrong">This mailbox is on the name of the site: it may fail together with it.</small>}
      {bounced.map(({ address, at, reason }) => (
        <small key={address} className="wrong">
          {address} did not work <Moment at={at} />: {reason}
        </small>
      ))}
      {alone && <small className="wrong">The only contact: nobody else is there when this one cannot be reached.</small>}
    </span>
  )
}
