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
import { say } from '../words.ts'
import { words } from './words/index.ts'

const MANY = 8 // from so many on there is something to look for
const SITES = 6

/** `/providers`: whom to call at 3 am, in whose name, and which cases are open; those that an incident hangs on come first. */
export default function ProvidersScreen() {
  const { items } = useSuspenseQuery(providersQuery).data
  const [filter, narrow] = useFilter()
  const q = filter.get('q') ?? ''
  useTitle(words.title)
  useListKeys('provider', '#providers .call')
  const shown = items
    .filter(({ name, kind, sites }) => [name, kind, ...sites].some((word) => word.toLowerCase().includes(q.toLowerCase())))
    .toSorted((a, b) => b.incidents.length - a.incidents.length || b.cases.length - a.cases.length)
  return (
    <>
      <h1>{words.title}</h1>
      {items.length === 0 && <p>{say(words.none, { providers: <code>providers</code> })}</p>}
      {items.length >= MANY && (
        <search className="narrow">
          <input
            type="search"
            aria-label={words.find}
            placeholder={words.nameOrSite}
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
        <p className="quiet">{managed ? say(words.managed, { kind }) : kind}</p>
        <Support provider={provider} />
      </div>
      <dl className="facts">
        {incidents.length > 0 && (
          <Fact name={words.downNow}>
            {incidents.map(({ id: incident, site }) => (
              <span key={incident} className="open">
                <Go to={`/incidents/${incident}`}>{site}</Go>
                {mayWrite && (
                  <a href={`/incidents/${incident}/ticket?provider=${encodeURIComponent(id)}`}>
                    {words.ticket}
                    <span className="unseen"> {say(words.about, { site })}</span>
                  </a>
                )}
              </span>
            ))}
          </Fact>
        )}
        {cases.length > 0 && (
          <Fact name={words.cases}>
            {cases.map(({ incident, number, due }) => (
              <span key={`${incident} ${number}`} className="open">
                <Go to={`/incidents/${incident}`}>{number}</Go>
                {due !== null && <small className="quiet">{say(words.chase, { until: <Until at={due} /> })}</small>}
              </span>
            ))}
          </Fact>
        )}
        <Fact name={words.authority}>{authoritySays ?? <span className="needs">{words.noAuthority}</span>}</Fact>
        {login !== null && <Fact name={words.login}>{link(login)}</Fact>}
        {credentials !== null && <Fact name={words.credentials}>{credentials}</Fact>}
        {status !== null && <Fact name={words.statusPage}>{link(status)}</Fact>}
        <Fact name={words.sitesOn}>
          {sites.length > SITES
            ? say(words.andMore, { items: sites.slice(0, SITES).join(', '), count: sites.length - SITES })
            : sites.join(', ') || words.noSites}
        </Fact>
      </dl>
    </li>
  )
}

function Support({ provider: { name, support } }: { provider: Provider }) {
  const { phone, mail, url } = support
  if (phone === null && mail === null && url === null) return <p className="needs">{words.noSupport}</p>
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
