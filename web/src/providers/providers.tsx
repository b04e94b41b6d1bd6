import './providers.css'
import type { Provider } from '@allclear/wire/provider.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Until } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { mayAct, useSession } from '../session.ts'
import { providersQuery } from './providers-query.ts'

const MANY = 8 // from so many on there is something to look for
const SITES = 6

/** `/providers`: whom to call at 3 am, in whose name, and which cases are open; those that an incident hangs on come first. */
export default function ProvidersScreen() {
  const { items } = useSuspenseQuery(providersQuery).data
  const [filter, narrow] = useFilter()
  const q = filter.get('q') ?? ''
  useTitle('Providers')
  useListKeys('provider', '#providers .call')
  const shown = items
    .filter(({ name, kind, sites }) => [name, kind, ...sites].some((word) => word.toLowerCase().includes(q.toLowerCase())))
    .toSorted((a, b) => b.incidents.length - a.incidents.length || b.cases.length - a.cases.length)
  return (
    <>
      <h1>Providers</h1>
      {items.length === 0 && (
        <p>
          No provider yet. Name those your sites stand on under <code>providers</code> in the configuration: how their support is reached at
          night, and who may speak for whom. They stand here then, and in every hand-over.
        </p>
      )}
      {items.length >= MANY && (
        <search className="narrow">
          <input
            type="search"
            aria-label="Find a provider by its name or a site"
            placeholder="Name or site"
            value={q}
            onChange={({ target }) => narrow('q', target.value)}
          />
        </search>
      )}
      <ul className="sites" id="providers">
        {shown.map((provider) => (
          <Card key={provider.id} provider={provider} />
        ))}
      </ul>
    </>
  )
}

function Card({ provider }: { provider: Provider }) {
  const { id, name, kind, managed, incidents, cases, login, status, authoritySays, credentials, sites } = provider
  const mayWrite = mayAct(useSession())
  return (
    <li className={`card provider ${incidents.length > 0 ? 'bad' : cases.length > 0 ? 'busy' : ''}`} id={id}>
      <div className="what">
        <h2>{name}</h2>
        <p className="quiet">
          {kind}
          {managed && ', managed by us'}
        </p>
        <Support provider={provider} />
      </div>
      <dl className="facts">
        {incidents.length > 0 && (
          <Fact name="Down now">
            {incidents.map(({ id: incident, site }) => (
              <span key={incident} className="open">
                <Go to={`/incidents/${incident}`}>{site}</Go>
                {mayWrite && (
                  <a href={`/incidents/${incident}/ticket?provider=${encodeURIComponent(id)}`}>
                    Write a ticket<span className="unseen"> about {site}</span>
                  </a>
                )}
              </span>
            ))}
          </Fact>
        )}
        {cases.length > 0 && (
          <Fact name="Open cases">
            {cases.map(({ incident, number, due }) => (
              <span key={`${incident} ${number}`} className="open">
                <Go to={`/incidents/${incident}`}>{number}</Go>
                {due !== null && (
                  <small className="quiet">
                    to be chased <Until at={due} />
                  </small>
                )}
              </span>
            ))}
          </Fact>
        )}
        <Fact name="Authority">{authoritySays ?? <span className="needs">Not recorded: who may open a ticket for whom?</span>}</Fact>
        {login !== null && <Fact name="Login">{link(login)}</Fact>}
        {credentials !== null && <Fact name="Credentials">{credentials}</Fact>}
        {status !== null && <Fact name="Its status page">{link(status)}</Fact>}
        <Fact name="Sites on it">
          {sites.length === 0 ? 'none' : sites.slice(0, SITES).join(', ')}
          {sites.length > SITES && ` and ${sites.length - SITES} more`}
        </Fact>
      </dl>
    </li>
  )
}

function Support({ provider: { name, support } }: { provider: Provider }) {
  const { phone, mail, url } = support
  if (phone === null && mail === null && url === null) return <p className="needs">Not recorded: how is it reached at night?</p>
  return (
    <p className="support">
      {phone !== null && (
        <a className="button call" href={`tel:${phone}`}>
          <Icon name="bell" /> {phone}
          <span className="unseen">, {name}</span>
        </a>
      )}
      {mail !== null && <a href={`mailto:${mail}`}>{mail}</a>}
      {url !== null && link(url)}
    </p>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const link = (url: string) => (
  <a href={url} rel="noreferrer">
    {url}
  </a>
)
