import type { Brand, BrandContact } from '@allclear/wire/brand.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { mayPlan, useSession } from '../session.ts'
import { brandsQuery } from './brands-query.ts'
import { Letter, PageSample } from './samples.tsx'
import { Records } from './records.tsx'
import './brands.css'

/** `/brands`: in whose names we speak, whether that will be believed, how it looks, and who is told. */
export default function BrandsScreen() {
  const { items } = useSuspenseQuery(brandsQuery).data
  const [filter] = useFilter()
  const only = filter.get('partner')
  useTitle('Partners and brands')
  useListKeys('partner', '#brands > nav a')
  const shown = items.filter(({ partner }) => only === null || partner === only)
  return (
    <>
      <h1>Partners and brands</h1>
      <p className="quiet">
        In whose names we speak, and whether it is believed. DNS was asked just now, and is asked again while you look.
      </p>
      <section id="brands">
        {items.length > 1 && (
          <nav className="narrow" aria-label="Partners">
            {items.map(({ partner, name, said }) => (
              <Go
                key={partner}
                className="button"
                to={only === partner ? '/brands' : `/brands?partner=${partner}`}
                aria-current={only === partner}
              >
                {name} <Pill said={said} />
              </Go>
            ))}
          </nav>
        )}
        {items.length <= 1 && only === null && <OnlyUs />}
        {shown.map((brand) => (
          <BrandSheet key={brand.partner} brand={brand} />
        ))}
      </section>
    </>
  )
}

function BrandSheet({ brand }: { brand: Brand }) {
  const { partner, name, from, contacts, loopIn, reply, page } = brand
  const mayChange = mayPlan(useSession())
  return (
    <section className="brand" aria-labelledby={`brand-${partner}`}>
      <h2 id={`brand-${partner}`}>
        {name} <small className="quiet">{from}</small>
      </h2>
      <div className="panels">
        <div>
          <Records brand={brand} />
          <section className="panel">
            <h3>Who is told</h3>
            <p>{loopIn}</p>
            {mayChange && partner !== 'operator' && (
              <p>
                <Go to={`/partners/${partner}/edit`}>Change the partner and its brand</Go>
              </p>
            )}
            <p className="quiet">Answers go to {reply ?? 'the inbox of this hub'}.</p>
            {contacts.length === 0 && partner !== 'operator' && (
              <p>
                There is no contact yet: nobody hears of an outage. Add one to <code>contacts</code> of the partner or its clients in{' '}
                <code>allclear.yaml</code>, or ask the partner to in their portal.
              </p>
            )}
            <ul className="rows">
              {contacts.map((contact) => (
                <ContactRow key={`${contact.whose} ${contact.name} ${contact.mail}`} contact={contact} />
              ))}
            </ul>
          </section>
        </div>
        <div>
          <section className="panel">
            <h3>A letter in this name</h3>
            <Letter brand={brand} />
          </section>
          <section className="panel">
            <h3>The status page</h3>
            <PageSample brand={brand} />
            <p>
              <a href={page.path}>Open it</a>
            </p>
          </section>
        </div>
      </div>
    </section>
  )
}

const ContactRow = ({ contact: { name, whose, mail, phone, bounced, alone } }: { contact: BrandContact }) => (
  <li>
    <span>
      {name}
      <small className="quiet">{[whose, mail, phone].filter((part) => part !== null).join(' · ')}</small>
      {bounced.map(({ address, at, reason }) => (
        <small key={address} className="needs">
          {address} did not work <Moment at={at} />: {reason}
        </small>
      ))}
      {alone && <small>The only contact: add a second one.</small>}
    </span>
  </li>
)

const OnlyUs = () => (
  <p>
    There are no partners yet. Add the first under <code>partners</code> of <code>allclear.yaml</code>, with the name and address it writes
    from; its records to paste stand here then.
  </p>
)
