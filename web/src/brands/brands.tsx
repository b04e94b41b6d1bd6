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
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/brands`: in whose names we speak, whether that will be believed, how it looks, and who is told. */
export default function BrandsScreen() {
  const { items } = useSuspenseQuery(brandsQuery).data
  const [filter] = useFilter()
  const only = filter.get('partner')
  useTitle(words.title)
  useListKeys('partner', '#brands > nav a')
  const shown = items.filter(({ partner }) => only === null || partner === only)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.intro}</p>
      <section id="brands">
        {items.length > 1 && (
          <nav className="narrow" aria-label={words.partners}>
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
            <h3>{words.whoIsTold}</h3>
            <p>{loopIn}</p>
            {mayChange && partner !== 'operator' && (
              <p>
                <Go to={`/partners/${partner}/edit`}>{words.change}</Go>
              </p>
            )}
            <p className="quiet">{say(words.answersTo, { address: reply ?? words.ourInbox })}</p>
            {contacts.length === 0 && partner !== 'operator' && (
              <p>{say(words.noContact, { contacts: <code>contacts</code>, file: <code>allclear.yaml</code> })}</p>
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
            <h3>{words.letterInName}</h3>
            <Letter brand={brand} />
          </section>
          <section className="panel">
            <h3>{words.statusPage}</h3>
            <PageSample brand={brand} />
            <p>
              <a href={page.path}>{words.openIt}</a>
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
          {say(words.bounced, { address, time: <Moment at={at} />, reason })}
        </small>
      ))}
      {alone && <small>{words.alone}</small>}
    </span>
  </li>
)

const OnlyUs = () => <p>{say(words.onlyUs, { partners: <code>partners</code>, file: <code>allclear.yaml</code> })}</p>
